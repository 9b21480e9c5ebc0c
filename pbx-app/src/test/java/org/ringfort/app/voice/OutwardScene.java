package org.ringfort.app.voice;

import java.util.List;
import java.util.Optional;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.GatewayTransport;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkAccount;
import org.ringfort.app.trunks.TrunkDraft;
import org.ringfort.app.trunks.Trunks;
import org.ringfort.kernel.secret.Secret;
import org.springframework.beans.factory.annotation.Autowired;

/** A tenant with a trunk into the public network. */
abstract class OutwardScene extends VoiceIT {
    static final String PASSWORD = "only the carrier and we know";

    @Autowired
    Trunks trunks;

    final Trunk trunk(int calls) {
        return trunk(calls, false);
    }

    final Trunk trunk(int calls, boolean registers) {
        return trunk(calls, registers, Outward.USUAL);
    }

    final Trunk trunk(int calls, boolean registers, Outward outward) {
        return TenantScope.call(
                tenant.id(),
                () -> trunks.create(
                        new TrunkDraft(
                                "Carrier",
                                true,
                                1,
                                List.of(gateway("second.carrier.example", 20), gateway("first.carrier.example", 10)),
                                Optional.of(new TrunkAccount("acme", "carrier.example")),
                                Optional.empty(),
                                "",
                                "+493012345678",
                                new NumberRules("DE", List.of(), false),
                                new Capacity(calls, 100),
                                Optional.empty(),
                                60,
                                IdentityRules.NONE,
                                registers,
                                outward),
                        Optional.of(Secret.ofText(PASSWORD))));
    }

    private static Gateway gateway(String host, int priority) {
        return new Gateway(host, 5061, GatewayTransport.TLS, host, priority, 1, "");
    }
}
