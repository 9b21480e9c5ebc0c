package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.HungUpBy;
import org.ringfort.contract.control.v1.LegRole;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.AnswerRequest;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;

/** Whole calls through the real loop: set up, said to the app, ended; nothing of one leg in the other. */
class CallTest extends CallScene {
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
            assertThat(leg.getMeasures().getMosLowest()).isEqualTo(412);
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
    void info_and_options_within_the_call() {
        Talk talk = talk();
        talk.caller().informs(ContentType.of("application", "dtmf-relay"), "Signal=5");
        SipRequest info = talk.callee().hears(Method.INFO);
        assertThat(info.body().text()).isEqualTo("Signal=5\r\n");
        talk.callee().answers(info, 200, "");
        talk.caller().hears(200);
        talk.caller().informs(ContentType.of("text", "plain"), "secret");
        talk.caller().hears(415);
        talk.callee().asks(Method.OPTIONS);
        talk.callee().hears(200);
        talk.callee().asks(Method.NOTIFY);
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

    @Test
    void media_is_told_where_the_signalling_of_each_leg_comes_from() {
        List<AnswerRequest> answers = new CopyOnWriteArrayList<>();
        Function<AnswerRequest, AnswerReply> media = edge.media.onAnswer;
        edge.media.onAnswer = request -> {
            answers.add(request);
            return media.apply(request);
        };
        talk();
        assertThat(edge.media.offers.getFirst().getSignallingHost())
                .isEqualTo(alice.flow().remoteAddress());
        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.getSignallingHost())
                        .isEqualTo(bob.flow().remoteAddress()));
    }
}
