package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.dialByName;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.Credentials;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.header.Authenticate;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;
import org.xbill.DNS.Type;

/**
 * Calls into the public network: who is named, which gateway is tried next and when none is, and what a challenge gets.
 *
 * @rfc 3263 4.3
 */
class DiallingTest extends CallScene {
    private static final String ONE = "203.0.113.1";
    private static final String TWO = "203.0.113.2";
    private static final int LONG_MS = 9_000;
    private static final int SHORT_MS = 500;

    private final Phone first = edge.gateway(ONE);
    private final Phone second = edge.gateway(TWO);

    private PhoneCall answered(PhoneCall caller, PhoneCall callee) {
        callee.answers(180);
        caller.hears(180);
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        return callee;
    }

    private void hangUp(PhoneCall caller, PhoneCall callee) {
        caller.hangsUp();
        caller.hears(200);
        callee.answers(callee.hears(Method.BYE), 200, "");
    }

    @Test
    void a_call_goes_out_under_the_trunks_number_and_tells_nothing_of_the_inside() {
        edge.plan(dial(LONG_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = first.rings();
        SipRequest invite = callee.invite();
        assertThat(invite.requestUri().toString())
                .isEqualTo("sip:+4930901820@203.0.113.1:5061;transport=tls;user=phone");
        assertThat(invite.headers().from().address().toString()).contains("+493012345678@203.0.113.1");
        assertThat(wire(invite))
                .contains("P-Asserted-Identity: <sip:+493012345678@203.0.113.1>")
                .doesNotContain("acme.example", "Alice", "sip:101", "10.0.0.99", "Testphone", caller.callId());
        answered(caller, callee);
        hangUp(caller, callee);
        CallRecord record = edge.record();
        assertThat(record.getStatus()).isEqualTo(200);
        assertThat(record.getConnected()).isEqualTo("+4930901820");
        assertThat(record.getLegs(1).getWhy()).isEqualTo("trunk Carrier, gateway 203.0.113.1:5061");
        assertThat(second.hasHeard(message -> true)).isFalse();
        edge.nothingLeft();
    }

    /**
     * A signature of the app's, the same for each gateway.
     *
     * @rfc 8224 4
     */
    @Test
    void what_the_app_has_signed_goes_to_the_gateway_and_what_a_phone_says_does_not() {
        String signed = "head.claims.signature;info=<https://cert.example/c.pem>;alg=ES256;ppt=shaken";
        Step step = dial(LONG_MS, ONE, TWO);
        edge.plan(step.toBuilder()
                .setDial(step.getDial().toBuilder().setIdentity(signed))
                .build());
        PhoneCall caller =
                alice.calls("030901820", OFFER, RawHeader.of("Identity", "mine;info=<https://phone.example/c>"));
        PhoneCall failing = first.rings();
        assertThat(wire(failing.invite())).containsOnlyOnce("Identity: " + signed);
        failing.answers(503);
        failing.hears(Method.ACK);
        PhoneCall callee = second.rings();
        assertThat(wire(callee.invite()))
                .containsOnlyOnce("Identity: " + signed)
                .doesNotContain("phone.example");
        answered(caller, callee);
        hangUp(caller, callee);
        edge.record();
        edge.nothingLeft();
    }

    @Test
    void a_gateway_that_answers_503_or_408_makes_room_for_the_next() {
        edge.plan(dial(LONG_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall failing = first.rings();
        failing.answers(503);
        failing.hears(Method.ACK);
        PhoneCall callee = answered(caller, second.rings());
        hangUp(caller, callee);
        CallRecord record = edge.record();
        assertThat(record.getLegsList().stream().skip(1))
                .extracting(leg -> leg.getStatus())
                .containsExactly(503, 200);
        edge.nothingLeft();
    }

    @Test
    void a_dead_gateway_costs_less_than_four_seconds_and_is_tried_last_the_next_time() {
        edge.blackHole("203.0.113.9");
        edge.plan(dial(3_000, "203.0.113.9", TWO));
        long began = System.nanoTime();
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = second.rings();
        Duration waited = Duration.ofNanos(System.nanoTime() - began);
        assertThat(waited).isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(8));
        answered(caller, callee);
        hangUp(caller, callee);

        // It rests: the next call does not wait for it. 203.0.113.9 would answer nobody within the test's patience.
        edge.plan(dial(10_000, "203.0.113.9", TWO));
        long again = System.nanoTime();
        PhoneCall next = bob.calls("030901820", OFFER);
        PhoneCall there = second.rings();
        assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(Duration.ofSeconds(5));
        answered(next, there);
        hangUp(next, there);
        edge.nothingLeft();
    }

    /** The name has two servers, of which the first is at that address. */
    private void named(String firstAddress) {
        edge.dns
                .has("_sips._tcp.carrier.example", 300, Type.SRV, "10 0 5061 one.carrier.example.")
                .has("_sips._tcp.carrier.example", 300, Type.SRV, "20 0 5061 two.carrier.example.")
                .has("one.carrier.example", 300, Type.A, firstAddress)
                .has("two.carrier.example", 300, Type.A, TWO);
    }

    @Test
    void rfc3263_4_3_a_dead_first_target_costs_less_than_four_seconds_and_is_tried_last_the_next_time() {
        edge.blackHole("203.0.113.9");
        named("203.0.113.9");
        edge.plan(dialByName(3_000, "carrier.example"));
        long began = System.nanoTime();
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = second.rings();
        // Three seconds of silence and what follows them; under four on a machine that is not busy with other things.
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(8));
        assertThat(callee.invite().requestUri().toString())
                .isEqualTo("sip:+4930901820@carrier.example;transport=tls;user=phone");
        answered(caller, callee);
        hangUp(caller, callee);
        CallRecord record = edge.record();
        assertThat(record.getLegsList().stream().skip(1))
                .extracting(leg -> leg.getWhy())
                .containsExactly(
                        "trunk Carrier, gateway carrier.example at 203.0.113.9:5061",
                        "trunk Carrier, gateway carrier.example at 203.0.113.2:5061");
        edge.nothingLeft();

        edge.plan(dialByName(10_000, "carrier.example"));
        long again = System.nanoTime();
        PhoneCall next = bob.calls("030901820", OFFER);
        PhoneCall there = second.rings();
        assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(Duration.ofSeconds(5));
        answered(next, there);
        hangUp(next, there);
        edge.nothingLeft();
    }

    @Test
    void rfc3263_4_3_after_503_the_next_target_is_tried_and_after_another_failure_or_a_no_none() {
        named(ONE);
        edge.plan(dialByName(LONG_MS, "carrier.example"));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall full = first.rings();
        full.answers(503);
        full.hears(Method.ACK);
        PhoneCall callee = second.rings();
        assertThat(callee.callId()).isNotEqualTo(full.callId());
        callee.answers(500);
        callee.hears(Method.ACK);
        caller.hears(500);
        caller.acksFailure();
        edge.nothingLeft();

        PhoneCall again = alice.calls("030901820", OFFER);
        PhoneCall busy = first.rings(); // both rest, so that it is the order of the names again
        busy.answers(486);
        busy.hears(Method.ACK);
        again.hears(486);
        again.acksFailure();
        assertThat(second.hasHeard(message -> true)).isFalse();
        edge.nothingLeft();
    }

    @Test
    void a_name_server_that_keeps_silent_holds_nobody_up_for_longer_than_a_gateway_may() {
        edge.dns.dead(true);
        edge.plan(dialByName(1_000, "carrier.example"), dial(LONG_MS, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = answered(caller, second.rings());
        hangUp(caller, callee);
        assertThat(edge.record().getLegs(1).getWhy()).isEqualTo("trunk Carrier, gateway carrier.example at no address");
        edge.nothingLeft();
    }

    @Test
    void a_caller_who_gives_up_while_a_name_is_looked_up_is_answered_at_once() {
        edge.dns.dead(true);
        edge.plan(dialByName(LONG_MS, "carrier.example"));
        PhoneCall caller = alice.calls("030901820", OFFER);
        caller.hears(100);
        caller.cancels();
        caller.hears(487);
        caller.acksFailure();
        assertThat(edge.record().getStatus()).isEqualTo(487);
        edge.nothingLeft();
    }

    @Test
    void silence_makes_room_for_the_next_and_a_late_answer_is_ended() {
        edge.plan(dial(SHORT_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall silent = first.rings();
        PhoneCall callee = second.rings();
        silent.answers(200, ANSWER);
        silent.hears(Method.ACK);
        silent.answers(silent.hears(Method.BYE), 200, "");
        answered(caller, callee);
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    @Test
    void whoever_says_100_is_waited_for() {
        edge.plan(dial(SHORT_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall slow = first.rings();
        slow.answers(100);
        assertThat(hearsNothingFor(second, Duration.ofMillis(4L * SHORT_MS))).isTrue();
        answered(caller, slow);
        hangUp(caller, slow);
        edge.nothingLeft();
    }

    private static boolean hearsNothingFor(Phone phone, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            if (phone.hasHeard(message -> true)) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    void busy_and_declined_are_final_for_every_gateway_and_every_other_step() {
        for (int no : new int[] {486, 600, 603, 404}) {
            edge.app.records.clear();
            edge.plan(dial(LONG_MS, ONE, TWO), ring(20, bob));
            PhoneCall caller = alice.calls("030901820", OFFER);
            PhoneCall callee = first.rings();
            callee.answers(no);
            callee.hears(Method.ACK);
            caller.hears(no);
            caller.acksFailure();
            assertThat(edge.record().getStatus()).isEqualTo(no);
            edge.nothingLeft();
        }
        assertThat(second.hasHeard(message -> true)).isFalse();
        assertThat(bob.hasHeard(message -> true)).isFalse();
    }

    @Test
    void where_no_gateway_works_the_next_step_is_tried() {
        edge.plan(dial(LONG_MS, "203.0.113.8"), ring(20, bob));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = answered(caller, bob.rings());
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    private static SipResponse challenge(SipRequest invite, int status, String realm) {
        var challenge = Challenge.Digest.auth(
                org.ringfort.protocol.sip.digest.DigestAlgorithm.SHA_256,
                realm,
                "a nonce",
                java.util.Optional.empty(),
                false);
        return SipResponse.to(invite, Status.of(status), "challenger")
                .with(new Authenticate(
                        status == 407 ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE, challenge));
    }

    private void appAnswers() {
        edge.app.onChallenge = asked -> ChallengeReply.newBuilder()
                .setCredentials(Credentials.newBuilder()
                        .setAlgorithm(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                        .setUsername("acme")
                        .setRealm(asked.getChallenges(0).getRealm())
                        .setNonce(asked.getChallenges(0).getNonce())
                        .setUri(asked.getUri())
                        .setResponse("0123456789abcdef")
                        .setQop("auth")
                        .setNc("00000001")
                        .setCnonce("c"))
                .build();
    }

    @Test
    void rfc3261_22_2_and_22_3_a_challenge_is_answered_by_the_app_on_the_same_flow() {
        appAnswers();
        for (int status : new int[] {401, 407}) {
            edge.app.records.clear();
            edge.app.challenges.clear();
            edge.plan(dial(LONG_MS, ONE, TWO));
            PhoneCall caller = alice.calls("030901820", OFFER);
            PhoneCall asking = first.rings();
            asking.answers(asking.invite(), challenge(asking.invite(), status, "carrier.example"));
            asking.hears(Method.ACK);
            PhoneCall callee = first.rings();
            assertThat(callee.callId()).isEqualTo(asking.callId());
            assertThat(callee.invite().headers().cseq().number()).isEqualTo(2);
            assertThat(wire(callee.invite()))
                    .contains((status == 401 ? "\r\nAuthorization" : "\r\nProxy-Authorization")
                            + ": Digest username=\"acme\"");
            answered(caller, callee);
            hangUp(caller, callee);
            ChallengeRequest asked = edge.app.challenges.getFirst();
            assertThat(asked.getTrunkId()).isEqualTo("trunk-1");
            assertThat(asked.getGatewayId()).isEqualTo("gateway-" + ONE);
            assertThat(asked.getUri()).isEqualTo("sip:+4930901820@203.0.113.1:5061;transport=tls;user=phone");
            edge.record();
            edge.nothingLeft();
        }
    }

    @Test
    void whoever_challenges_again_or_for_another_realm_gets_nothing_and_the_next_is_tried() {
        appAnswers();
        edge.plan(dial(LONG_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall asking = first.rings();
        asking.answers(asking.invite(), challenge(asking.invite(), 401, "carrier.example"));
        asking.hears(Method.ACK);
        PhoneCall again = first.rings();
        again.answers(again.invite(), challenge(again.invite(), 401, "carrier.example"));
        again.hears(Method.ACK);
        edge.app.onChallenge =
                asked -> ChallengeReply.newBuilder().setRefused("another realm").build();
        PhoneCall thief = second.rings();
        thief.answers(thief.invite(), challenge(thief.invite(), 407, "thief.example"));
        thief.hears(Method.ACK);
        caller.hears(480);
        caller.acksFailure();
        assertThat(edge.app.challenges).hasSize(2);
        assertThat(second.hasHeard(message -> true)).isFalse();
        edge.nothingLeft();
    }

    @Test
    void whoever_asks_for_credentials_and_then_keeps_silent_is_not_waited_for_any_longer_than_others() {
        appAnswers();
        edge.plan(dial(1_000, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall asking = first.rings();
        asking.answers(asking.invite(), challenge(asking.invite(), 401, "carrier.example"));
        asking.hears(Method.ACK);
        assertThat(first.rings().invite().headers().cseq().number()).isEqualTo(2);
        PhoneCall callee = answered(caller, second.rings());
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    /** A phone that is rung challenges us: nothing of any trunk is asked for or sent. */
    @Test
    void a_phone_that_challenges_learns_no_trunks_credentials() {
        appAnswers();
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(callee.invite(), challenge(callee.invite(), 407, "carrier.example"));
        callee.hears(Method.ACK);
        caller.hears(480);
        caller.acksFailure();
        assertThat(edge.app.challenges).isEmpty();
        edge.nothingLeft();
    }

    @Test
    void a_caller_who_gives_up_while_a_gateway_is_reached_is_answered_at_once() {
        edge.blackHole("203.0.113.9");
        edge.plan(dial(LONG_MS, "203.0.113.9", TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        caller.hears(100);
        caller.cancels();
        caller.hears(487);
        caller.acksFailure();
        assertThat(edge.record().getStatus()).isEqualTo(487);
        assertThat(second.hasHeard(message -> true)).isFalse();
        edge.nothingLeft();
    }
}
