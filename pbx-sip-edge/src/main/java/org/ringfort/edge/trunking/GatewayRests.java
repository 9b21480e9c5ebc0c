package org.ringfort.edge.trunking;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.GatewayRest;
import org.ringfort.edge.routing.Breakers;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says to the log and to the app which gateways rest. Any thread. */
public final class GatewayRests implements Consumer<Breakers.Rest> {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayRests.class);

    private final Predicate<FromEdge> app;
    private final Clock clock;

    /** @param app is told; false where it is away, and it is told again when it is back */
    public GatewayRests(Predicate<FromEdge> app, Clock clock) {
        this.app = app;
        this.clock = clock;
    }

    @Override
    public void accept(Breakers.Rest rest) {
        boolean over = rest.length().equals(Duration.ZERO);
        (over ? LOG.atInfo() : LOG.atWarn())
                .addKeyValue(Fields.EVENT_ACTION, over ? Events.GATEWAY_RESUMED : Events.GATEWAY_RESTS)
                .addKeyValue(Fields.TENANT, rest.gateway().tenant())
                .addKeyValue("ringfort.trunk", rest.gateway().trunk())
                .addKeyValue("ringfort.gateway", rest.gateway().gateway())
                .addKeyValue(Fields.EVENT_REASON, rest.why())
                .log(over ? "a gateway takes calls again" : "calls fail at a gateway: it rests");
        var _ = app.test(FromEdge.newBuilder()
                .setGatewayRest(GatewayRest.newBuilder()
                        .setTenantId(rest.gateway().tenant())
                        .setTrunkId(rest.gateway().trunk())
                        .setGatewayId(rest.gateway().gateway())
                        .setUntilMs(over ? 0 : clock.millis() + rest.length().toMillis())
                        .setWhy(rest.why()))
                .build());
    }
}
