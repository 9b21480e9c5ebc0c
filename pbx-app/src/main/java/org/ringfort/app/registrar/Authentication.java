package org.ringfort.app.registrar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sip.digest.Challenge;

/** What came of a request's credentials. */
public sealed interface Authentication {
    /**
     * It is this device.
     *
     * @param until when that is no longer proved: the end of its token or certificate; {@link Instant#MAX} for a password
     * @param certificate subject of the certificate that its authority has issued to it; empty where none counted
     */
    record Proved(Account.Identity who, Instant until, String certificate) implements Authentication {
        public Proved(Account.Identity who, Instant until) {
            this(who, until, "");
        }

        public Proved(Account.Identity who) {
            this(who, Instant.MAX);
        }
    }

    /**
     * Prove yourself, or prove yourself again.
     *
     * @param bearer where a token would do as well
     */
    record Challenged(List<Challenge.Digest> challenges, Optional<Challenge.Bearer> bearer) implements Authentication {
        public Challenged {
            challenges = List.copyOf(challenges);
        }
    }

    /** No, and no other answer will do. */
    record Refused(int status, String reason) implements Authentication {}
}
