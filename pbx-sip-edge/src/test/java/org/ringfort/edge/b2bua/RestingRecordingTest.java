package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.edge.fake.FakeMedia;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.BodyParts;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.ContentType;

/**
 * A recording that somebody pauses, and what its server is told of it.
 *
 * @rfc 7866 7.1.1.1
 */
class RestingRecordingTest extends RecorderScene {
    private static final String INACTIVE = "inactive";
    private static final String SENDONLY = "sendonly";

    /** The server's next request is a re-INVITE that says this. */
    private static SipRequest told(PhoneCall session, String direction) {
        SipRequest invite = session.hears(Method.INVITE);
        ContentType type = invite.headers().contentType().orElseThrow();
        assertThat(BodyParts.first(ContentType.SDP, type, invite.body())
                        .orElseThrow()
                        .text())
                .isEqualTo(direction);
        assertThat(BodyParts.first(ContentType.of("application", "rs-metadata+xml"), type, invite.body())
                        .orElseThrow()
                        .text())
                .contains("sip:101@acme.example", "sip:102@acme.example");
        return invite;
    }

    private static void takes(PhoneCall session, String direction) {
        session.answers(told(session, direction), 200, "taken: " + direction);
        session.hears(Method.ACK);
    }

    private void over(Talk talk, PhoneCall session) {
        over(talk);
        session.answers(session.hears(Method.BYE), 200, "");
        nothingTold();
        edge.nothingLeft();
    }

    @Test
    void rfc7866_7_1_1_1_the_server_hears_of_a_pause_and_of_its_end() {
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        SipRequest pause = told(session, INACTIVE);
        assertThat(pause.headers()
                        .contact()
                        .orElseThrow()
                        .address()
                        .parameters()
                        .has("+sip.src"))
                .isTrue();
        session.answers(pause, 200, "taken: inactive");
        session.hears(Method.ACK);
        edge.media.recordingRests(false);
        takes(session, SENDONLY);
        Until.equal(List.of(TAKES, "taken: inactive", "taken: sendonly"), () -> edge.media.copyAnswers);
        over(talk, session);
    }

    /** Nothing comes all the same. */
    @Test
    void rfc3261_14_1_a_server_that_refuses_a_pause_goes_on_as_it_was() {
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        session.answers(told(session, INACTIVE), 488, "");
        session.hears(Method.ACK);
        edge.media.recordingRests(false);
        takes(session, SENDONLY);
        over(talk, session);
    }

    @Test
    void where_the_server_does_not_go_on_the_call_does_and_its_tenant_hears_of_it() {
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        takes(session, INACTIVE);
        edge.media.recordingRests(false);
        session.answers(told(session, SENDONLY), 488, "");
        session.hears(Method.ACK);
        session.answers(session.hears(Method.BYE), 200, "");
        told();
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void where_media_does_not_take_how_the_server_goes_on_it_is_told_of() {
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        takes(session, INACTIVE);
        edge.media.onConnectCopy = request ->
                Done.newBuilder().setRefused(Refused.getDefaultInstance()).build();
        edge.media.recordingRests(false);
        takes(session, SENDONLY);
        session.answers(session.hears(Method.BYE), 200, "");
        told();
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void rfc3261_14_1_a_server_that_has_something_else_under_way_is_told_again() {
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        session.answers(told(session, INACTIVE), 491, "");
        session.hears(Method.ACK);
        takes(session, INACTIVE);
        over(talk, session);
    }

    @Test
    void what_changes_while_a_slow_server_thinks_is_told_when_it_has_answered() {
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        SipRequest slow = told(session, INACTIVE);
        edge.media.recordingRests(false);
        edge.media.recordingRests(true);
        edge.media.recordingRests(false);
        session.answers(slow, 200, "taken: inactive");
        session.hears(Method.ACK);
        takes(session, SENDONLY);
        over(talk, session);
    }

    /** Of what has changed again while media is asked the server is told next, and in no other's place. */
    @Test
    void quick_changes_cost_a_server_that_refuses_pauses_nothing() {
        var asked = new CountDownLatch(1);
        var changed = new CountDownLatch(1);
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        refuses(session);
        edge.media.onOfferCopy = request -> {
            asked.countDown();
            awaits(changed);
            return FakeMedia.directed(request);
        };
        edge.media.recordingRests(false);
        awaits(asked);
        edge.media.recordingRests(true);
        changed.countDown();
        takes(session, SENDONLY);
        refuses(session);
        edge.media.recordingRests(false);
        takes(session, SENDONLY);
        over(talk, session);
    }

    private static void refuses(PhoneCall session) {
        session.answers(told(session, INACTIVE), 488, "");
        session.hears(Method.ACK);
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Test
    void a_call_that_is_over_waits_for_no_answer_to_a_pause() {
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        SipRequest slow = told(session, INACTIVE);
        over(talk);
        SipRequest bye = session.hears(Method.BYE);
        session.answers(slow, 200, "taken: inactive");
        session.hears(Method.ACK);
        session.answers(bye, 200, "");
        nothingTold();
        edge.nothingLeft();
    }

    /** It says that it is at it, and nothing more: the call goes on, and its tenant knows that what follows is not there. */
    @Test
    void a_server_that_never_says_whether_it_goes_on_is_hung_up_on_and_told_of() {
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        takes(session, INACTIVE);
        edge.media.recordingRests(false);
        SipRequest slow = told(session, SENDONLY);
        session.answers(slow, 100, "");
        SipRequest bye = session.hears(Method.BYE);
        told();
        session.answers(slow, 487, "");
        session.hears(Method.ACK);
        session.answers(bye, 200, "");
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void a_server_that_has_forgotten_the_session_is_told_of() {
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.media.recordingRests(true);
        session.answers(told(session, INACTIVE), 481, "");
        session.hears(Method.ACK);
        told();
        over(talk);
        session.answers(session.hears(Method.BYE), 481, "");
        edge.nothingLeft();
    }
}
