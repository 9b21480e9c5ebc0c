package org.ringfort.edge.trunking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.GatewayWatch;
import org.ringfort.contract.control.v1.TrunkRegistration;
import org.ringfort.contract.control.v1.WatchedTrunk;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.MinExpires;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.RetryAfter;

/**
 * Trunks that register with their carrier.
 *
 * @rfc 3261 10.2
 * @rfc 3261 10.2.4
 */
class CarrierRegistrationsTest {
    private static final String ONE = "203.0.113.1";
    private static final String TWO = "203.0.113.2";

    private final EdgeBench edge = new EdgeBench();
    private final CarrierRegistrations carriers = new CarrierRegistrations(
            edge.loop.loop,
            new Gateways(edge.dns.names(), List.of(), new Random(2), System::nanoTime),
            edge.conversations.app(),
            Clock.systemUTC(),
            new Random(1),
            new CarrierRegistrations.Pace(
                    Duration.ofSeconds(15), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(100)));
    private final Phone first = edge.gateway(ONE);
    private final Phone second = edge.gateway(TWO);

    @AfterEach
    void end() {
        carriers.close();
        edge.close();
    }

    /** A trunk that registers. */
    private static WatchedTrunk trunk(String... addresses) {
        var trunk = Watched.trunk(addresses).setRegistersAs("acme");
        trunk.getGatewaysBuilderList().forEach(gateway -> gateway.setDomain(Carrier.NAME));
        return trunk.build();
    }

    private List<TrunkRegistration> told() {
        return edge.app.heard(FromEdge.EventCase.TRUNK_REGISTRATION).stream()
                .map(FromEdge::getTrunkRegistration)
                .toList();
    }

    @Test
    void rfc3261_10_2_a_trunk_registers_by_the_apps_answer_and_refreshes_in_half_of_the_time() {
        edge.app.answersChallenges();
        carriers.watch(Watched.all(trunk(ONE, TWO)));
        SipRequest asked = first.hears(Method.REGISTER);
        assertThat(asked.requestUri().toString()).isEqualTo("sip:carrier.example;transport=tls");
        assertThat(asked.headers().to().address().uri().toString()).isEqualTo("sip:acme@carrier.example");
        first.answers(asked, 401, Carrier.challenge(401, Carrier.NAME));
        SipRequest proved = first.hears(Method.REGISTER);
        assertThat(proved.headers().callId()).isEqualTo(asked.headers().callId());
        assertThat(proved.headers().cseq().number())
                .isEqualTo(asked.headers().cseq().number() + 1);
        assertThat(proved.headers().authorizations()).hasSize(1);
        ChallengeRequest question = edge.app.challenges.getFirst();
        assertThat(question.getMethod()).isEqualTo("REGISTER");
        assertThat(question.getTrunkId()).isEqualTo("trunk-1");
        assertThat(question.getGatewayId()).isEqualTo("gateway-" + ONE);
        assertThat(question.getUri()).isEqualTo("sip:carrier.example;transport=tls");
        Contact.At contact = proved.headers().contact().orElseThrow();
        first.answers(proved, 200, contact.withExpires(2));
        Until.holds("told", () -> !told().isEmpty());
        assertThat(told().getFirst().getRegistered()).isTrue();
        assertThat(told().getFirst().getGatewayId()).isEqualTo("gateway-" + ONE);
        assertThat(carriers.registered()).isEqualTo(1);

        SipRequest refresh = first.hears(Method.REGISTER);
        assertThat(refresh.headers().callId()).isEqualTo(asked.headers().callId());
        assertThat(refresh.headers().cseq().number())
                .isGreaterThan(proved.headers().cseq().number());
        assertThat(second.hasHeard(message -> true)).isFalse();
    }

