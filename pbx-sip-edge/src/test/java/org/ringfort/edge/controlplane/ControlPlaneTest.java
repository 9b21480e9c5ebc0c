package org.ringfort.edge.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.DropFlows;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.LeadConference;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.PauseRecording;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.sound.v1.ConferenceAct;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.edge.fake.FakeApp;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.peer.Attachment;
import org.ringfort.edge.peer.Backoff;

class ControlPlaneTest {
    private final FakeApp app = FakeApp.started();
    private final Heard heard = new Heard();
    private final List<LiveCall> live = new CopyOnWriteArrayList<>();
    private final ControlPlane controlPlane = plane(Duration.ofMillis(300), Attachment.Limits.DEFAULT);

    private ControlPlane plane(Duration question, Attachment.Limits limits) {
        return new ControlPlane(
                app.channel(),
                new ControlPlane.Settings("edge-1", "now", question, Duration.ofSeconds(5), limits),
                () -> List.copyOf(live),
                heard,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), new Random(1)));
    }

    @AfterEach
    void end() {
        controlPlane.close();
        app.close();
    }

    @Test
    void an_app_that_hangs_is_unavailable_at_the_deadline() {
        app.hangs = true;
        var answered = new CompletableFuture<Asked<BindReply>>();
        controlPlane.bind(BindRequest.getDefaultInstance(), answered::complete);
        assertThat(answered).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(Asked.Unavailable.class);
        long before = System.nanoTime();
        assertThat(controlPlane.route(RouteRequest.getDefaultInstance())).isInstanceOf(Asked.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void a_dead_app_is_unavailable_at_once_and_found_again_when_it_is_back() {
        controlPlane.start();
        Until.holds("attached", controlPlane::attached);
        app.die();
        Until.holds("detached", () -> heard.words.contains("detached"));
        assertThat(controlPlane.route(RouteRequest.getDefaultInstance())).isInstanceOf(Asked.Unavailable.class);
        app.start();
        Until.holds("attached again", controlPlane::attached);
        Until.holds(
                "questions work again",
                () -> controlPlane.route(RouteRequest.getDefaultInstance()) instanceof Asked.Answered);
    }

    @Test
    void every_attachment_begins_with_hello_and_the_calls_that_are_up() {
        live.add(LiveCall.newBuilder().setCallId("a").build());
        controlPlane.start();
        Until.holds("attached", controlPlane::attached);
        Until.holds("greeted", () -> app.heard(FromEdge.EventCase.LIVE_CALLS).size() == 1);
        live.add(LiveCall.newBuilder().setCallId("b").build());
        app.events.clear();
        app.breakStream();
        Until.holds(
                "two greetings", () -> app.heard(FromEdge.EventCase.LIVE_CALLS).size() == 1);
        assertThat(app.events.getFirst().getHello().getEdgeId()).isEqualTo("edge-1");
        assertThat(app.events.getFirst().getHello().getIncarnation()).isEqualTo("now");
        assertThat(app.heard(FromEdge.EventCase.LIVE_CALLS)
                        .getFirst()
                        .getLiveCalls()
                        .getCallsList())
                .extracting(LiveCall::getCallId)
                .containsExactly("a", "b");
    }

    @Test
    void closed_flows_are_said_again_to_an_app_that_was_away() {
        controlPlane.flowClosed("tls-1");
        controlPlane.start();
        Until.holds("attached", controlPlane::attached);
        controlPlane.flowClosed("tls-2");
        Until.equal(List.of("tls-1", "tls-2"), this::flowsHeard);
        app.events.clear();
        app.breakStream();
        Until.equal(List.of("tls-1", "tls-2"), this::flowsHeard);
    }

    @Test
    void a_flood_of_refusals_reaches_the_app_as_one_and_a_number_also_after_it_was_away() {
        Source stranger = Source.newBuilder()
                .setAddress("198.51.100.9")
                .setTransport(Transport.TRANSPORT_TLS)
                .build();
        for (int i = 0; i < 1000; i++) {
            controlPlane.reports().report("sip.malformed", stranger, "reason\r\nforged line");
        }
        controlPlane.start();
        Until.holds("told", () -> !app.heard(FromEdge.EventCase.SECURITY_EVENT).isEmpty());

        SecurityEvent told =
                app.heard(FromEdge.EventCase.SECURITY_EVENT).getFirst().getSecurityEvent();
        assertThat(app.heard(FromEdge.EventCase.SECURITY_EVENT)).hasSize(1);
        assertThat(told.getName()).isEqualTo("sip.malformed");
        assertThat(told.getCount()).isEqualTo(1000);
        assertThat(told.getSource()).isEqualTo(stranger);
        assertThat(told.getDetail()).isEqualTo("reasonforged line");
        assertThat(controlPlane.reports().dropped()).isZero();
    }

    private List<String> flowsHeard() {
        return app.heard(FromEdge.EventCase.FLOWS_CLOSED).stream()
                .flatMap(event -> event.getFlowsClosed().getFlowsList().stream())
                .toList();
    }

    @Test
    void what_the_app_says_is_handed_on_in_order() {
        controlPlane.start();
        Until.holds("attached", controlPlane::attached);
        app.say(ToEdge.newBuilder().setVerb(Verb.newBuilder().setVerbId(1)).build());
        app.say(ToEdge.newBuilder()
                .setHangUp(HangUp.newBuilder().setCallId("x"))
                .build());
        app.say(ToEdge.newBuilder()
                .setPauseRecording(PauseRecording.newBuilder().setCallId("x").setPaused(true))
                .build());
        app.say(ToEdge.newBuilder()
                .setLeadConference(LeadConference.newBuilder()
                        .setCallId("x")
                        .setLegId("y")
                        .setAct(ConferenceAct.CONFERENCE_ACT_LOCK))
                .build());
        app.say(ToEdge.newBuilder()
                .setMailboxChanged(MailboxChanged.newBuilder().setExtension("104"))
                .build());
        app.say(ToEdge.newBuilder()
                .setDropFlows(DropFlows.newBuilder().addFlows("f"))
                .build());
        Until.equal(
                List.of(
                        "attached",
                        "verb 1",
                        "hangUp x",
                        "pauseRecording x true",
                        "lead x y CONFERENCE_ACT_LOCK",
                        "mailbox 104",
                        "drop [f]"),
                () -> heard.words);
    }

    @Test
    void without_a_welcome_there_is_no_attachment_and_the_stream_is_tried_again() {
        app.welcomes = false;
        try (var impatient = plane(
                Duration.ofSeconds(1),
                new Attachment.Limits(10, Duration.ofMillis(50), Duration.ofMillis(10), Duration.ofMillis(20)))) {
            impatient.start();
            Until.holds(
                    "several hellos", () -> app.heard(FromEdge.EventCase.HELLO).size() >= 3);
            assertThat(impatient.attached()).isFalse();
            assertThat(heard.words).isEmpty();
        }
    }

    @Test
    void an_overflowing_queue_ends_the_stream_instead_of_leaving_a_hole() {
        try (var narrow = plane(
                Duration.ofSeconds(1),
                new Attachment.Limits(0, Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofMillis(20)))) {
            narrow.start();
            Until.holds("attached", narrow::attached);
            assertThat(narrow.tell(FromEdge.getDefaultInstance())).isFalse();
            assertThat(narrow.stream().overflows()).isEqualTo(1);
            Until.holds(
                    "attached anew", () -> app.heard(FromEdge.EventCase.HELLO).size() >= 2 && narrow.attached());
        }
    }

    @Test
    void a_recording_of_many_parts_arrives_whole() {
        List<ByteString> parts = IntStream.range(0, 200)
                .mapToObj(part -> ByteString.copyFrom(new byte[65_536]))
                .toList();
        var facts = RecordingFacts.newBuilder().setRecordingId("r").build();
        assertThat(controlPlane.deliver(facts, parts.iterator()))
                .isEqualTo(new Asked.Answered<>(
                        DeliverReply.newBuilder().setStored(true).build()));
        assertThat(app.recordings).containsOnlyKeys("r");
        assertThat(app.recordings.get("r"))
                .extracting(stored -> stored.octets().size())
                .isEqualTo(200 * 65_536);
    }

    @Test
    void a_delivery_to_a_dead_app_is_unavailable() {
        app.die();
        assertThat(controlPlane.deliver(
                        RecordingFacts.getDefaultInstance(),
                        Collections.nCopies(3, ByteString.EMPTY).iterator()))
                .isInstanceOf(Asked.Unavailable.class);
    }
}
