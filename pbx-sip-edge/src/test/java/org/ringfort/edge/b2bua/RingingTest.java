package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.RAck;
import org.ringfort.protocol.sip.header.RSeq;
import org.ringfort.protocol.sip.header.RawHeader;

/** What happens until somebody answers: cancelled, forked, busy, declined, unreachable, early media. */
class RingingTest extends CallScene {
    @Test
    void rfc3665_3_8_cancelled_while_it_rings() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        caller.hears(180);
        caller.cancels();
        caller.hears(200);
        caller.hears(487);
        caller.acksFailure();
        SipRequest cancel = callee.hears(Method.CANCEL);
        callee.answers(cancel, 200, "");
        callee.answers(487);
        callee.hears(Method.ACK);
        CallRecord record = edge.record();
        assertThat(record.getStatus()).isEqualTo(487);
        assertThat(record.getEndReason()).isEqualTo("caller cancelled");
        assertThat(record.getLegs(1).getStatus()).isEqualTo(487);
        edge.nothingLeft();
    }

    @Test
    void a_200_that_crosses_the_cancel_is_acknowledged_and_ended() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        caller.hears(180);
        caller.cancels();
        caller.hears(487);
        callee.hears(Method.CANCEL);
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        callee.answers(callee.hears(Method.BYE), 200, "");
        assertThat(edge.record().getStatus()).isEqualTo(487);
        edge.nothingLeft();
    }

    @Test
    void rfc3261_16_7_the_first_to_answer_wins_and_the_others_are_told() {
        Phone mobile = edge.phone("102");
        edge.plan(ring(20, bob, mobile));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall desk = bob.rings();
        PhoneCall pocket = mobile.rings();
        assertThat(desk.callId()).isNotEqualTo(pocket.callId());
        desk.answers(180);
        pocket.answers(180);
        pocket.answers(200, ANSWER);
        pocket.hears(Method.ACK);
        SipRequest cancel = desk.hears(Method.CANCEL);
        assertThat(cancel.headers().reasons().getFirst().cause()).hasValue(200);
        desk.answers(cancel, 200, "");
        desk.answers(487);
        caller.hears(200);
        caller.acks();
        caller.hangsUp();
        pocket.answers(pocket.hears(Method.BYE), 200, "");
        assertThat(edge.record().getLegsList())
                .extracting(leg -> leg.getStatus())
                .containsExactly(200, 487, 200);
        edge.nothingLeft();
    }

    @Test
    void both_devices_answer_at_once_one_is_ended() {
        Phone mobile = edge.phone("102");
        edge.plan(ring(20, bob, mobile));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall desk = bob.rings();
        PhoneCall pocket = mobile.rings();
        desk.answers(200, ANSWER);
        pocket.answers(200, ANSWER);
        desk.hears(Method.ACK);
        pocket.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        Until.holds(
                "one of them hears BYE",
                () -> bob.hasHeard(message -> message.method().equals(Method.BYE))
                        ^ mobile.hasHeard(message -> message.method().equals(Method.BYE)));
        boolean deskLost = bob.hasHeard(message -> message.method().equals(Method.BYE));
        PhoneCall loser = deskLost ? desk : pocket;
        PhoneCall winner = deskLost ? pocket : desk;
        loser.answers(loser.hears(Method.BYE), 200, "");
        caller.hangsUp();
        winner.answers(winner.hears(Method.BYE), 200, "");
        edge.record();
        edge.nothingLeft();
    }

    @Test
    void rfc3665_3_9_busy() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(486);
        callee.hears(Method.ACK);
        caller.hears(486);
        caller.acksFailure();
        CallRecord record = edge.record();
        assertThat(record.getStatus()).isEqualTo(486);
        assertThat(record.getEndReason()).isEqualTo("busy");
        edge.nothingLeft();
    }

    @Test
    void busy_falls_through_to_the_next_step() {
        Phone carol = edge.phone("103");
        edge.plan(ring(20, bob), ring(20, carol));
        PhoneCall caller = alice.calls("102", OFFER);
        bob.rings().answers(486);
        PhoneCall second = carol.rings();
        second.answers(200, ANSWER);
        caller.hears(200);
        caller.acks();
        caller.hangsUp();
        second.answers(second.hears(Method.BYE), 200, "");
        assertThat(edge.record().getConnected()).isEqualTo("103");
        edge.nothingLeft();
    }

    @Test
    void no_answer_in_time_falls_through() {
        edge.plan(
                ring(1, bob),
                Step.newBuilder()
                        .setRefuse(Refused.newBuilder().setStatus(480).setReason("Gone home"))
                        .build());
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        SipRequest cancel = callee.hears(Method.CANCEL);
        callee.answers(cancel, 200, "");
        callee.answers(487);
        caller.hears(480);
        caller.acksFailure();
        edge.record();
        edge.nothingLeft();
    }

    @Test
    void a_declined_call_stops_ringing_elsewhere() {
        Phone mobile = edge.phone("102");
        edge.plan(ring(20, bob, mobile));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall desk = bob.rings();
        PhoneCall pocket = mobile.rings();
        desk.answers(180);
        pocket.answers(603);
        desk.answers(desk.hears(Method.CANCEL), 200, "");
        desk.answers(487);
        caller.hears(603);
        caller.acksFailure();
        edge.record();
        edge.nothingLeft();
    }

    @Test
    void a_challenge_of_the_callee_goes_no_further() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(callee.invite(), 401, "", RawHeader.of("WWW-Authenticate", "Digest realm=\"x\", nonce=\"y\""));
        SipResponse response = caller.hears(480);
        assertThat(response.headers().has(HeaderName.WWW_AUTHENTICATE)).isFalse();
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void a_target_whose_connection_is_gone_is_unreachable_at_once() {
        edge.plan(ring(20, bob));
        edge.loop.lose(bob.flow());
        PhoneCall caller = alice.calls("102", OFFER);
        caller.hears(480);
        caller.acksFailure();
        assertThat(edge.record().getLegs(1).getStatus()).isEqualTo(480);
        edge.nothingLeft();
    }

    @Test
    void the_caller_whose_connection_is_lost_leaves_nobody_ringing() {
        edge.plan(ring(20, bob));
        alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        edge.loop.lose(alice.flow());
        callee.answers(callee.hears(Method.CANCEL), 200, "");
        callee.answers(487);
        assertThat(edge.record().getEndReason()).isEqualTo("caller's connection was lost");
        edge.nothingLeft();
    }

    @Test
    void early_media_passes_through_media() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(183, "music of bob");
        assertThat(caller.hears(183).body().text()).isEqualTo("answer from music of bob");
        callee.answers(200, ANSWER);
        assertThat(caller.hears(200).body().text()).isEqualTo("answer from " + ANSWER);
        caller.acks();
        caller.hangsUp();
        callee.answers(callee.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void rfc3262_a_reliable_183_is_acknowledged_and_its_answer_counts() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        assertThat(callee.invite().headers().supported()).contains("100rel");
        callee.answers(callee.invite(), 183, "music of bob", OptionTags.require("100rel"), new RSeq(7));
        SipRequest prack = callee.hears(Method.PRACK);
        assertThat(prack.headers().find(RAck.class).orElseThrow().rseq()).isEqualTo(7);
        callee.answers(prack, 200, "");
        caller.hears(183);
        callee.answers(200); // the answer was in the 183
        assertThat(caller.hears(200).body().text()).isEqualTo("answer from music of bob");
        caller.acks();
        caller.hangsUp();
        callee.answers(callee.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void plain_rtp_is_refused_with_488_and_a_record() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", "m=audio 4000 RTP/AVP 0");
        caller.hears(488);
        caller.acksFailure();
        assertThat(edge.record().getEndReason()).contains("no SRTP");
        edge.nothingLeft();
    }

    @Test
    void where_no_phone_may_be_offered_anything_the_caller_hears_488() {
        edge.media.refuses = toward -> true;
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        caller.hears(488);
        caller.acksFailure();
        assertThat(bob.hasHeard(message -> true)).isFalse();
        edge.nothingLeft();
    }

    @Test
    void an_answer_that_media_refuses_ends_that_leg() {
        edge.plan(ring(20, bob));
        edge.media.onAnswer = request -> org.ringfort.contract.media.v1.AnswerReply.newBuilder()
                .setRefused(org.ringfort.contract.media.v1.Refused.newBuilder()
                        .setReason(org.ringfort.contract.media.v1.Refused.Reason.REASON_NOT_ACCEPTABLE))
                .build();
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(200, "m=audio 4000 RTP/AVP 0");
        callee.hears(Method.ACK);
        callee.answers(callee.hears(Method.BYE), 200, "");
        caller.hears(488);
        caller.acksFailure();
        edge.nothingLeft();
    }
}
