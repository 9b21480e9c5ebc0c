package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.Allow;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.RAck;

/** Changes of a call that is up: hold and resume, offers that cross, are refused, or meet the end. */
class RenegotiationTest extends CallScene {
    @Test
    void rfc3665_3_6_hold_and_resume_by_either_side() {
        Talk talk = talk();
        talk.caller().invite("sendonly of alice");
        SipRequest onward = talk.callee().hears(Method.INVITE);
        assertThat(onward.body().text()).isEqualTo("offer from sendonly of alice");
        talk.callee().answers(onward, 200, "recvonly of bob");
        talk.callee().hears(Method.ACK);
        assertThat(talk.caller().hears(200).body().text()).isEqualTo("answer from recvonly of bob");
        talk.caller().acks();
        Until.holds("held", () -> lastLive().getState() == CallState.CALL_STATE_HELD);
        talk.callee().invite("sendrecv of bob");
        SipRequest back = talk.caller().hears(Method.INVITE);
        talk.caller().answers(back, 200, "sendrecv of alice");
        talk.caller().hears(Method.ACK);
        talk.callee().hears(200);
        talk.callee().acks();
        talk.caller().hangsUp();
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        edge.record();
        edge.nothingLeft();
    }

    @Test
    void rfc3261_14_2_offers_that_cross_are_told_to_wait() {
        Talk talk = talk();
        talk.caller().invite("sendonly of alice");
        SipRequest onward = talk.callee().hears(Method.INVITE);
        talk.callee().invite("sendonly of bob");
        talk.callee().hears(491);
        talk.callee().answers(onward, 491, "");
        talk.caller().hears(491);
        talk.caller().acksFailure();
        talk.caller().hangsUp();
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void a_refused_change_leaves_the_call_as_it_was() {
        Talk talk = talk();
        talk.caller().invite("video of alice");
        SipRequest onward = talk.callee().hears(Method.INVITE);
        talk.callee().answers(onward, 488, "");
        talk.caller().hears(488);
        talk.caller().acksFailure();
        assertThat(edge.media.asked).as("media too").endsWith("offer", "rollback");
        assertThat(edge.conversations.calls().up()).isEqualTo(1);
        talk.callee().hangsUp();
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void a_peer_that_forgot_the_call_ends_it() {
        Talk talk = talk();
        talk.caller().invite("sendonly of alice");
        talk.callee().answers(talk.callee().hears(Method.INVITE), 481, "");
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        assertThat(edge.record().getEndReason()).isEqualTo("callee no longer knows the call");
        edge.nothingLeft();
    }

    @Test
    void hanging_up_while_an_offer_is_on_its_way_answers_everybody() {
        Talk talk = talk();
        talk.caller().invite("sendonly of alice");
        talk.callee().hears(Method.INVITE);
        talk.callee().hangsUp();
        talk.callee().hears(200);
        talk.caller().hears(487);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        edge.record();
    }

    private void end(Talk talk) {
        talk.caller().hangsUp();
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void rfc3311_5_1_update_passes_as_update_where_the_other_allows_it() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(callee.invite(), 200, ANSWER, Allow.of(Method.INVITE, Method.UPDATE));
        caller.hears(200);
        caller.acks();
        callee.hears(Method.ACK);
        caller.offers(Method.UPDATE, "sendonly of alice");
        SipRequest update = callee.hears(Method.UPDATE);
        callee.answers(update, 200, "recvonly of bob");
        assertThat(caller.hears(200).body().text()).isEqualTo("answer from recvonly of bob");
        end(new Talk(caller, callee));
    }

    @Test
    void update_passes_as_re_invite_where_the_other_does_not_allow_it() {
        Talk talk = talk();
        talk.caller().offers(Method.UPDATE, "sendonly of alice");
        SipRequest onward = talk.callee().hears(Method.INVITE);
        talk.callee().answers(onward, 200, "recvonly of bob");
        talk.callee().hears(Method.ACK);
        talk.caller().hears(200);
        end(talk);
    }

    @Test
    void rfc3311_5_2_an_update_that_meets_our_offer_is_told_491_and_one_too_many_500() {
        Talk talk = talk();
        talk.caller().offers(Method.UPDATE, "sendonly of alice");
        SipRequest onward = talk.callee().hears(Method.INVITE);
        talk.callee().offers(Method.UPDATE, "sendonly of bob");
        talk.callee().hears(491);
        talk.caller().offers(Method.UPDATE, "sendonly again");
        assertThat(talk.caller().hears(500).headers().retryAfter()).isPresent();
        talk.callee().answers(onward, 200, "recvonly of bob");
        talk.caller().hears(200);
        end(talk);
    }

    @Test
    void rfc3311_5_2_an_update_before_the_offer_has_its_answer_is_told_500() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        caller.hears(180);
        caller.offers(Method.UPDATE, "another offer");
        assertThat(caller.hears(500).headers().retryAfter()).isPresent();
        caller.cancels();
        caller.hears(487);
        callee.answers(callee.hears(Method.CANCEL), 200, "");
        callee.answers(487);
        edge.nothingLeft();
    }

    /** A caller that acknowledges early media reliably, with the number of its 183. */
    private record Early(PhoneCall caller, PhoneCall callee, long rseq) {}

    private Early early() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER, OptionTags.supported("100rel"));
        PhoneCall callee = bob.rings();
        callee.answers(183, "music of bob");
        long rseq = caller.hears(183).headers().rseq().orElseThrow();
        return new Early(caller, callee, rseq);
    }

    private void answered(Early early) {
        early.callee().answers(200, "music of bob");
        Until.holds(
                "200 to the INVITE",
                () -> alice.hasHeard(message -> message instanceof SipResponse response
                        && response.status().code() == 200
                        && response.method().equals(Method.INVITE)));
        early.caller().hears(200);
        early.caller().acks();
        early.callee().hears(Method.ACK);
        end(new Talk(early.caller(), early.callee()));
    }

    @Test
    void rfc3262_5_a_prack_with_an_offer_is_answered_in_its_200() {
        Early early = early();
        early.caller().offers(Method.PRACK, "sendonly of alice", new RAck(early.rseq(), 1, Method.INVITE));
        SipResponse answer = early.caller().hears(200);
        assertThat(answer.method()).isEqualTo(Method.PRACK);
        assertThat(answer.body().text()).startsWith("answer from");
        answered(early);
    }

    @Test
    void rfc3311_5_2_an_update_after_reliable_early_media_is_answered_here() {
        Early early = early();
        early.caller().pracks(new RAck(early.rseq(), 1, Method.INVITE));
        early.caller().hears(200);
        early.caller().offers(Method.UPDATE, "elsewhere of alice");
        SipResponse answer = early.caller().hears(200);
        assertThat(answer.method()).isEqualTo(Method.UPDATE);
        assertThat(answer.body().text()).startsWith("answer from");
        answered(early);
    }
}
