package org.ringfort.app.calls;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.registrar.Account;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.protocol.sip.digest.Challenge;

/** What an INVITE is answered with. */
public sealed interface RouteOutcome {
    /** 401. */
    record Challenged(List<Challenge.Digest> challenges) implements RouteOutcome {
        public Challenged {
            challenges = List.copyOf(challenges);
        }
    }

    /** No, before there was anybody to plan for. */
    record Refused(int status, String reason) implements RouteOutcome {}

    /**
     * A plan for the edge to carry out.
     *
     * @param keyings how each device that is rung agrees on media keys
     */
    record Planned(
            Tenant tenant,
            Account.Identity caller,
            String dialled,
            RoutePlan plan,
            Map<UUID, MediaKeying> keyings,
            long longestSeconds)
            implements RouteOutcome {
        public Planned {
            keyings = Map.copyOf(keyings);
        }
    }
}
