package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.b2bua.RecordingSession.NotSent;
import org.ringfort.edge.dialog.DialogId;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.dialog.DialogState;
import org.ringfort.edge.dialog.SessionTimer;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.topology.RecordingInvitation;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;

/**
 * How often a recording server is told, and how long its answer is waited for, by a clock of ours.
 *
 * @rfc 3261 14.1
 */
class RecordingRestTest {
    private static final long WHENEVER = Long.MAX_VALUE;
    /** Of who began the dialog, by dice that fall on their least. */
    private static final Duration GLARE = Duration.ofMillis(2_100);

    private final Server server = new Server();
    private long now = -5;
    private final RecordingRest rest = new RecordingRest(server, server, () -> now, () -> 0L);

    /** The server has something else under way, over and over. */
    private void refuses(boolean rests, int times) throws NotSent {
        for (int count = 0; count < times; count++) {
            int asked = server.told.size();
            rest.tell(rests);
            assertThat(server.told).hasSize(asked + 1);
            rest.answered(server.answers(Status.REQUEST_PENDING));
            if (count < 4) {
                assertThat(rest.tell(rests)).isEqualTo(now + GLARE.toNanos());
            }
            assertThat(server.told).as("not at once").hasSize(asked + 1);
            now += GLARE.toNanos();
        }
    }

    @Test
    void rfc3261_14_1_a_server_that_never_has_time_for_a_pause_is_told_of_it_five_times() throws NotSent {
        refuses(true, 5);
        assertThat(rest.tell(true)).as("that is that").isEqualTo(WHENEVER);
        assertThat(server.told).containsOnly(true).hasSize(5);
        refuses(false, 4);
        rest.tell(false);
        rest.answered(server.answers(Status.OK));
        assertThat(rest.tell(false)).isEqualTo(WHENEVER);
    }

    @Test
    void rfc3261_14_1_one_that_never_has_time_to_go_on_gets_nothing_more() throws NotSent {
        rest.tell(true);
        rest.answered(server.answers(Status.OK));
        refuses(false, 4);
        rest.tell(false);
        assertThatThrownBy(() -> rest.answered(server.answers(Status.REQUEST_PENDING)))
                .isInstanceOf(NotSent.class)
                .hasMessage("the recording server has no time");
    }

    @Test
    void one_that_nobody_reaches_in_time_gets_nothing_more_and_one_that_is_busy_is_told_again() throws NotSent {
        rest.tell(true);
        rest.failed(SipEvent.Failure.GLARE);
        now += GLARE.toNanos();
        rest.tell(true);
        assertThat(server.told).containsExactly(true, true);
        assertThatThrownBy(() -> rest.failed(SipEvent.Failure.TIMEOUT)).isInstanceOf(NotSent.class);
    }

    @Test
    void what_it_says_before_its_answer_gives_it_no_more_time() throws NotSent {
        long deadline = now + RecordingSession.ANSWERING.toNanos();
        assertThat(rest.tell(true)).isEqualTo(deadline);
        now = deadline - 1;
        rest.answered(server.answers(Status.SESSION_PROGRESS));
        assertThat(rest.tell(false)).as("one at a time").isEqualTo(deadline);
        assertThat(server.told).containsExactly(true);
        now = deadline;
        assertThatThrownBy(() -> rest.tell(true)).isInstanceOf(NotSent.class);
    }

    /** Our side of it, and what was said. */
    private static final class Server implements Dialog, RecordingRest.Streams {
        private static final SipUri URI = SipUri.of(new Host("recorder.example"));

        final List<Boolean> told = new ArrayList<>();

        SipResponse answers(Status status) {
            return new SipResponse(status, "", request().headers(), Body.EMPTY);
        }

        private SipRequest request() {
            return DialogRules.request(
                    state(), Method.INVITE, 1, RecordingInvitation.source(URI), Headers.EMPTY, Body.EMPTY);
        }

        @Override
        public RecordingRest.Offer offer(boolean rests) {
            told.add(rests);
            return new RecordingRest.Offer(ContentType.SDP, Body.EMPTY);
        }

        @Override
        public boolean take(SipResponse answer) {
            return true;
        }

        @Override
        public DialogState state() {
            return new DialogState(
                    new DialogId("call", "ours", "theirs"),
                    DialogState.Phase.CONFIRMED,
                    true,
                    NameAddress.of(URI).withTag("ours"),
                    NameAddress.of(URI).withTag("theirs"),
                    URI,
                    List.of(),
                    1,
                    OptionalLong.empty(),
                    "flow",
                    SessionTimer.NONE);
        }

        @Override
        public Flow flow() {
            var here = new InetSocketAddress("192.0.2.1", 5061);
            return new Flow(
                    "flow", TransportKind.TLS, "tls", here, here, new Host("192.0.2.1"), 5061, Optional.empty());
        }

        @Override
        public ClientTransaction request(Method method, Headers headers, Body body) {
            return new Sent(request());
        }

        @Override
        public boolean allowsUpdate() {
            return false;
        }

        @Override
        public void ack(Headers headers, Body body) {}

        @Override
        public void close() {}

        @Override
        public Optional<Body> remoteSession() {
            return Optional.empty();
        }
    }

    private record Sent(SipRequest request) implements ClientTransaction {
        @Override
        public boolean progressed() {
            return true;
        }

        @Override
        public void cancel(Header... headers) {}

        @Override
        public void abandon(Header... headers) {}
    }
}
