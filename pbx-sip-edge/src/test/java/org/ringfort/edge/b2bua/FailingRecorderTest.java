package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;

/**
 * Recording servers that are not there, refuse, go, or say too much: the call goes on, and its tenant is told once.
 *
 * @rfc 7866 7.1
 */
class FailingRecorderTest extends RecorderScene {
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

    /** Nor is the next asked: a call is young for so long. */
    @Test
    void a_server_that_never_answers_is_left_and_its_session_taken_back() {
        Phone second = edge.gateway(SECOND);
        Carrier.twoServers(edge.dns, SERVER, SECOND);
        Talk talk = recorded(sentTo(Carrier.gateway(Carrier.NAME).setPort(0)));
        PhoneCall session = server.rings();
        session.answers(100);
        session.answers(180);
        session.answers(session.hears(Method.CANCEL), 200, "");
        session.answers(487);
        told();
        over(talk);
        edge.nothingLeft();
        assertThat(second.hasHeard(message -> true)).isFalse();
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
    void where_media_does_not_take_the_answer_the_session_ends() {
        edge.media.onConnectCopy = request ->
                Done.newBuilder().setRefused(Refused.getDefaultInstance()).build();
        Talk talk = recorded();
        PhoneCall session = takes();
        SipRequest bye = session.hears(Method.BYE);
        told();
        session.invite("crossed with it");
        session.hears(481);
        session.acksFailure();
        session.answers(bye, 200, "");
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
        assertThat(server.hasHeard(message -> true)).isFalse();
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
        assertThat(edge.media.copies).isEmpty();
    }

    @Test
    void a_server_whose_connection_is_lost_is_told_of() {
        Talk talk = recorded();
        takes();
        edge.loop.lose(server.flow());
        told();
        Until.equal(1, edge.media.sessions::size);
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void where_media_begins_a_copy_and_says_nothing_it_is_closed() {
        edge.media.onCopy = request -> {
            edge.media.sessions.put(request.getSessionId(), Set.of("recording-1"));
            throw new IllegalStateException("the answer is lost");
        };
        Talk talk = recorded();
        told();
        Until.equal(1, edge.media.sessions::size);
        over(talk);
        edge.nothingLeft();
        assertThat(server.hasHeard(message -> true)).isFalse();
    }

    @Test
    void a_server_that_says_more_than_is_read_is_answered_and_hung_up_on() {
        var said = new CountDownLatch(1);
        edge.media.onConnectCopy = request -> {
            await(said);
            return Done.newBuilder().setDone(true).build();
        };
        Talk talk = recorded();
        PhoneCall session = takes();
        for (int count = 0; count < 70; count++) {
            session.asks(Method.OPTIONS);
        }
        session.hears(500);
        said.countDown();
        SipRequest bye = session.hears(Method.BYE);
        told();
        session.hears(481);
        session.answers(bye, 200, "");
        over(talk);
        edge.nothingLeft();
    }

    @Test
    void of_a_call_that_is_over_before_nothing_is_told() {
        var asked = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        edge.media.onCopy = request -> {
            asked.countDown();
            await(gone);
            return AnswerReply.newBuilder()
                    .setRefused(Refused.getDefaultInstance())
                    .build();
        };
        Talk talk = recorded();
        await(asked);
        over(talk);
        Until.equal(0, edge.conversations.calls()::up);
        assertThat(edge.conversations.calls().recordingSessionsUp()).isEqualTo(1);
        gone.countDown();
        edge.nothingLeft();
        nothingTold();
    }

    @Test
    void on_demand_a_server_that_refuses_is_in_the_log_alone_and_one_that_hangs_up_is_told_of() {
        Plan.Builder onDemand =
                sentTo(Carrier.gateway(SERVER)).setRecording(ORDER.toBuilder().setOnDemand(true));
        Talk talk = recorded(onDemand.clone());
        PhoneCall refused = server.rings();
        refused.answers(486);
        refused.hears(Method.ACK);
        Until.equal(1L, edge.conversations.calls()::recordingsNotSent);
        over(talk);
        edge.nothingLeft();
        talk = recorded(onDemand.clone());
        PhoneCall session = takes();
        session.hangsUp();
        session.hears(200);
        Until.equal(2L, edge.conversations.calls()::recordingsNotSent);
        over(talk);
        edge.nothingLeft();
        Until.equal(1, () -> edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).size());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
