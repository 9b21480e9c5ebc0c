package org.ringfort.edge.b2bua;

import java.util.Optional;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.OtherUri;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.ReferTo;
import org.ringfort.protocol.sip.header.Replaces;

/**
 * A REFER within a dialog, read.
 *
 * @param to where the other party is sent
 * @param replaces the dialog that the new call takes the place of
 * @param silent whether the phone wants to hear nothing more of it
 * @rfc 3515 2.4.2
 * @rfc 4488 4
 */
record Referral(ServerTransaction request, Destination to, Optional<Replaces> replaces, boolean silent) {
    private static final HeaderName REFER_SUB = HeaderName.of("Refer-Sub");

    /** What a REFER comes to. */
    sealed interface Reading {
        record Understood(Referral referral) implements Reading {}

        record Refused(Status status) implements Reading {}
    }

    /**
     * Reads the REFER of {@code leg}.
     *
     * @param domain the tenant's: nobody is sent elsewhere
     */
    static Reading read(ServerTransaction transaction, Leg leg, String domain) {
        SipRequest request = transaction.request();
        Optional<ReferTo> to = request.headers().find(ReferTo.class);
        if (to.isEmpty()) {
            return new Reading.Refused(Status.BAD_REQUEST);
        }
        if (to.get().uri() instanceof OtherUri) {
            return new Reading.Refused(Status.UNSUPPORTED_URI_SCHEME);
        }
        Optional<Destination> destination = Destination.of(to.get().uri(), domain, leg.flow());
        if (destination.isEmpty()) {
            return new Reading.Refused(Status.FORBIDDEN);
        }
        Optional<String> named = to.get().replaces();
        Optional<Replaces> replaces = named.flatMap(Replaces::parse);
        if (named.isPresent() && replaces.isEmpty()) {
            return new Reading.Refused(Status.BAD_REQUEST);
        }
        boolean silent = request.headers()
                .text(REFER_SUB)
                .filter(text -> text.strip().equalsIgnoreCase("false"))
                .isPresent();
        return new Reading.Understood(new Referral(transaction, destination.get(), replaces, silent));
    }
}
