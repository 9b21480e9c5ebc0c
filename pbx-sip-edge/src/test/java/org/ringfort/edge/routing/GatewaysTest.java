package org.ringfort.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.edge.fake.DnsServer;
import org.ringfort.process.config.Network;
import org.ringfort.protocol.sip.location.Sought;

/** Where gateways may be, and which of them rest. */
class GatewaysTest {
    private final AtomicLong nowNanos = new AtomicLong(5);

    private Gateways gateways(String... allowed) {
        return new Gateways(
                DnsServer.NOBODY, List.of(allowed).stream().map(Network::parse).toList(), new Random(1), nowNanos::get);
    }

    private static List<Gateways.Place> places(Gateways gateways, String address) {
        return gateways.places("g", new Sought(address, OptionalInt.of(5061), Optional.empty(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "0.0.0.0",
                "::",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "fec0::1"
            })
    void no_name_leads_inside(String address) {
        assertThat(places(gateways(), address)).isEmpty();
    }

    @Test
    void public_addresses_are_called_and_what_the_operator_has_named() {
        assertThat(places(gateways(), "203.0.113.7")).hasSize(1);
        assertThat(places(gateways(), "2001:db8::7")).hasSize(1);
        assertThat(places(gateways("10.1.0.0/16"), "10.1.2.3")).hasSize(1);
        assertThat(places(gateways("10.1.0.0/16"), "10.2.2.3")).isEmpty();
    }

    @Test
    void a_name_that_nobody_knows_leads_nowhere() {
        assertThat(places(gateways(), "nobody.example")).isEmpty();
    }

    @Test
    void one_that_failed_is_tried_last_and_longer_each_time() {
        Gateways gateways = gateways();
        gateways.failed("a");
        assertThat(gateways.inOrder(List.of("a", "b", "c"), Function.identity()))
                .containsExactly("b", "c", "a");
        nowNanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(gateways.rests("a")).isFalse();
        gateways.failed("a");
        nowNanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(gateways.rests("a")).isTrue();
        gateways.worked("a");
        assertThat(gateways.inOrder(List.of("a", "b"), Function.identity())).containsExactly("a", "b");
    }
}
