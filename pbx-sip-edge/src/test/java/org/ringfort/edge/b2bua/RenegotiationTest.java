package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.edge.fake.Until;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;

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
}
