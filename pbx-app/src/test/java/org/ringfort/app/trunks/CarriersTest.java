package org.ringfort.app.trunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.ringfort.app.trunks.Outside.Barred;
import org.ringfort.app.trunks.Outside.Nowhere;
import org.ringfort.app.trunks.Outside.Ways;
import org.ringfort.kernel.id.TenantId;

/** Whom one may call, and by which trunk. */
class CarriersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Gateway GATEWAY =
            new Gateway("sip.carrier.example", 5061, GatewayTransport.TLS, "sip.carrier.example", 10, 1, "");

    static Trunk trunk(String name, boolean enabled, Optional<ClearMedia> exception, NumberRules numbers) {
        return new Trunk(
                new TrunkId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                new TenantId(new UUID(1, 1)),
                name,
                enabled,
                1,
                List.of(GATEWAY),
                Optional.empty(),
                false,
                exception,
                "",
                "+493012345678",
                numbers,
                new Capacity(2, 2),
                Optional.empty(),
                0,
                IdentityRules.NONE,
                false,
                Outward.USUAL,
                "",
                0,
                NOW);
    }

    private static NumberRules germany(String... prefixes) {
        return new NumberRules("DE", List.of(prefixes), false);
    }

    private static Outside decide(String dialled, Trunk... trunks) {
        return Carriers.decide(List.of(trunks), dialled, NOW, new Random(1));
    }

    private static Trunk plain(NumberRules numbers) {
        return trunk("Carrier", true, Optional.empty(), numbers);
    }

    @Test
    void abroad_and_premium_are_barred_unless_somebody_said_otherwise() {
        assertThat(decide("03012345678", plain(germany()))).isInstanceOf(Ways.class);
        assertThat(decide("+4915112345678", plain(germany()))).isInstanceOf(Ways.class);
        assertThat(decide("0015105550100", plain(germany()))).isInstanceOf(Barred.class);
        assertThat(decide("09005123456", plain(germany()))).isInstanceOf(Barred.class);
        assertThat(decide("09005123456", plain(germany("+49")))).isInstanceOf(Barred.class);
        assertThat(decide("09005123456", plain(new NumberRules("DE", List.of(), true))))
                .isInstanceOf(Ways.class);
        assertThat(decide("0015105550100", plain(germany("+49", "+1510")))).isInstanceOf(Ways.class);
        assertThat(decide("0012125550100", plain(germany("+49", "+1510")))).isInstanceOf(Barred.class);
        assertThat(decide("03012345678", plain(germany("+1")))).isInstanceOf(Barred.class);
    }

    @Test
    void emergency_services_are_never_barred_and_go_as_dialled() {
        assertThat(decide("112", plain(germany("+1")))).isInstanceOfSatisfying(Ways.class, ways -> {
            assertThat(ways.emergency()).isTrue();
            assertThat(ways.ways().getFirst().number()).isEqualTo("112");
        });
    }

    @Test
    void who_calls_for_help_is_tried_by_every_trunk() {
        Trunk[] many = new Trunk[5];
        java.util.Arrays.setAll(many, i -> trunk("Carrier " + i, true, Optional.empty(), germany()));
        for (String dialled : List.of("112", "urn:service:sos")) {
            assertThat(decide(dialled, many)).isInstanceOfSatisfying(Ways.class, ways -> {
                assertThat(ways.emergency()).isTrue();
                assertThat(ways.ways()).hasSize(5).allMatch(way -> way.number().equals("112"));
            });
        }
    }

    @Test
    void trunks_follow_one_another_and_those_that_are_closed_are_passed_over() {
        Trunk off = trunk("Off", false, Optional.empty(), germany());
        Trunk ended = trunk("Ended", true, Optional.of(new ClearMedia("an old one", NOW)), germany());
        Trunk abroad = trunk("Abroad", true, Optional.empty(), germany("+1"));
        Trunk second = trunk("Second", true, Optional.empty(), germany());
        assertThat(decide("03012345678", off, ended, abroad, plain(germany()), second))
                .isInstanceOfSatisfying(
                        Ways.class,
                        ways -> assertThat(ways.ways())
                                .extracting(way -> way.trunk().name())
                                .containsExactly("Carrier", "Second"));
        assertThat(decide("03012345678", off, ended)).isEqualTo(new Nowhere());
        assertThat(decide("101", plain(germany()))).isEqualTo(new Nowhere());
    }

    @Test
    void who_calls_for_help_is_never_told_that_there_is_no_such_number() {
        Trunk off = trunk("Off", false, Optional.empty(), germany());
        for (String help : List.of("112", "110", "urn:service:sos", "urn:service:sos.fire")) {
            assertThat(decide(help)).as(help).isEqualTo(new Outside.Helpless());
            assertThat(decide(help, off)).as(help).isEqualTo(new Outside.Helpless());
            assertThat(decide(help, off, plain(germany()))).as(help).isInstanceOf(Ways.class);
        }
        assertThat(decide("911")).isEqualTo(new Outside.Helpless());
        assertThat(decide("911", plain(germany()))).isEqualTo(new Nowhere());
        assertThat(decide("03012345678")).isEqualTo(new Nowhere());
    }

    @Test
    void the_way_to_help_is_tried_out_as_an_ordinary_call_where_the_country_has_a_number_for_it() {
        Trunk american = plain(new NumberRules("US", List.of("+1900"), false));
        assertThat(decide("933", american)).isInstanceOfSatisfying(Ways.class, ways -> {
            assertThat(ways.emergency()).isFalse();
            assertThat(ways.ways().getFirst().number()).isEqualTo("933");
        });
        assertThat(decide("933", plain(germany()))).isEqualTo(new Nowhere());
    }

    /** However it is written: what goes out begins with a prefix that was allowed. */
    @Property(tries = 2000)
    void nothing_goes_out_that_was_not_allowed(@ForAll @NumericChars @StringLength(max = 18) String dialled) {
        for (String written : List.of(dialled, "+" + dialled, "00" + dialled, "0" + dialled)) {
            if (decide(written, plain(germany("+4930", "+41"))) instanceof Ways ways && !ways.emergency()) {
                assertThat(ways.ways().getFirst().number()).matches("\\+(4930|41)[0-9]+");
            }
        }
    }

    @Property(tries = 200)
    void gateways_keep_their_priorities_and_none_is_lost(@ForAll long seed) {
        List<Gateway> gateways =
                List.of(gateway("c", 20, 1), gateway("a", 10, 90), gateway("d", 20, 100), gateway("b", 10, 10));
        List<Gateway> ordered = Carriers.inOrder(gateways, new Random(seed));
        assertThat(ordered).containsExactlyInAnyOrderElementsOf(gateways);
        assertThat(ordered).extracting(Gateway::priority).containsExactly(10, 10, 20, 20);
    }

    @Test
    void weight_is_the_share_of_first_tries() {
        List<Gateway> gateways = List.of(gateway("a", 10, 90), gateway("b", 10, 10));
        Random random = new Random(4711);
        long first = java.util.stream.IntStream.range(0, 10_000)
                .filter(_ ->
                        Carriers.inOrder(gateways, random).getFirst().host().equals("a"))
                .count();
        assertThat(first).isBetween(8_800L, 9_200L);
    }

    private static Gateway gateway(String host, int priority, int weight) {
        return new Gateway(host, 5061, GatewayTransport.TLS, host, priority, weight, "");
    }
}
