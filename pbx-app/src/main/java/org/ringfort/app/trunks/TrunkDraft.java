package org.ringfort.app.trunks;

import java.util.List;
import java.util.Optional;

/** What can be said of a trunk by those who administer it; see {@link Trunk}. */
public record TrunkDraft(
        String name,
        boolean enabled,
        int priority,
        List<Gateway> gateways,
        Optional<TrunkAccount> account,
        Optional<ClearMedia> exception,
        String authorities,
        String callerNumber,
        NumberRules numbers,
        Capacity capacity,
        Optional<Inward> inward,
        int checkSeconds,
        IdentityRules identity,
        boolean registers,
        Outward outward) {
    public TrunkDraft {
        gateways = List.copyOf(gateways);
    }
}
