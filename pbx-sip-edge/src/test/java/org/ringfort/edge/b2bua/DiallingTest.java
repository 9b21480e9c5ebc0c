package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.emergency;
import static org.ringfort.edge.phone.EdgeBench.failingOver;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.FailOver;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.RawHeader;

/**
 * Calls into the public network: who is named, which gateway is tried next and when none is.
 *
 * @rfc 3263 4.3
 */
class DiallingTest extends CarrierScene {
    private static final int SHORT_MS = 500;
    /** In which also a busy machine's gateway has said something. */
    private static final int SOON_MS = 2_000;

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

    @Test
    void a_carrier_reads_numbers_as_it_writes_them_and_the_record_as_we_do() {
        Step step = dial(LONG_MS, ONE);
        edge.plan(step.toBuilder()
                .setDial(step.getDial().toBuilder().setCalledAs("030901820").setCallingAs("493012345678"))
                .build());
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = first.rings();
        SipRequest invite = callee.invite();
        assertThat(invite.requestUri().toString()).isEqualTo("sip:030901820@203.0.113.1:5061;transport=tls");
        assertThat(wire(invite))
                .contains("To: <sip:030901820@203.0.113.1>", "P-Asserted-Identity: <sip:493012345678@203.0.113.1>")
                .doesNotContain("+49");
        hangUp(caller, answered(caller, callee));
        assertThat(edge.record().getConnected()).isEqualTo("+4930901820");
        edge.nothingLeft();
    }

