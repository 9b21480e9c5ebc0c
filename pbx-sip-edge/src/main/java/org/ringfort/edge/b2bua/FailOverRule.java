package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.FailOver;
import org.ringfort.edge.routing.Breakers;
import org.ringfort.protocol.sip.Status;

/**
 * After which final answers the next gateway of a trunk is tried, as the trunk has it, and which of them are a gateway's own
 * failure.
 *
 * @param answers such as "408", or "5xx" for a class
 * @param rest when a gateway rests
 * @rfc 3261 21.4
 * @rfc 3261 21.5
 */
record FailOverRule(Set<String> answers, boolean emergency, Breakers.Rule rest) {
    private static final List<String> USUAL = List.of("408", "430", "5xx");
    /** Busy, busy everywhere, declined. */
    private static final Set<Integer> BY_A_PERSON = Set.of(486, 600, 603);
    /** Unwanted is a person's word too, but who calls for help is not to be taken for a nuisance. */
    private static final int UNWANTED = 607;
    /** It has no room, or nobody behind it answers; what else it refuses, it refuses for the request's sake. */
    private static final Set<Integer> ITS_OWN_FAULT = Set.of(408, 430, 500, 502, 503, 504);

    static FailOverRule of(Dial step) {
        FailOver said = step.getFailOver();
        return new FailOverRule(
                Set.copyOf(step.hasFailOver() ? said.getAnswersList() : USUAL),
                step.getEmergency(),
                new Breakers.Rule(
                        said.getFailures() == 0 ? Breakers.Rule.DEFAULT.failures() : said.getFailures(),
                        said.getWithinSeconds() == 0
                                ? Breakers.Rule.DEFAULT.within()
                                : Duration.ofSeconds(Math.clamp(said.getWithinSeconds(), 1, 3_600))));
    }

    /** Whether another gateway may do better than one that said so; to who calls for help, all but a person's no. */
    boolean isLeftAt(Status status) {
        int code = status.code();
        if (BY_A_PERSON.contains(code)) {
            return false;
        }
        return emergency
                || (code != UNWANTED
                        && (answers.contains(Integer.toString(code)) || answers.contains(code / 100 + "xx")));
    }

    /** Whether a gateway that says so did not do its work. */
    static boolean isItsFault(Status status) {
        return ITS_OWN_FAULT.contains(status.code());
    }
}
