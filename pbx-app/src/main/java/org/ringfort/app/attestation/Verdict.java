package org.ringfort.app.attestation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.protocol.sip.identity.Attestation;

/** What is known of a caller's number once its tokens were looked at. */
public sealed interface Verdict {
    /** In words, for the call record; no number in them. */
    String why();

    /**
     * Somebody whom we believe has signed it.
     *
     * @param attestation how well the signer knows the caller; empty where the token does not say
     * @param origin for tracing the call back
     * @param proof what shows it
     */
    record Vouched(Optional<Attestation> attestation, Optional<UUID> origin, String why, Proof proof)
            implements Verdict {}

    /** Nobody has. */
    record Doubtful(Fault fault, String why) implements Verdict {}

    /**
     * Tokens that were verified, from who calls to whom the call is for.
     *
     * @param identities values of the Identity headers that hold them, the caller's first, then each diversion; nothing in them but
     *     tokens and what these name themselves; 1 to {@link #MOST}
     * @param divertedBy numbers that the call was for and that sent it on, in their order; E.164 with a plus sign where they are
     * @param called whom each token is for, as tokens hold numbers
     * @param signedAt when the oldest of them was made
     * @rfc 8946 4.2
     */
    record Proof(List<String> identities, List<String> divertedBy, List<String> called, Instant signedAt) {
        /** So many tokens of one call are looked at, by us. */
        public static final int MOST = TokenChain.MOST;

        /** Copies the lists. */
        public Proof {
            identities = List.copyOf(identities);
            divertedBy = List.copyOf(divertedBy);
            called = List.copyOf(called);
        }
    }

    /** As it is marked. */
    default Verstat verstat() {
        return switch (this) {
            case Vouched vouched -> Verstat.PASSED;
            case Doubtful(Fault fault, String why) -> fault.verstat();
        };
    }
}
