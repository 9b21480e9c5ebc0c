package org.ringfort.app.registrar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.protocol.sip.digest.Challenge;

/** What a REGISTER is answered with. */
public sealed interface BindOutcome {
    /** 401. */
    record Challenged(List<Challenge.Digest> challenges, Optional<Challenge.Bearer> bearer) implements BindOutcome {
        public Challenged {
            challenges = List.copyOf(challenges);
        }
    }

    /**
     * 200, after commit, with everything that is bound to the address now.
     *
     * @param device that has proved itself
     * @param gruus of those that have them and whose phone is to be told, by identity
     */
    record Bound(TenantId tenant, String extension, UUID device, List<Binding> bindings, Map<UUID, Gruus.Pair> gruus)
            implements BindOutcome {
        public Bound {
            bindings = List.copyOf(bindings);
            gruus = Map.copyOf(gruus);
        }

        static Bound of(Account.Identity who, List<Binding> bindings) {
            return new Bound(who.tenant(), who.extension(), who.deviceId(), bindings, Map.of());
        }

        Bound with(Map<UUID, Gruus.Pair> told) {
            return new Bound(tenant, extension, device, bindings, told);
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
