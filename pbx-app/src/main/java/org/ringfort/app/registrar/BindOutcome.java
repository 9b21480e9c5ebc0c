package org.ringfort.app.registrar;

import java.util.List;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.protocol.sip.digest.Challenge;

/** What a REGISTER is answered with. */
public sealed interface BindOutcome {
    /** 401. */
    record Challenged(List<Challenge.Digest> challenges) implements BindOutcome {
        public Challenged {
            challenges = List.copyOf(challenges);
        }
    }

    /** 200, after commit, with everything that is bound to the address now. */
    record Bound(TenantId tenant, String extension, List<Binding> bindings) implements BindOutcome {
        public Bound {
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * Anything else.
     *
     * @param retryAfterSeconds 0: none
     * @param minExpiresSeconds 0: none
     */
    record Refused(int status, String reason, int retryAfterSeconds, int minExpiresSeconds) implements BindOutcome {
        static Refused of(int status, String reason) {
            return new Refused(status, reason, 0, 0);
        }
    }
}
