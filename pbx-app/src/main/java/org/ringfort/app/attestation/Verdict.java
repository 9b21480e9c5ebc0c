package org.ringfort.app.attestation;

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
     */
    record Vouched(Optional<Attestation> attestation, Optional<UUID> origin, String why) implements Verdict {}

    /** Nobody has. */
    record Doubtful(Fault fault, String why) implements Verdict {}

    /** As it is marked. */
    default Verstat verstat() {
        return switch (this) {
            case Vouched vouched -> Verstat.PASSED;
            case Doubtful(Fault fault, String why) -> fault.verstat();
        };
    }
}
