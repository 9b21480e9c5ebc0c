package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.HungUpBy;
import org.ringfort.contract.control.v1.LegRole;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LegQuiet;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.codec.SipEncoder;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.RAck;
import org.ringfort.protocol.sip.header.RSeq;
import org.ringfort.protocol.sip.header.RawHeader;

/** Whole calls through the real loop; named for the section they prove where there is one. */
class CallTest {
    private static final String OFFER = "offer of alice";
    private static final String ANSWER = "answer of bob";

    private final EdgeBench edge = new EdgeBench();
    private final Phone alice = edge.phone("101");
    private final Phone bob = edge.phone("102");

    @AfterEach
    void end() {
        edge.close();
    }

    private record Talk(PhoneCall caller, PhoneCall callee) {}

    private Talk talk() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        caller.hears(180);
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        return new Talk(caller, callee);
    }

    private static String wire(SipMessage message) {
        return new String(new SipEncoder().encode(message), StandardCharsets.UTF_8);
    }

    @Test
    void rfc3665_3_1_answered_and_ended_by_the_callee() {
        Talk talk = talk();
        talk.callee().hangsUp();
        talk.callee().hears(200);
        SipRequest bye = talk.caller().hears(Method.BYE);
        talk.caller().answers(bye, 200, "");
        CallRecord record = edge.record();
        assertThat(record.getStatus()).isEqualTo(200);
        assertThat(record.getHungUpBy()).isEqualTo(HungUpBy.HUNG_UP_BY_CALLEE);
        assertThat(record.getConnected()).isEqualTo("102");
        assertThat(record.getTenantId()).isEqualTo("tenant-1");
        assertThat(record.getWhy()).isEqualTo("extension 102");
        assertThat(record.getRungAtMs()).isBetween(record.getStartedAtMs(), record.getAnsweredAtMs());
        assertThat(record.getEndedAtMs()).isGreaterThanOrEqualTo(record.getAnsweredAtMs());
        assertThat(record.getLegsList())
                .extracting(leg -> leg.getRole())
                .containsExactly(LegRole.LEG_ROLE_CALLER, LegRole.LEG_ROLE_CALLEE);
        record.getLegsList().forEach(leg -> {
            assertThat(leg.getStatus()).isEqualTo(200);
            assertThat(leg.getSecurity().getTransport()).isEqualTo(Transport.TRANSPORT_TLS);
            assertThat(leg.getSecurity().getTlsVersion()).isEqualTo("TLSv1.3");
            assertThat(leg.getSecurity().getKeying()).isEqualTo(Keying.KEYING_SDES);
            assertThat(leg.getPacketsAuthenticated()).isEqualTo(50);
        });
        assertThat(record.getLegs(1).getDeviceId()).isEqualTo("device-102");
        edge.nothingLeft();
    }

    @Test
    void ended_by_the_caller() {
        Talk talk = talk();
        talk.caller().hangsUp();
        talk.caller().hears(200);
        SipRequest bye = talk.callee().hears(Method.BYE);
        talk.callee().answers(bye, 200, "");
        assertThat(edge.record().getHungUpBy()).isEqualTo(HungUpBy.HUNG_UP_BY_CALLER);
        edge.nothingLeft();
    }

    @Test
    void both_hang_up_at_once() {
        Talk talk = talk();
        talk.caller().hangsUp();
        talk.callee().hangsUp();
        talk.caller().hears(200);
        talk.callee().hears(200);
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        edge.record();
        edge.nothingLeft();
    }

    @Test
    void nothing_of_the_calling_leg_is_in_the_called_one_nor_the_other_way() {
        Talk talk = talk();
        String invite = wire(talk.callee().invite());
        assertThat(invite)
                .doesNotContain(talk.caller().callId())
                .doesNotContain("phone-101")
                .doesNotContain("101.phone.example")
                .doesNotContain("10.0.0.99")
                .doesNotContain("198.51.100.7:40000")
                .doesNotContain("Testphone")
                .contains("\"Alice\" <sip:101@acme.example>")
                .contains("offer from " + OFFER);
        assertThat(talk.callee().invite().headers().vias()).hasSize(1);
        assertThat(talk.callee().invite().headers().maxForwards()).hasValue(69);
        talk.callee().hangsUp();
        String bye = wire(talk.caller().hears(Method.BYE));
        assertThat(bye)
                .doesNotContain(talk.callee().callId())
                .doesNotContain("tag-of-102")
                .doesNotContain("Testphone");
    }

    @Test
    void answers_to_the_caller_hold_nothing_of_the_callee() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(callee.invite(), 180, "", RawHeader.of("Warning", "399 10.0.0.99 \"bob's own\""));
        callee.answers(callee.invite(), 200, ANSWER);
        for (int status : new int[] {180, 200}) {
            SipResponse response = caller.hears(status);
            assertThat(wire(response))
                    .doesNotContain(callee.callId())
                    .doesNotContain("tag-of-102")
                    .doesNotContain("Testphone")
                    .doesNotContain("Warning");
            assertThat(response.headers().contact().orElseThrow().uri().toString())
                    .contains("192.0.2.1");
        }
    }

    @Test
    void rfc3665_3_1_challenged_with_every_challenge_in_order() {
        edge.app.onRoute = asked -> RouteReply.newBuilder()
                .setChallenged(Challenged.newBuilder()
                        .addChallenges(Challenged.Challenge.newBuilder()
                                .setAlgorithm(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                                .setRealm("acme.example")
                                .setNonce("n1"))
                        .addChallenges(Challenged.Challenge.newBuilder()
                                .setAlgorithm(DigestAlgorithm.DIGEST_ALGORITHM_MD5)
                                .setRealm("acme.example")
                                .setNonce("n2")))
                .build();
        PhoneCall caller = alice.calls("102", OFFER);
        SipResponse response = caller.hears(401);
        caller.acksFailure();
        assertThat(response.headers().all(HeaderName.WWW_AUTHENTICATE))
                .extracting(header -> header.value().text().contains("SHA-256"))
                .containsExactly(true, false);
        edge.nothingLeft();
        assertThat(edge.app.records).isEmpty();
    }

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

    @Test
    void an_invite_without_offer_is_refused() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", "");
        caller.hears(488);
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void an_app_that_is_away_gives_503_at_once_and_a_time_to_come_back() {
        edge.app.die();
        PhoneCall caller = alice.calls("102", OFFER);
        assertThat(caller.hears(503).headers().retryAfter()).isPresent();
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void media_that_is_away_gives_503_at_once() {
        edge.plan(ring(20, bob));
        edge.media.die();
        PhoneCall caller = alice.calls("102", OFFER);
        assertThat(caller.hears(503).headers().retryAfter()).isPresent();
        caller.acksFailure();
        Until.equal(0, edge.conversations.calls()::up);
    }

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

    private LiveCall lastLive() {
        return edge.app.heard(FromEdge.EventCase.LIVE_CALL).getLast().getLiveCall();
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

    @Test
    void info_and_options_within_the_call() {
        Talk talk = talk();
        talk.caller().informs(ContentType.of("application", "dtmf-relay"), "Signal=5");
        SipRequest info = talk.callee().hears(Method.INFO);
        assertThat(info.body().text()).isEqualTo("Signal=5");
        talk.callee().answers(info, 200, "");
        talk.caller().hears(200);
        talk.caller().informs(ContentType.of("text", "plain"), "secret");
        talk.caller().hears(415);
        talk.callee().asks(Method.OPTIONS);
        talk.callee().hears(200);
        talk.callee().asks(Method.REFER);
        talk.callee().hears(405);
        talk.caller().hangsUp();
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void the_plans_time_limit_ends_the_call_on_both_sides() {
        edge.plan(Plan.newBuilder().setMaxDurationSeconds(1), ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(200, ANSWER);
        caller.hears(200);
        caller.acks();
        caller.answers(caller.hears(Method.BYE), 200, "");
        callee.answers(callee.hears(Method.BYE), 200, "");
        assertThat(edge.record().getEndReason()).isEqualTo("time limit");
        edge.nothingLeft();
    }

    @Test
    void an_administrator_hangs_up() {
        Talk talk = talk();
        edge.app.say(ToEdge.newBuilder()
                .setHangUp(HangUp.newBuilder().setCallId(lastLive().getCallId()).setWhy("ended in the console"))
                .build());
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        assertThat(edge.record().getHungUpBy()).isEqualTo(HungUpBy.HUNG_UP_BY_ADMINISTRATOR);
        assertThat(edge.record().getEndReason()).isEqualTo("ended in the console");
        edge.nothingLeft();
    }

    @Test
    void media_that_came_back_without_its_sessions_ends_the_calls() {
        Talk talk = talk();
        edge.media.die();
        edge.media.incarnation = "media-2";
        edge.media.sessions.clear();
        edge.media.start();
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        assertThat(edge.record().getEndReason()).isEqualTo("media lost");
        edge.nothingLeft();
    }

    @Test
    void a_leg_that_sends_no_media_ends_the_call_unless_it_is_on_hold() {
        Talk talk = talk();
        var caller = edge.media.offers.getFirst();
        quiet(caller.getSessionId(), caller.getLegId(), 40);
        talk.caller().asks(Method.OPTIONS); // still up
        talk.caller().hears(200);
        quiet(caller.getSessionId(), caller.getLegId(), 60);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        assertThat(edge.record().getEndReason()).isEqualTo("no media from the caller");
        edge.nothingLeft();
    }

    private void quiet(String session, String leg, int seconds) {
        edge.media.say(FromMedia.newBuilder()
                .setLegQuiet(LegQuiet.newBuilder()
                        .setSessionId(session)
                        .setLegId(leg)
                        .setSeconds(seconds))
                .build());
    }

    @Test
    void a_running_call_survives_the_apps_absence_and_its_record_arrives_once() {
        Talk talk = talk();
        edge.app.die();
        talk.caller().hangsUp();
        talk.caller().hears(200);
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        Until.equal(0, edge.conversations.calls()::threads);
        edge.app.start();
        assertThat(edge.record().getStatus()).isEqualTo(200);
        edge.nothingLeft();
    }

    @Test
    void live_calls_are_told_from_the_first_ring_to_the_end() {
        Talk talk = talk();
        talk.caller().hangsUp();
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        Until.holds("ended", () -> lastLive().getState() == CallState.CALL_STATE_ENDED);
        var states = edge.app.heard(FromEdge.EventCase.LIVE_CALL).stream()
                .map(event -> event.getLiveCall().getState())
                .distinct()
                .toList();
        assertThat(states)
                .containsExactly(
                        CallState.CALL_STATE_RINGING, CallState.CALL_STATE_ANSWERED, CallState.CALL_STATE_ENDED);
    }
}