    @Test
    void rfc6140_5_2_all_numbers_of_a_trunk_are_registered_at_once() {
        edge.app.answersChallenges();
        carriers.watch(Watched.all(trunk(ONE).toBuilder().setBulk(true).build()));
        SipRequest asked = first.hears(Method.REGISTER);
        assertThat(asked.headers().to().address().uri().toString()).isEqualTo("sip:acme@carrier.example");
        assertThat(asked.headers().text(HeaderName.REQUIRE)).hasValue("gin");
        assertThat(asked.headers().text(HeaderName.of("Proxy-Require"))).hasValue("gin");
        Contact.At contact = asked.headers().contact().orElseThrow();
        assertThat(contact.sipUri().orElseThrow().user()).isEmpty();
        assertThat(contact.uri().toString()).endsWith(";transport=tls;bnc");
        first.answers(asked, 401, Carrier.challenge(401, Carrier.NAME));
        SipRequest proved = first.hears(Method.REGISTER);
        assertThat(proved.headers().text(HeaderName.REQUIRE)).hasValue("gin");
        first.answers(proved, 200, contact.withExpires(600));
        Until.holds("registered", () -> carriers.registered() == 1);
    }

    @Test
    void rfc6140_5_2_a_carrier_that_does_not_know_it_is_named_as_the_reason() {
        carriers.watch(Watched.all(trunk(ONE).toBuilder().setBulk(true).build()));
        first.answers(first.hears(Method.REGISTER), 420, RawHeader.of("Unsupported", "gin"));
        Until.holds("told", () -> !told().isEmpty());
        assertThat(told().getFirst().getWhy()).isEqualTo("420: it does not know bulk registration");
    }

    @Test
    void rfc3261_10_2_8_an_interval_that_is_too_brief_is_made_longer() {
        carriers.watch(Watched.all(trunk(ONE)));
        SipRequest asked = first.hears(Method.REGISTER);
        assertThat(asked.headers().expires()).hasValue(600);
        first.answers(asked, 423, new MinExpires(1800));
        SipRequest longer = first.hears(Method.REGISTER);
        assertThat(longer.headers().expires()).hasValue(1800);
        first.answers(longer, 200, new Expires(1800));
        Until.holds("registered", () -> carriers.registered() == 1);
    }

    @Test
    void rfc7616_3_3_who_finds_it_too_brief_after_a_proof_gets_another_and_never_the_same_again() {
        edge.app.answersChallenges();
        carriers.watch(Watched.all(trunk(ONE)));
        first.answers(first.hears(Method.REGISTER), 401, Carrier.challenge(401, Carrier.NAME));
        SipRequest proved = first.hears(Method.REGISTER);
        assertThat(proved.headers().authorizations()).hasSize(1);
        first.answers(proved, 423, new MinExpires(1800));
        SipRequest longer = first.hears(Method.REGISTER);
        assertThat(longer.headers().authorizations()).isEmpty();
        first.answers(longer, 401, Carrier.challenge(401, Carrier.NAME));
        SipRequest again = first.hears(Method.REGISTER);
        assertThat(again.headers().expires()).hasValue(1800);
        assertThat(again.headers().authorizations()).hasSize(1);
        first.answers(again, 200, new Expires(1800));
        Until.holds("registered", () -> carriers.registered() == 1);
    }

    @Test
    void a_trunk_whose_connection_is_lost_registers_again_at_once() {
        carriers.watch(Watched.all(trunk(ONE)));
        SipRequest asked = first.hears(Method.REGISTER);
        first.answers(asked, 200, new Expires(600));
        Until.holds("registered", () -> carriers.registered() == 1);
        carriers.flowClosed(second.flow());
        assertThat(first.hasHeard(message -> true)).isFalse();
        carriers.flowClosed(first.flow());
        SipRequest again = first.hears(Method.REGISTER);
        assertThat(again.headers().callId()).isEqualTo(asked.headers().callId());
        assertThat(again.headers().cseq().number())
                .isGreaterThan(asked.headers().cseq().number());
    }

    @Test
    void a_connection_that_is_lost_while_the_carrier_answers_is_missed_all_the_same() {
        carriers.watch(Watched.all(trunk(ONE)));
        SipRequest asked = first.hears(Method.REGISTER);
        edge.loop.gone(first.flow());
        carriers.flowClosed(first.flow()); // on which nobody is registered yet
        first.answers(asked, 200, new Expires(600));
        Until.holds("registered", () -> !told().isEmpty());
        assertThat(told().getFirst().getRegistered()).isTrue();
        Phone back = edge.gateway(ONE);
        back.answers(back.hears(Method.REGISTER), 200, new Expires(600));
        Until.holds("registered again", () -> told().getLast().getRegistered() && carriers.registered() == 1);
    }

