package org.ringfort.edge.topology;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Allow;

/**
 * What crosses from one leg to the other: a status out of a list, what a {@link Note} understands, and nothing else. A
 * reason phrase, a Warning, a Reason text, an address or a name of the other side has no way through.
 */
public final class Crossing {
    /** The methods our dialogs understand. */
    public static final Allow ALLOW = Allow.of(
            Method.INVITE,
            Method.ACK,
            Method.CANCEL,
            Method.BYE,
            Method.OPTIONS,
            Method.INFO,
            Method.PRACK,
            Method.UPDATE,
            Method.REFER);

    private static final Set<Integer> FAILURES =
            Set.of(404, 408, 410, 415, 440, 480, 482, 483, 484, 486, 487, 488, 491, 500, 600, 603, 604, 606, 607, 608);

    /** What says most to a caller, among failures of the same class. */
    private static final List<Integer> TELLING = List.of(486, 480, 488, 415, 484, 404, 410, 408, 487);

    private Crossing() {}

    /**
     * The failure of one leg as the other may hear it. A challenge is never passed on: nobody but us asks our devices for
     * credentials, and nobody asks ours.
     */
    public static Status failure(Status ofTheOtherLeg) {
        if (FAILURES.contains(ofTheOtherLeg.code())) {
            return ofTheOtherLeg;
        }
        return switch (ofTheOtherLeg.code() / 100) {
            case 5 -> Status.SERVER_INTERNAL_ERROR;
            case 6 -> Status.DECLINE;
            default -> Status.TEMPORARILY_UNAVAILABLE;
        };
    }

    /**
     * The best of several failures, as the caller may hear it.
     *
     * @rfc 3261 16.7
     */
    public static Optional<Status> best(List<Status> failures) {
        return failures.stream()
                .map(Crossing::failure)
                .min(Comparator.comparingInt(Crossing::rank).thenComparing(Comparator.naturalOrder()));
    }

    private static int rank(Status status) {
        if (status.isGlobalFailure()) {
            return 0;
        }
        int told = TELLING.indexOf(status.code());
        return status.code() / 100 * 100 + (told < 0 ? 99 : told);
    }
}
