package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.LiveRecording;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.media.v1.CopiedLeg;
import org.ringfort.contract.media.v1.CopyCallRequest;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.BodyParts;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.SessionExpires.Refresher;

/**
 * Recorded calls whose tenant has a recording server: the recording session, and that it never disturbs the call.
 *
 * @rfc 7866 6.1.1
 * @rfc 7866 7.1
 * @rfc 7866 9.1
 */
class RecordingSessionTest extends RecorderScene {
    @Test
    void rfc7866_6_1_1_the_invite_says_what_it_is_and_of_whom() {
        Talk talk = recorded();
        PhoneCall session = takes();
        SipRequest invite = session.invite();
        assertThat(invite.requestUri().toString()).isEqualTo("sip:recorder@203.0.113.20:5061;transport=tls");
        assertThat(invite.headers().require()).contains("siprec");
        assertThat(invite.headers().sessionExpires().orElseThrow().refresher()).contains(Refresher.UAC);
        assertThat(invite.headers()
                        .contact()
                        .orElseThrow()
                        .address()
                        .parameters()
                        .has("+sip.src"))
                .isTrue();
        ContentType type = invite.headers().contentType().orElseThrow();
        assertThat(type.is(ContentType.of("multipart", "mixed"))).isTrue();
        assertThat(BodyParts.first(ContentType.SDP, type, invite.body())
                        .orElseThrow()
                        .text())
                .isEqualTo("offer of the recording");
        assertThat(invite.body().text())
                .contains("Content-Type: application/rs-metadata+xml\r\nContent-Disposition: recording-session\r\n");
        String metadata = BodyParts.first(ContentType.of("application", "rs-metadata+xml"), type, invite.body())
                .orElseThrow()
                .text();
        assertThat(metadata)
                .contains("sip:101@acme.example", "<name>Alice</name>", "sip:102@acme.example")
                .contains("<label>1</label>", "<label>2</label>");

        CopyCallRequest asked = edge.media.copies.getFirst();
        assertThat(asked.getCallSessionId()).isEqualTo(lastLive().getCallId());
        assertThat(asked.getLegsList().stream().map(CopiedLeg::getCopiedLegId))
                .containsExactlyElementsOf(edge.media.callRecords.getFirst().getLegIdsList());
        assertThat(asked.getSignallingSecured()).isTrue();
        over(talk);
        session.answers(session.hears(Method.BYE), 200, "");
        nothingTold();
        edge.nothingLeft();
    }

    @Test
    void without_a_server_nobody_is_asked() {
        Talk talk = recorded(Plan.newBuilder().setRecording(ORDER));
        Until.equal(1, edge.media.callRecords::size);
        over(talk);
        edge.nothingLeft();
        assertThat(edge.media.copies).isEmpty();
    }

    @Test
    void rfc3263_4_3_the_next_server_of_the_name_is_asked_where_the_first_has_no_room() {
        Phone second = edge.gateway(SECOND);
        Carrier.twoServers(edge.dns, SERVER, SECOND);
        Talk talk = recorded(sentTo(Carrier.gateway(Carrier.NAME).setPort(0)));
        PhoneCall full = server.rings();
        full.answers(503);
        full.hears(Method.ACK);
        PhoneCall session = second.rings();
        session.answers(200, TAKES);
        session.hears(Method.ACK);
        over(talk);
        session.answers(session.hears(Method.BYE), 200, "");
        nothingTold();
        edge.nothingLeft();
    }

    @Test
    void rfc3261_14_2_what_the_server_wants_changed_is_refused_and_the_session_goes_on() {
        Talk talk = recorded();
        PhoneCall session = takes();
        session.invite("hold of the server");
        session.hears(488);
        session.acksFailure();
        session.offers(Method.UPDATE, "another of the server");
        session.hears(488);
        session.asks(Method.OPTIONS);
        session.hears(200);
        session.informs(ContentType.of("application", "anything"), "and more");
        session.hears(405);
        over(talk);
        session.answers(session.hears(Method.BYE), 200, "");
        nothingTold();
        edge.nothingLeft();
    }

    @Test
    void a_call_that_is_over_before_the_server_answers_takes_its_session_back() {
        Talk talk = recorded();
        PhoneCall session = server.rings();
        session.answers(180);
        over(talk);
        session.answers(session.hears(Method.CANCEL), 200, "");
        session.answers(200, TAKES); // it crossed
        session.hears(Method.ACK);
        session.answers(session.hears(Method.BYE), 200, "");
        nothingTold();
        edge.nothingLeft();
        assertThat(edge.media.copyAnswers).isEmpty();
    }

    @Test
    void another_server_that_answers_the_same_invite_is_hung_up_on() {
        Talk talk = recorded();
        PhoneCall session = takes();
        SipResponse another = SipResponse.to(session.invite(), Status.OK, "another")
                .with(Contact.of(session.invite().requestUri()))
                .with(ContentType.SDP)
                .withBody(Body.ofText(TAKES));
        session.answers(session.invite(), another);
        SipRequest bye = session.hears(Method.BYE);
        assertThat(bye.headers().to().tag()).contains("another");
        session.answers(bye, SipResponse.to(bye, Status.OK, "another"));
        over(talk);
        session.answers(session.hears(Method.BYE), 200, "");
        nothingTold();
        edge.nothingLeft();
    }

    @Test
    void the_live_call_is_recorded_as_long_as_the_server_takes_it_where_nothing_is_kept_here() {
        Talk talk = recorded(
                sentTo(Carrier.gateway(SERVER)).setRecording(ORDER.toBuilder().setElsewhere(true)));
        PhoneCall session = server.rings();
        assertThat(lastLive().getRecording()).isEqualTo(LiveRecording.LIVE_RECORDING_UNSPECIFIED);
        session.answers(200, TAKES);
        session.hears(Method.ACK);
        Until.equal(LiveRecording.LIVE_RECORDING_RUNS, () -> lastLive().getRecording());
        edge.media.recordingRests(true);
        Until.equal(LiveRecording.LIVE_RECORDING_RESTS, () -> lastLive().getRecording());
        session.answers(session.hears(Method.INVITE), 200, "taken: inactive");
        session.hears(Method.ACK);
        session.hangsUp();
        session.hears(200);
        Until.equal(LiveRecording.LIVE_RECORDING_UNSPECIFIED, () -> lastLive().getRecording());
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void the_live_call_is_recorded_where_it_is_kept_here_though_the_server_hangs_up() {
        Talk talk = recorded();
        PhoneCall session = takes();
        session.hangsUp();
        session.hears(200);
        told();
        assertThat(lastLive().getRecording()).isEqualTo(LiveRecording.LIVE_RECORDING_RUNS);
        over(talk);
        edge.nothingLeft();
    }

    /** A full disk, say: nothing is kept here, and all goes to the server nevertheless. */
    @Test
    void what_cannot_be_kept_here_still_goes_to_the_server() {
        edge.media.onRecordCall = request -> request.getOrder().getElsewhere()
                ? Done.newBuilder().setDone(true).build()
                : Done.newBuilder().setRefused(Refused.getDefaultInstance()).build();
        Talk talk = recorded();
        PhoneCall session = takes();
        assertThat(edge.conversations.calls().missedRecordings()).isEqualTo(1);
        over(talk);
        session.answers(session.hears(Method.BYE), 200, "");
        nothingTold();
        edge.nothingLeft();
    }
}
