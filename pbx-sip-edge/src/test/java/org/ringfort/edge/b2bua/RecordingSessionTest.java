package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RecordingServer;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.CopiedLeg;
import org.ringfort.contract.media.v1.CopyCallRequest;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.sound.v1.RecordingOrder;
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

/**
 * Recorded calls whose tenant has a recording server: the recording session, and that it never disturbs the call.
 *
 * @rfc 7866 6.1.1
 * @rfc 7866 7.1
 * @rfc 7866 9.1
 */
class RecordingSessionTest extends CallScene {
    private static final RecordingOrder ORDER =
            RecordingOrder.newBuilder().setRecordingId("recording").build();
    private static final String SERVER = "203.0.113.20";
    private static final String SECOND = "203.0.113.21";
    private static final String TAKES = "v=0 of the server";

    private final Phone server = edge.gateway(SERVER);

    private static Plan.Builder sentTo(Gateway.Builder gateway) {
        return Plan.newBuilder()
                .setRecording(ORDER)
                .setRecordingServer(
                        RecordingServer.newBuilder().setUser("recorder").setGateway(gateway));
    }

    /** Alice and Bob talk, and are recorded. */
    private Talk recorded(Plan.Builder plan) {
        edge.plan(plan, ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        return new Talk(caller, callee);
    }

    private Talk recorded() {
        return recorded(sentTo(Carrier.gateway(SERVER)));
    }

    private PhoneCall takes() {
        PhoneCall session = server.rings();
        session.answers(200, TAKES);
        session.hears(Method.ACK);
        Until.equal(List.of(TAKES), () -> edge.media.copyAnswers);
        return session;
    }

    /** Both are there still, and one hangs up. */
    private void over(Talk talk) {
        Until.holds("they talk", () -> lastLive().getConnected().equals("102"));
        talk.callee().hangsUp();
        talk.callee().hears(200);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
    }

    private SecurityEvent told() {
        Until.holds(
                "the tenant is told",
                () -> edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).stream()
                        .anyMatch(event -> event.getSecurityEvent().getName().equals("recording.not_sent")));
        assertThat(edge.conversations.calls().recordingsNotSent()).isEqualTo(1);
        return edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).getLast().getSecurityEvent();
    }

    private void nothingTold() {
        assertThat(edge.conversations.calls().recordingsNotSent()).isZero();
    }

    @Test
    void rfc7866_6_1_1_the_invite_says_what_it_is_and_of_whom() {
        Talk talk = recorded();
        PhoneCall session = takes();
        SipRequest invite = session.invite();
        assertThat(invite.requestUri().toString()).isEqualTo("sip:recorder@203.0.113.20:5061;transport=tls");
        assertThat(invite.headers().require()).contains("siprec");
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
    void rfc7866_7_1_where_the_server_refuses_the_call_goes_on_and_its_tenant_hears_of_it() {
        for (int status : new int[] {302, 420, 486, 500, 603}) {
            long before = edge.conversations.calls().recordingsNotSent();
            Talk talk = recorded();
            PhoneCall session = server.rings();
            session.answers(status);
            session.hears(Method.ACK);
            Until.equal(before + 1, edge.conversations.calls()::recordingsNotSent);
            over(talk);
            edge.nothingLeft();
        }
        assertThat(edge.media.copyAnswers).isEmpty();
        SecurityEvent told =
                edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).getLast().getSecurityEvent();
        assertThat(told.getTenantId()).isEqualTo("tenant-1");
        assertThat(told.getDetail()).isNotEmpty();
    }

    @Test
    void a_server_that_never_answers_is_left_and_its_session_taken_back() {
        Talk talk = recorded();
        PhoneCall session = server.rings();
        session.answers(100);
        session.answers(180);
        session.answers(session.hears(Method.CANCEL), 200, "");
        session.answers(487);
        told();
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void a_server_that_is_not_there_is_told_of() {
        edge.blackHole("203.0.113.29");
        Talk talk = recorded(sentTo(Carrier.gateway("203.0.113.29")));
        told();
        over(talk);
        edge.nothingLeft();
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
    void a_server_that_hangs_up_ends_the_recording_and_not_the_call() {
        Talk talk = recorded();
        PhoneCall session = takes();
        session.hangsUp();
        session.hears(200);
        told();
        Until.equal(1, edge.media.sessions::size);
        over(talk);
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
    void where_media_does_not_take_the_answer_the_session_ends() {
        edge.media.onConnectCopy = request ->
                Done.newBuilder().setRefused(Refused.getDefaultInstance()).build();
        Talk talk = recorded();
        PhoneCall session = takes();
        session.answers(session.hears(Method.BYE), 200, "");
        told();
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void where_media_has_no_port_nobody_is_called() {
        edge.media.onCopy = request -> AnswerReply.newBuilder()
                .setRefused(Refused.getDefaultInstance())
                .build();
        Talk talk = recorded();
        told();
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void no_server_is_reached_without_tls() {
        Talk talk = recorded(sentTo(
                Carrier.gateway(SERVER).setTransport(Transport.TRANSPORT_TCP).setTlsName("")));
        told();
        assertThat(edge.media.copies).isEmpty();
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void no_server_is_called_at_an_address_of_our_own() {
        for (String address : List.of("127.0.0.1", "169.254.169.254", "10.0.0.1")) {
            long before = edge.conversations.calls().recordingsNotSent();
            Talk talk = recorded(sentTo(Carrier.gateway(address)));
            Until.equal(before + 1, edge.conversations.calls()::recordingsNotSent);
            over(talk);
            edge.nothingLeft();
        }
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

    @Test
    void a_transfer_ends_the_recording_session_and_begins_none() {
        Phone carol = edge.phone("103");
        Talk talk = recorded();
        PhoneCall session = takes();
        edge.sentOn("103", ring(20, carol));
        talk.caller().refers("sip:103@acme.example");
        talk.caller().hears(202);
        PhoneCall comes = carol.rings();
        comes.answers(200, "answer of carol");
        comes.hears(Method.ACK);
        session.answers(session.hears(Method.BYE), 200, "");
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        Until.holds("they talk", () -> lastLive().getConnected().equals("103"));
        comes.hangsUp();
        comes.hears(200);
        talk.callee().answers(talk.callee().hears(Method.BYE), 200, "");
        nothingTold();
        edge.nothingLeft();
        assertThat(edge.media.copies).hasSize(1);
    }
}
