package org.ringfort.protocol.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.ringfort.protocol.sip.location.Dns.Naptr;
import org.ringfort.protocol.sip.location.Dns.Srv;

/** Tests are named for the section of RFC 3263 or RFC 2782 that they prove. */
class LocatorTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Names as a test sets them; every question is written down. */
    private static final class Zone implements Dns {
        final Map<String, List<Naptr>> naptr = new HashMap<>();
        final Map<String, List<Srv>> srv = new HashMap<>();
        final Map<String, List<InetAddress>> hosts = new HashMap<>();
        final Set<String> silent = new HashSet<>();
        final List<String> asked = new ArrayList<>();
        Duration life = MINUTE;

        private <T> Answer<T> answer(String kind, Map<String, List<T>> from, String name) {
            asked.add(kind + " " + name);
            return silent.contains(name)
                    ? new Answer.Silent<>()
                    : new Answer.Told<>(from.getOrDefault(name, List.of()), life);
        }

        @Override
        public Answer<Naptr> naptr(String domain) {
            return answer("NAPTR", naptr, domain);
        }

        @Override
        public Answer<Srv> srv(String name) {
            return answer("SRV", srv, name);
        }

        @Override
        public Answer<InetAddress> addresses(String host) {
            return answer("A", hosts, host);
        }

        Zone host(String name, String... addresses) {
            hosts.put(name, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
            return this;
        }

        Zone srv(String name, Srv... records) {
            srv.put(name, List.of(records));
            return this;
        }
    }

    private final Zone zone = new Zone();
    private Predicate<InetAddress> allowed = address -> true;
    private Set<Transport> spoken = EnumSet.allOf(Transport.class);

    private Located locate(Sought sought) {
        return new Locator(zone, spoken, address -> allowed.test(address), new Random(1), Locator.Limits.DEFAULT)
                .locate(sought);
    }

    private static Sought sought(String host) {
        return new Sought(host, OptionalInt.empty(), Optional.empty(), false);
    }

    private static Sought by(Transport way, String host) {
        return new Sought(host, OptionalInt.empty(), Optional.of(way), false);
    }

    private static Target target(Transport way, String address, int port) {
        return new Target(way, new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    /** The example of the section, word for word. */
    @Test
    void rfc3263_4_1_naptr_says_the_way_in_the_order_of_the_domain() {
        zone.naptr.put(
                "example.com",
                List.of(
                        new Naptr(100, 50, "s", "SIP+D2U", "_sip._udp.example.com"),
                        new Naptr(50, 50, "s", "SIPS+D2T", "_sips._tcp.example.com"),
                        new Naptr(90, 50, "S", "sip+d2t", "_sip._tcp.example.com.")));
        zone.srv("_sips._tcp.example.com", new Srv(0, 1, 5061, "server1.example.com"))
                .srv(
                        "_sip._tcp.example.com",
                        new Srv(0, 1, 5060, "server1.example.com"),
                        new Srv(1, 1, 5060, "server2.example.com"))
                .srv("_sip._udp.example.com", new Srv(0, 1, 5060, "server1.example.com"))
                .host("server1.example.com", "192.0.2.1")
                .host("server2.example.com", "192.0.2.2");
        assertThat(locate(sought("Example.COM")).targets())
                .containsExactly(
                        target(Transport.TLS, "192.0.2.1", 5061),
                        target(Transport.TCP, "192.0.2.1", 5060),
                        target(Transport.TCP, "192.0.2.2", 5060),
                        target(Transport.UDP, "192.0.2.1", 5060));
    }

    @Test
    void rfc3263_4_1_a_secured_one_is_reached_by_tls_alone_and_never_by_less() {
        zone.naptr.put(
                "example.com",
                List.of(
                        new Naptr(10, 50, "s", "SIP+D2T", "_sip._tcp.example.com"),
                        new Naptr(50, 50, "s", "SIPS+D2T", "_sips._tcp.example.com")));
        zone.srv("_sips._tcp.example.com", new Srv(0, 1, 5061, "a.example.com"))
                .srv("_sip._tcp.example.com", new Srv(0, 1, 5060, "a.example.com"))
                .host("a.example.com", "192.0.2.1");
        var sips = new Sought("example.com", OptionalInt.empty(), Optional.empty(), true);
        assertThat(locate(sips).targets()).containsExactly(target(Transport.TLS, "192.0.2.1", 5061));
        assertThatThrownBy(() -> new Sought("a", OptionalInt.empty(), Optional.of(Transport.UDP), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rfc3263_4_1_ways_and_flags_that_we_do_not_speak_are_passed_over() {
        spoken = EnumSet.of(Transport.TCP);
        zone.naptr.put(
                "example.com",
                List.of(
                        new Naptr(1, 1, "s", "SIP+D2S", "_sip._sctp.example.com"),
                        new Naptr(2, 1, "u", "SIP+D2T", "elsewhere.example"),
                        new Naptr(3, 1, "s", "SIPS+D2T", "_sips._tcp.example.com"),
                        new Naptr(4, 1, "s", "SIP+D2T", "_sip._tcp.example.com")));
        zone.srv("_sip._tcp.example.com", new Srv(0, 1, 5060, "a.example.com")).host("a.example.com", "192.0.2.1");
        assertThat(locate(sought("example.com")).targets()).containsExactly(target(Transport.TCP, "192.0.2.1", 5060));
        assertThat(zone.asked)
                .doesNotContain("SRV _sip._sctp.example.com", "SRV _sips._tcp.example.com", "A elsewhere.example");
    }

    @Test
    void rfc3263_4_1_without_naptr_every_way_is_asked_for_the_best_first() {
        zone.srv("_sip._udp.example.com", new Srv(0, 1, 5070, "a.example.com"))
                .srv("_sips._tcp.example.com", new Srv(0, 1, 5071, "a.example.com"))
                .host("a.example.com", "192.0.2.1");
        assertThat(locate(sought("example.com")).targets())
                .containsExactly(target(Transport.TLS, "192.0.2.1", 5071), target(Transport.UDP, "192.0.2.1", 5070));
    }

    @Test
    void rfc3263_4_2_without_any_server_the_name_itself_at_the_port_of_the_way() {
        zone.host("example.com", "192.0.2.1", "2001:db8::1");
        assertThat(locate(sought("example.com.")).targets())
                .containsExactly(target(Transport.UDP, "192.0.2.1", 5060), target(Transport.UDP, "2001:db8::1", 5060));
        assertThat(locate(by(Transport.TLS, "example.com")).targets())
                .containsExactly(target(Transport.TLS, "192.0.2.1", 5061), target(Transport.TLS, "2001:db8::1", 5061));
    }

    @Test
    void rfc3263_4_2_an_address_or_a_port_asks_for_no_server() {
        zone.host("example.com", "192.0.2.1");
        assertThat(locate(new Sought("192.0.2.9", OptionalInt.empty(), Optional.empty(), true))
                        .targets())
                .containsExactly(target(Transport.TLS, "192.0.2.9", 5061));
        assertThat(locate(new Sought("2001:db8::9", OptionalInt.of(5080), Optional.of(Transport.TCP), false))
                        .targets())
                .containsExactly(target(Transport.TCP, "2001:db8::9", 5080));
        assertThat(zone.asked).isEmpty();
        assertThat(locate(new Sought("example.com", OptionalInt.of(5099), Optional.empty(), false))
                        .targets())
                .containsExactly(target(Transport.UDP, "192.0.2.1", 5099));
        assertThat(zone.asked).containsExactly("A example.com");
    }

    @Test
    void rfc3263_4_2_a_named_way_asks_for_its_servers() {
        zone.srv("_sips._tcp.example.com", new Srv(0, 1, 5065, "a.example.com")).host("a.example.com", "192.0.2.1");
        assertThat(locate(by(Transport.TLS, "example.com")).targets())
                .containsExactly(target(Transport.TLS, "192.0.2.1", 5065));
        assertThat(zone.asked).containsExactly("SRV _sips._tcp.example.com", "A a.example.com");
    }

    @Test
    void rfc3263_4_3_what_fails_is_followed_by_the_next_so_all_are_told_in_order() {
        zone.srv(
                        "_sip._tcp.example.com",
                        new Srv(20, 0, 5060, "c.example.com"),
                        new Srv(10, 0, 5060, "a.example.com"),
                        new Srv(15, 0, 5060, "gone.example.com"))
                .host("a.example.com", "192.0.2.1", "192.0.2.2")
                .host("c.example.com", "192.0.2.3");
        assertThat(locate(by(Transport.TCP, "example.com")).targets())
                .extracting(target -> target.address().getAddress().getHostAddress())
                .containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
    }

    @Test
    void rfc2782_a_target_of_a_dot_means_that_the_service_is_not_there() {
        zone.srv("_sip._tcp.example.com", new Srv(0, 0, 5060, ".")).host("example.com", "192.0.2.1");
        assertThat(locate(by(Transport.TCP, "example.com")).targets()).isEmpty();
    }

    @Test
    void rfc2782_weights_share_what_comes_first() {
        List<Srv> records =
                List.of(new Srv(1, 60, 1, "a"), new Srv(1, 20, 1, "b"), new Srv(1, 20, 1, "c"), new Srv(1, 0, 1, "z"));
        Map<String, Integer> first = new HashMap<>();
        var random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            first.merge(ServerOrder.of(records, random).getFirst().target(), 1, Integer::sum);
        }
        assertThat(first.get("a")).isBetween(5_600, 6_400);
        assertThat(first.get("b")).isBetween(1_700, 2_300);
        assertThat(first.get("c")).isBetween(1_700, 2_300);
        assertThat(first.get("z")).isBetween(1, 400);
    }

    @Property(tries = 300)
    void rfc2782_every_server_is_tried_once_and_none_before_one_of_a_smaller_priority(
            @ForAll @Size(max = 20) List<@IntRange(max = 5) Integer> priorities, @ForAll long seed) {
        List<Srv> records = new ArrayList<>();
        for (int priority : priorities) {
            records.add(new Srv(priority, (records.size() * 1_000) % 65_536, records.size(), "x"));
        }
        List<Srv> ordered = ServerOrder.of(records, new Random(seed));
        assertThat(ordered).containsExactlyInAnyOrderElementsOf(records);
        assertThat(ordered).extracting(Srv::priority).isSorted();
    }

    @Test
    void no_address_is_told_that_the_policy_bars() {
        allowed = address -> !address.isLoopbackAddress() && !address.isSiteLocalAddress();
        zone.srv(
                        "_sip._tcp.evil.example",
                        new Srv(0, 0, 25, "inside.evil.example"),
                        new Srv(1, 0, 5060, "out.evil.example"))
                .host("inside.evil.example", "127.0.0.1", "10.0.0.1", "::1")
                .host("out.evil.example", "192.0.2.1");
        assertThat(locate(by(Transport.TCP, "evil.example")).targets())
                .containsExactly(target(Transport.TCP, "192.0.2.1", 5060));
        assertThat(locate(sought("127.0.0.1")).targets()).isEmpty();
    }

    @Test
    void a_zone_that_never_ends_is_asked_a_bounded_number_of_questions_and_tells_a_bounded_number_of_targets() {
        Srv[] many = new Srv[1_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = new Srv(i, 0, 5060, "h" + i + ".evil.example");
            zone.host("h" + i + ".evil.example", "192.0.2." + i % 250, "198.51.100." + i % 250);
        }
        zone.srv("_sip._udp.evil.example", many);
        Located located = locate(by(Transport.UDP, "evil.example"));
        assertThat(located.targets()).hasSize(16);
        assertThat(zone.asked).hasSizeLessThanOrEqualTo(24);
        zone.hosts.clear();
        zone.asked.clear();
        assertThat(locate(by(Transport.UDP, "evil.example")).targets()).isEmpty();
        assertThat(zone.asked).hasSize(24);
    }

    @Test
    void a_name_server_that_is_silent_is_told_from_a_name_that_is_not_there() {
        zone.srv("_sip._tcp.example.com", new Srv(0, 0, 5060, "a.example.com"), new Srv(1, 0, 5060, "b.example.com"))
                .host("b.example.com", "192.0.2.2");
        zone.silent.add("a.example.com");
        Located located = locate(by(Transport.TCP, "example.com"));
        assertThat(located.targets()).containsExactly(target(Transport.TCP, "192.0.2.2", 5060));
        assertThat(located.whole()).isFalse();
        assertThat(located.life()).isEqualTo(Locator.Limits.DEFAULT.shortest());
        assertThat(locate(sought("nobody.example")).whole()).isTrue();
    }

    @Test
    void an_answer_holds_as_long_as_it_says_within_bounds() {
        zone.host("example.com", "192.0.2.1");
        zone.life = Duration.ofSeconds(30);
        assertThat(locate(sought("example.com")).life()).isEqualTo(Duration.ofSeconds(30));
        zone.life = Duration.ofDays(3_650);
        assertThat(locate(sought("example.com")).life()).isEqualTo(Locator.Limits.DEFAULT.longest());
        zone.life = Duration.ZERO;
        assertThat(locate(sought("example.com")).life()).isEqualTo(Locator.Limits.DEFAULT.shortest());
    }
}
