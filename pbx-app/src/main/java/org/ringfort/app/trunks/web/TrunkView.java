package org.ringfort.app.trunks.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.trunks.CallerRule;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.ClearMedia;
import org.ringfort.app.trunks.FailOver;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.Inward;
import org.ringfort.app.trunks.NumberFormats;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkAccount;

record TrunkView(
        UUID id,
        String name,
        boolean enabled,
        int priority,
        List<Gateway> gateways,
        @Nullable TrunkAccount account,
        boolean passwordSet,
        @Nullable ClearMedia exception,
        String authorities,
        String callerNumber,
        NumberRules numbers,
        Capacity capacity,
        @Nullable Inward inward,
        int checkSeconds,
        IdentityRules identity,
        boolean registers,
        FailOver failOver,
        CallerRule callerRule,
        NumberFormats numberFormats,
        List<String> sends,
        boolean sendsLocation,
        String ownCertificate,
        Instant createdAt,
        long version) {
    static TrunkView of(Trunk trunk) {
        return new TrunkView(
                trunk.id().value(),
                trunk.name(),
                trunk.enabled(),
                trunk.priority(),
                trunk.gateways(),
                trunk.account().orElse(null),
                trunk.passwordSet(),
                trunk.exception().orElse(null),
                trunk.authorities(),
                trunk.callerNumber(),
                trunk.numbers(),
                trunk.capacity(),
                trunk.inward().orElse(null),
                trunk.checkSeconds(),
                trunk.identity(),
                trunk.registers(),
                trunk.outward().failOver(),
                trunk.outward().caller(),
                trunk.outward().formats(),
                trunk.outward().sends(),
                trunk.outward().sendsLocation(),
                trunk.ownCertificate(),
                trunk.createdAt(),
                trunk.version());
    }
}
