package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Application;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.header.OptionTags;

/**
 * INVITEs and re-INVITEs without an offer: ours is in the 200, the answer in ACK.
 *
 * @rfc 3261 13.2.1
 * @rfc 3264 5
 */
class LateOfferTest extends CallScene {
    @Test
    void rfc3261_13_2_1_the_caller_is_offered_to_in_the_200_and_answers_in_ack() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", "");
        PhoneCall callee = bob.rings();
        assertThat(callee.invite().body().isEmpty())
                .as("the callee hears an offer")
                .isFalse();
        callee.answers(180);
        caller.hears(180);
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        assertThat(caller.hears(200).body().text()).isEqualTo("answer from " + ANSWER);
        caller.acks("late answer of alice");
        Until.holds("the answer is with media", () -> count("answer") == 2);
        assertThat(edge.media.asked).doesNotContain("rollback");
        caller.hangsUp();
        callee.answers(callee.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void a_late_caller_that_does_not_answer_in_ack_loses_the_call() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", "");
        PhoneCall callee = bob.rings();
        callee.answers(200, ANSWER);
        caller.hears(200);
        caller.acks();
        caller.answers(caller.hears(Method.BYE), 200, "");
        callee.answers(callee.hears(Method.BYE), 200, "");
        assertThat(edge.record().getEndReason()).isEqualTo("no acceptable answer to our offer");
        edge.nothingLeft();
    }

    @Test
    void rfc3262_5_a_caller_without_offer_that_wants_100rel_hears_no_provisional_answer() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", "", OptionTags.require("100rel"));
        PhoneCall callee = bob.rings();
        callee.answers(180);
        callee.answers(200, ANSWER);
        caller.hears(200);
        assertThat(alice.hasHeard(message -> message.toString().contains(" 180 ")))
                .isFalse();
        caller.acks("late answer of alice");
        caller.hangsUp();
        callee.answers(callee.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void rfc3261_14_2_a_re_invite_without_offer_gets_ours_and_the_other_leg_is_not_asked() {
        Talk talk = talk();
        talk.caller().invite("");
        assertThat(talk.caller().hears(200).body().text()).startsWith("offer from");
        talk.caller().invite("too early");
        talk.caller().hears(491);
        talk.caller().acksFailure();
        assertThat(bob.hasHeard(message -> message.method().equals(Method.INVITE)))
                .isFalse();
        talk.caller().hangsUp();
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
    }

    @Test
    void an_application_answers_a_caller_without_offer() {
        edge.plan(Step.newBuilder()
                .setApplication(Application.newBuilder().setName("echo"))
                .build());
        PhoneCall caller = alice.calls("102", "");
        caller.hears(200);
        assertThat(edge.media.asked).doesNotContain("echo");
        caller.acks("late answer of alice");
        Until.holds("the echo begins after the answer", () -> count("echo") == 1);
        assertThat(edge.media.asked).containsSubsequence("offer", "terminate", "answer", "echo");
        caller.hangsUp();
        edge.nothingLeft();
    }

    private long count(String what) {
        return edge.media.asked.stream().filter(what::equals).count();
    }
}
