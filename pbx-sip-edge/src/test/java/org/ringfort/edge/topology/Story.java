package org.ringfort.edge.topology;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One call from first to last, made up by chance.
 *
 * @param outside whether the callee is behind a trunk
 * @param inward whether the caller is a carrier, of which every header that may pass is believed
 * @param early whether the callee says something before it answers
 * @param lateOffer whether the caller offers nothing where that may be
 * @param end how the INVITE ends
 * @param status of a refusal
 * @param turns what happens while the call is up
 * @param callerEnds whether it is the caller who hangs up
 */
record Story(
        boolean outside,
        boolean inward,
        boolean early,
        boolean lateOffer,
        End end,
        int status,
        List<Turn> turns,
        boolean callerEnds) {
    /** What a party does while the call is up. */
    enum Act {
        CHANGE,
        CHANGE_REFUSED,
        UPDATE_REFUSED,
        DIGIT,
        PICTURE,
        OTHER_INFO,
        OPTIONS,
        NOTIFY,
        TRANSFER,
        TRANSFER_BUSY,
        TRANSFER_ATTENDED
    }

    /** How the INVITE ends. */
    enum End {
        ANSWERED,
        REFUSED,
        CANCELLED,
        SENT_ON
    }

    /** One party's turn. */
    record Turn(boolean caller, Act act) {}

    /** The same of a carrier's caller whom the phone that rings sends on. */
    Story redirectedFromOutside() {
        return new Story(false, true, early, false, End.SENT_ON, status, turns, callerEnds);
    }

    static Arbitrary<Story> arbitrary() {
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        Arbitrary<Turn> turns =
                Combinators.combine(either, Arbitraries.of(Act.class)).as(Turn::new);
        return Combinators.combine(
                        either,
                        Arbitraries.of(false, false, true),
                        either,
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(
                                End.ANSWERED, End.ANSWERED, End.ANSWERED, End.REFUSED, End.CANCELLED, End.SENT_ON),
                        Arbitraries.integers().between(300, 699),
                        turns.list().ofMaxSize(4),
                        either)
                .as(Story::new);
    }
}