    @Test
    void rfc3261_10_2_2_a_trunk_that_is_no_longer_to_be_registered_is_taken_back() {
        edge.app.answersChallenges();
        carriers.watch(Watched.all(trunk(ONE, TWO)));
        SipRequest asked = first.hears(Method.REGISTER);
        first.answers(asked, 200, new Expires(600));
        Until.holds("registered", () -> carriers.registered() == 1);
        carriers.watch(GatewayWatch.newBuilder()
                .addTrunks(WatchedTrunk.newBuilder().setTrunkId("trunk-1"))
                .build());
        SipRequest gone = first.hears(Method.REGISTER);
        assertThat(gone.headers().expires()).hasValue(0);
        assertThat(gone.headers().callId()).isEqualTo(asked.headers().callId());
        assertThat(gone.headers().cseq().number())
                .isGreaterThan(asked.headers().cseq().number());
        first.answers(gone, 401, Carrier.challenge(401, Carrier.NAME));
        SipRequest proved = first.hears(Method.REGISTER);
        assertThat(proved.headers().expires()).hasValue(0);
        assertThat(proved.headers().authorizations()).hasSize(1);
        first.answers(proved, 200);
        assertThat(second.hasHeard(message -> true)).isFalse();
    }

    @Test
    void who_was_refused_takes_nothing_back() {
        carriers.watch(Watched.all(trunk(ONE)));
        first.answers(first.hears(Method.REGISTER), 403, new RetryAfter(3600));
        Until.holds("told", () -> !told().isEmpty());
        carriers.close();
        assertThat(first.hasHeard(message -> true)).isFalse();
    }

    @Test
    void rfc3261_20_33_a_carrier_that_wants_to_be_left_alone_is() {
        carriers.watch(Watched.all(trunk(ONE)));
        SipRequest asked = first.hears(Method.REGISTER);
        long answered = System.nanoTime();
        first.answers(asked, 503, new RetryAfter(1));
        SipRequest again = first.hears(Method.REGISTER);
        assertThat(Duration.ofNanos(System.nanoTime() - answered)).isGreaterThan(Duration.ofMillis(950));
        first.answers(again, 200);
        Until.holds("registered", () -> carriers.registered() == 1);
    }

    @Test
    void rfc3263_4_3_where_one_place_of_a_name_has_no_room_the_next_is_asked() {
        Carrier.twoServers(edge.dns, ONE, TWO);
        WatchedTrunk.Builder named = trunk(Carrier.NAME).toBuilder();
        named.setGateways(0, named.getGateways(0).toBuilder().setPort(0));
        carriers.watch(Watched.all(named.build()));
        first.answers(first.hears(Method.REGISTER), 503);
        second.answers(second.hears(Method.REGISTER), 200);
        Until.holds("registered", () -> carriers.registered() == 1);
    }

    @Test
    void where_one_gateway_refuses_the_next_is_asked_and_where_all_do_the_app_hears_why() {
        edge.app.onChallenge =
                asked -> ChallengeReply.newBuilder().setRefused("another realm").build();
        carriers.watch(Watched.all(trunk(ONE, TWO)));
        first.answers(first.hears(Method.REGISTER), 401, Carrier.challenge(401, Carrier.NAME));
        second.answers(second.hears(Method.REGISTER), 403);
        Until.holds("told", () -> !told().isEmpty());
        assertThat(told().getFirst().getRegistered()).isFalse();
        assertThat(told().getFirst().getWhy()).isEqualTo("403");
        assertThat(carriers.unregistered()).isEqualTo(1);
        first.answers(first.hears(Method.REGISTER), 503);
        second.answers(second.hears(Method.REGISTER), 200);
        Until.holds("registered", () -> carriers.registered() == 1);
        carriers.watch(GatewayWatch.newBuilder()
                .addTrunks(WatchedTrunk.newBuilder().setTrunkId("trunk-1"))
                .build());
        assertThat(carriers.registered() + carriers.unregistered()).isZero();
    }
}
