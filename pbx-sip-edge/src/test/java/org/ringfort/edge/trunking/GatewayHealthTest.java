package org.ringfort.edge.trunking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.GatewayState;
import org.ringfort.contract.control.v1.GatewayWatch;
import org.ringfort.contract.control.v1.WatchedTrunk;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;

/** Gateways that are asked whether they are there. */
class GatewayHealthTest {
    private static final String ONE = "203.0.113.1";
    private static final String NOBODY = "203.0.113.9";

    private final EdgeBench edge = new EdgeBench();
    private final Gateways gateways = new Gateways(edge.dns.names(), List.of(), new Random(2), System::nanoTime);
    private final List<GatewayState> told = new CopyOnWriteArrayList<>();
    private final GatewayHealth health = new GatewayHealth(
            edge.loop.loop,
            gateways,
            event -> told.add(event.getGatewayState()),
            Clock.systemUTC(),
            new Random(1),
            new GatewayHealth.Pace(Duration.ofSeconds(3), Duration.ofMillis(50)));
    private final Phone gateway = edge.gateway(ONE);

    @AfterEach
    void end() {
        health.close();
        edge.close();
    }

    /** A trunk whose gateways are asked every second. */
    private static WatchedTrunk trunk(String... addresses) {
        return Watched.trunk(addresses).setIntervalSeconds(1).build();
    }

    @Test
    void a_gateway_that_answers_is_up_and_one_that_does_not_is_down_until_it_does() {
        health.watch(Watched.all(trunk(ONE)));
        SipRequest asked = gateway.hears(Method.OPTIONS);
        assertThat(asked.requestUri().toString()).isEqualTo("sip:203.0.113.1:5061;transport=tls");
        assertThat(asked.headers().from().address().toString()).doesNotContain("acme", "tenant");
        gateway.answers(asked, 405);
        Until.equal(1, told::size);
        assertThat(told.getFirst().getUp()).isTrue();
        assertThat(told.getFirst().getWhy()).isEqualTo("405");
        assertThat(gateways.rests("gateway-" + ONE)).isFalse();

        // It keeps silent: once may be an accident, twice is not.
        Until.equal(2, told::size);
        assertThat(health.down()).isEqualTo(1);
        assertThat(told.getLast().getUp()).isFalse();
        assertThat(told.getLast().getWhy()).isEqualTo("no answer");
        assertThat(gateways.rests("gateway-" + ONE)).isTrue();
        assertThat(gateways.inOrder(List.of("gateway-" + ONE, "gateway-" + NOBODY), one -> one))
                .containsExactly("gateway-" + NOBODY, "gateway-" + ONE);

        Until.holds("up again", () -> {
            gateway.answers(gateway.hears(Method.OPTIONS), 200);
            return told.getLast().getUp();
        });
        assertThat(health.down()).isZero();
        assertThat(gateways.rests("gateway-" + ONE)).isFalse();
    }

    @Test
    void a_gateway_that_says_503_or_takes_no_connection_is_down() {
        health.watch(Watched.all(trunk(ONE, NOBODY)));
        gateway.answers(gateway.hears(Method.OPTIONS), 503);
        gateway.answers(gateway.hears(Method.OPTIONS), 503);
        Until.equal(2, told::size);
        assertThat(told).extracting(GatewayState::getWhy).contains("503", "no connection");
        assertThat(told).noneMatch(GatewayState::getUp);
    }

    @Test
    void what_is_no_longer_named_is_no_longer_asked_and_an_app_that_is_back_is_told_again() {
        health.watch(Watched.all(trunk(NOBODY)));
        Until.equal(1, told::size);
        told.clear();
        health.attached();
        assertThat(told)
                .singleElement()
                .satisfies(state -> assertThat(state.getUp()).isFalse());
        health.watch(GatewayWatch.newBuilder().addTrunks(trunk()).build());
        assertThat(health.size()).isZero();
        assertThat(gateways.rests("gateway-" + NOBODY)).isFalse();
    }
}