    /** @rfc 3323 4.1.1.3 */
    @Test
    void a_trunk_may_withhold_the_number_from_whom_it_calls() {
        Step step = dial(LONG_MS, ONE);
        edge.plan(step.toBuilder()
                .setDial(step.getDial().toBuilder().setWithheld(true))
                .build());
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = first.rings();
        assertThat(callee.invite().headers().from().address().toString())
                .contains("anonymous@anonymous.invalid")
                .doesNotContain("3012345678");
        assertThat(wire(callee.invite()))
                .contains("P-Asserted-Identity: <sip:+493012345678@203.0.113.1>", "Privacy: id");
        hangUp(caller, answered(caller, callee));
        edge.record();
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
    void the_trunk_says_after_which_answers_the_next_gateway_is_tried() {
        var rule = FailOver.newBuilder().addAnswers("404").addAnswers("6xx").setFailures(20);
        for (int left : new int[] {404, 604}) {
            edge.app.records.clear();
            edge.plan(failingOver(dial(LONG_MS, ONE, TWO), rule.build()));
            PhoneCall caller = alice.calls("030901820", OFFER);
            PhoneCall refusing = first.rings();
            refusing.answers(left);
            refusing.hears(Method.ACK);
            hangUp(caller, answered(caller, second.rings()));
            assertThat(edge.record().getLegsList().stream().skip(1))
                    .extracting(leg -> leg.getStatus())
                    .containsExactly(left, 200);
            edge.nothingLeft();
        }
        for (int stays : new int[] {408, 430, 480, 500, 503, 600, 603, 607}) {
            edge.app.records.clear();
            edge.plan(failingOver(dial(LONG_MS, ONE, TWO), rule.build()));
            PhoneCall caller = alice.calls("030901820", OFFER);
            PhoneCall refusing = first.rings();
            refusing.answers(stays);
            refusing.hears(Method.ACK);
            caller.hears(
                    switch (stays) {
                        case 430 -> 480;
                        case 503 -> 500;
                        default -> stays;
                    });
            caller.acksFailure();
            edge.nothingLeft();
        }
        assertThat(second.hasHeard(message -> true)).isFalse();
    }

    @Test
    void a_gateway_that_fails_now_and_then_does_not_rest_and_one_that_always_fails_does() {
        var rule = FailOver.newBuilder().addAnswers("5xx").setFailures(2).build();
        edge.plan(failingOver(dial(LONG_MS, ONE, TWO), rule));
        for (int call = 0; call < 2; call++) {
            PhoneCall caller = alice.calls("030901820", OFFER);
            PhoneCall failing = first.rings();
            failing.answers(500);
            failing.hears(Method.ACK);
            hangUp(caller, answered(caller, second.rings()));
            edge.nothingLeft();
        }
        PhoneCall caller = alice.calls("030901820", OFFER);
        hangUp(caller, answered(caller, second.rings()));
        edge.nothingLeft();
        assertThat(first.hasHeard(message -> true)).isFalse();
    }

    private java.util.List<String> left() {
        return edge.app.heard(FromEdge.EventCase.TRUNK_LEFT).stream()
                .map(event -> event.getTrunkLeft().getTrunkId())
                .toList();
    }

    @Test
    void a_trunk_that_a_call_does_not_go_by_is_named_while_the_call_is_up() {
        Step another = dial(LONG_MS, TWO);
        Step untried = dial(LONG_MS, "203.0.113.8");
        edge.plan(
                dial(LONG_MS, "203.0.113.8"),
                another.toBuilder()
                        .setDial(another.getDial().toBuilder().setTrunkId("trunk-2"))
                        .build(),
                untried.toBuilder()
                        .setDial(untried.getDial().toBuilder().setTrunkId("trunk-3"))
                        .build());
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = answered(caller, second.rings());
        Until.holds("both are told", () -> left().equals(java.util.List.of("trunk-1", "trunk-3")));
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    @Test
    void a_dead_gateway_costs_less_than_four_seconds_and_is_tried_last_the_next_time() {
        edge.blackHole(DEAD);
        edge.plan(failingOver(dial(3_000, DEAD, TWO), AT_ONCE));
        Talk talk = aliceCallsPastTheDeadOne();
        answered(talk.caller(), talk.callee());
        hangUp(talk.caller(), talk.callee());
        theNextCallDoesNotWait(dial(10_000, DEAD, TWO));
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
        edge.plan(dial(SOON_MS, ONE, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall slow = first.rings();
        slow.answers(100);
        assertThat(hearsNothingFor(second, Duration.ofMillis(SOON_MS + 500L))).isTrue();
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
    void a_call_for_help_goes_on_to_every_gateway_and_trunk_whatever_one_says() {
        for (int no : new int[] {403, 404, 480, 488}) {
            edge.app.records.clear();
            edge.plan(emergency(dial(LONG_MS, ONE)), emergency(dial(LONG_MS, TWO)));
            PhoneCall caller = alice.calls("112", OFFER);
            PhoneCall refusing = first.rings();
            refusing.answers(no);
            refusing.hears(Method.ACK);
            hangUp(caller, answered(caller, second.rings()));
            assertThat(edge.record().getLegsList().stream().skip(1))
                    .extracting(leg -> leg.getStatus())
                    .containsExactly(no, 200);
            edge.nothingLeft();
        }
    }

    @Test
    void that_help_is_called_is_told_once_for_each_trunk_and_only_when_the_request_has_left() {
        edge.plan(emergency(dial(LONG_MS, "203.0.113.8")), emergency(dial(LONG_MS, ONE, TWO)));
        PhoneCall caller = alice.calls("112", OFFER);
        PhoneCall refusing = first.rings();
        Until.holds(
                "the app is told",
                () -> edge.app.heard(FromEdge.EventCase.HELP_CALLED).size() == 1);
        refusing.answers(503);
        refusing.hears(Method.ACK);
        hangUp(caller, answered(caller, second.rings()));
        edge.record();
        edge.nothingLeft();
        assertThat(edge.app.heard(FromEdge.EventCase.HELP_CALLED))
                .extracting(FromEdge::getHelpCalled)
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.getNumber()).isEqualTo("112");
                    assertThat(told.getExtension()).isEqualTo("101");
                    assertThat(told.getTrunk()).isEqualTo("Carrier");
                });
    }

    /** Nobody can ask for it but the plan. */
    @Test
    void medias_reserve_is_open_to_a_call_for_help_and_to_no_other() {
        edge.plan(dial(LONG_MS, ONE));
        PhoneCall caller = alice.calls("112", OFFER);
        PhoneCall callee = answered(caller, first.rings());
        assertThat(edge.media.offers).isNotEmpty().noneMatch(OfferRequest::getForHelp);
        hangUp(caller, callee);
        edge.media.offers.clear();
        edge.plan(emergency(dial(LONG_MS, ONE)));
        PhoneCall help = alice.calls("112", OFFER);
        PhoneCall service = answered(help, first.rings());
        assertThat(edge.media.offers).isNotEmpty().allMatch(OfferRequest::getForHelp);
        hangUp(help, service);
        edge.nothingLeft();
    }

    @Test
    void a_person_who_says_no_to_a_call_for_help_is_believed() {
        for (int no : new int[] {486, 600, 603}) {
            edge.plan(emergency(dial(LONG_MS, ONE, TWO)));
            PhoneCall caller = alice.calls("112", OFFER);
            PhoneCall callee = first.rings();
            callee.answers(no);
            callee.hears(Method.ACK);
            caller.hears(no);
            caller.acksFailure();
            edge.nothingLeft();
        }
        assertThat(second.hasHeard(message -> true)).isFalse();
    }

    @Test
    void where_no_gateway_works_the_next_step_is_tried() {
        edge.plan(dial(LONG_MS, "203.0.113.8"), ring(20, bob));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = answered(caller, bob.rings());
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    @Test
    void a_caller_who_gives_up_while_a_gateway_is_reached_is_answered_at_once() {
        edge.blackHole(DEAD);
        edge.plan(dial(LONG_MS, DEAD, TWO));
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
