package org.ringfort.app.registrar;

import java.util.List;
import org.ringfort.protocol.sip.digest.Challenge;

/** What came of a request's credentials. */
public sealed interface Authentication {
    /** It is this device. */
    record Proved(Account.Identity who) implements Authentication {}

    /** Prove yourself, or prove yourself again. */
    record Challenged(List<Challenge.Digest> challenges) implements Authentication {
        public Challenged {
            challenges = List.copyOf(challenges);
        }
    }

    /** No, and no other answer will do. */
    record Refused(int status, String reason) implements Authentication {}
}
