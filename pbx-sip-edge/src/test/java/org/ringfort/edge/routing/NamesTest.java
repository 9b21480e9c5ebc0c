package org.ringfort.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfort.edge.fake.DnsServer;
import org.ringfort.protocol.sip.location.Dns;
import org.ringfort.protocol.sip.location.Dns.Answer;
import org.ringfort.protocol.sip.location.Sought;
import org.xbill.DNS.Type;

/**
 * Real questions to a name server of the test's own; the clock is the test's, but for patience.
 *
 * @rfc 2308 5
 * @rfc 3263 4.1
 * @rfc 3263 4.3
 * @rfc 8767 4
 */
class NamesTest {
    private final AtomicLong nowNanos = new AtomicLong(7);
    private final DnsServer server = DnsServer.started();
    private final Names names = new Names(new NameServers(List.of(server.address())), nowNanos::get);

    @AfterEach
    void end() {
        server.close();
    }

    private static <T> Answer.Told<T> told(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Told.class);
        return (Answer.Told<T>) answer;
    }

    private void later(Duration time) {
        nowNanos.addAndGet(time.toNanos());
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }

    private static Sought tls(String host) {
        return new Sought(host, OptionalInt.empty(), Optional.empty(), true);
    }

    /** PJSIP of 2026 took whatever answer came. One with the right address and the wrong words costs the question, no more. */
    @ParameterizedTest
    @EnumSource(DnsServer.Lie.class)
    void rfc5452_9_1_what_answers_another_question_or_comes_from_elsewhere_is_not_believed(DnsServer.Lie lie) {
        server.has("sbc.example", 300, Type.A, "203.0.113.1");
        server.liedAbout("sbc.example", lie);
        Answer<InetAddress> answer = names.addresses("sbc.example");
        if (lie == DnsServer.Lie.FROM_ELSEWHERE) {
            assertThat(told(answer).records()).containsExactly(address("203.0.113.1"));
        } else if (answer instanceof Answer.Told<InetAddress>(var records, var _)) {
            assertThat(records).doesNotContain(address("203.0.113.66"));
        }
    }

    @Test
    void rfc3263_4_1_naptr_leads_to_servers_and_these_to_addresses_and_clear_ways_are_left_out() {
        server.has("carrier.example", 300, Type.NAPTR, "10 10 \"s\" \"SIP+D2U\" \"\" _sip._udp.carrier.example.")
                .has(
                        "carrier.example",
                        300,
                        Type.NAPTR,
                        "20 10 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.sbc.carrier.example.")
                .has("_sips._tcp.sbc.carrier.example", 300, Type.SRV, "20 0 5071 two.carrier.example.")
                .has("_sips._tcp.sbc.carrier.example", 300, Type.SRV, "10 0 5061 one.carrier.example.")
                .has("one.carrier.example", 300, Type.A, "203.0.113.1")
                .has("one.carrier.example", 300, Type.AAAA, "2001:db8::1")
                .has("two.carrier.example", 300, Type.A, "203.0.113.2");
        var gateways = new Gateways(names, List.of(), new Random(1), nowNanos::get);
        assertThat(gateways.places("g", tls("carrier.example")))
                .extracting(place -> place.target().transport() + " "
                        + place.target().address().getAddress().getHostAddress() + " "
                        + place.target().address().getPort())
                .containsExactly("TLS 203.0.113.1 5061", "TLS 2001:db8:0:0:0:0:0:1 5061", "TLS 203.0.113.2 5071");
    }

    @Test
    void rfc3263_4_3_a_place_that_failed_is_tried_last_and_apart_from_others_of_its_gateway() {
        server.has("_sips._tcp.carrier.example", 300, Type.SRV, "10 0 5061 one.carrier.example.")
                .has("_sips._tcp.carrier.example", 300, Type.SRV, "20 0 5061 two.carrier.example.")
                .has("one.carrier.example", 300, Type.A, "203.0.113.1")
                .has("two.carrier.example", 300, Type.A, "203.0.113.2");
        var gateways = new Gateways(names, List.of(), new Random(1), nowNanos::get);
        List<Gateways.Place> before = gateways.places("g", tls("carrier.example"));
        gateways.failed(before.getFirst().id());
        assertThat(gateways.places("g", tls("carrier.example"))).containsExactly(before.get(1), before.get(0));
        assertThat(gateways.places("another", tls("carrier.example")).getFirst().target())
                .isEqualTo(before.getFirst().target());
        assertThat(gateways.rests("g")).isFalse();
    }

    @Test
    void no_name_leads_inside_whatever_servers_it_names() {
        server.has("_sips._tcp.carrier.example", 300, Type.SRV, "10 0 5061 inside.carrier.example.")
                .has("inside.carrier.example", 300, Type.A, "169.254.169.254")
                .has("inside.carrier.example", 300, Type.A, "10.0.0.1")
                .has("inside.carrier.example", 300, Type.AAAA, "::1");
        var gateways = new Gateways(names, List.of(), new Random(1), nowNanos::get);
        assertThat(gateways.places("g", tls("carrier.example"))).isEmpty();
        assertThat(gateways.places("g", tls("nobody.example"))).isEmpty();
    }

    @Test
    void an_answer_is_remembered_as_long_as_it_says_and_no_longer() {
        server.has("one.example", 60, Type.A, "203.0.113.1");
        assertThat(told(names.addresses("one.example")).records()).containsExactly(address("203.0.113.1"));
        server.forgets("one.example", Type.A).has("one.example", 60, Type.A, "203.0.113.9");
        later(Duration.ofSeconds(59));
        assertThat(told(names.addresses("ONE.example")).records()).containsExactly(address("203.0.113.1"));
        assertThat(server.asked()).containsExactlyInAnyOrder("A one.example", "AAAA one.example");
        later(Duration.ofSeconds(2));
        assertThat(told(names.addresses("one.example")).records()).containsExactly(address("203.0.113.9"));
    }

    @Test
    void rfc2308_5_that_there_is_nothing_is_remembered_too() {
        assertThat(told(names.srv("_sips._tcp.one.example")).records()).isEmpty();
        assertThat(told(names.srv("_sips._tcp.one.example")).records()).isEmpty();
        assertThat(server.asked()).containsExactly("SRV _sips._tcp.one.example");
        later(Duration.ofSeconds(21));
        assertThat(told(names.srv("_sips._tcp.one.example")).records()).isEmpty();
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void an_alias_holds_no_longer_than_its_shortest_part() {
        server.has("sip.example", 30, Type.CNAME, "pool.example.").has("pool.example", 600, Type.A, "203.0.113.1");
        Answer.Told<InetAddress> answer = told(names.addresses("sip.example"));
        assertThat(answer.records()).containsExactly(address("203.0.113.1"));
        assertThat(answer.life()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
    }

    @Test
    void a_circle_of_aliases_ends() {
        server.has("a.example", 30, Type.CNAME, "b.example.").has("b.example", 30, Type.CNAME, "a.example.");
        assertThat(told(names.srv("a.example")).records()).isEmpty();
        assertThat(server.asked()).hasSizeLessThan(10);
    }

    @Test
    void rfc8767_4_while_nobody_answers_what_was_said_before_holds_and_who_is_unknown_is_not_asked_again_at_once() {
        server.has("one.example", 60, Type.A, "203.0.113.1");
        told(names.addresses("one.example"));
        server.dead(true);
        later(Duration.ofHours(1));
        assertThat(told(names.addresses("one.example")).records()).containsExactly(address("203.0.113.1"));
        assertThat(names.addresses("two.example")).isInstanceOf(Answer.Silent.class);
        int asked = server.asked().size();
        assertThat(names.addresses("two.example")).isInstanceOf(Answer.Silent.class);
        told(names.addresses("one.example"));
        assertThat(server.asked()).hasSize(asked);
        assertThat(names.unanswered()).isEqualTo(2);
        later(Duration.ofHours(24));
        assertThat(names.addresses("one.example")).isInstanceOf(Answer.Silent.class);

        server.dead(false);
        later(Duration.ofSeconds(6));
        assertThat(told(names.addresses("one.example")).records()).containsExactly(address("203.0.113.1"));
    }

    @Test
    void a_server_that_fails_is_not_believed_to_know_nothing() {
        server.brokenAbout("one.example");
        assertThat(names.addresses("one.example")).isInstanceOf(Answer.Silent.class);
    }

    @Test
    void where_one_server_is_dead_or_fails_the_next_is_asked() {
        try (DnsServer other = DnsServer.started()) {
            other.has("one.example", 60, Type.A, "203.0.113.1").has("two.example", 60, Type.A, "203.0.113.2");
            var both = new Names(new NameServers(List.of(server.address(), other.address())), nowNanos::get);
            server.brokenAbout("one.example");
            server.silentAbout("two.example");
            assertThat(told(both.addresses("one.example")).records()).containsExactly(address("203.0.113.1"));
            assertThat(told(both.addresses("two.example")).records()).containsExactly(address("203.0.113.2"));
        }
    }

    @Test
    void many_who_ask_the_same_ask_once() throws Exception {
        server.silentAbout("slow.example");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer<Dns.Srv>>> asking = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                asking.add(callers.submit(() -> names.srv("slow.example")));
            }
            for (Future<Answer<Dns.Srv>> one : asking) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isInstanceOf(Answer.Silent.class);
            }
        }
        assertThat(server.asked()).hasSizeBetween(1, 2); // the second try of the one question
    }

    @Test
    void what_is_no_name_is_nobodys() {
        assertThat(told(names.addresses("a..b")).records()).isEmpty();
        assertThat(server.asked()).isEmpty();
    }
}
