package org.ringfort.edge.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.BanChange;
import org.ringfort.contract.control.v1.BanList;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.ChallengeLicence;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.Credentials;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.DropFlows;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.TraceWanted;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.edge.fake.FakeApp;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.peer.Attachment;
import org.ringfort.edge.peer.Backoff;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Nonces;

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
    void a_question_is_answered() {
        app.onBind = asked -> BindReply.newBuilder()
                .setBound(Bound.newBuilder().setExtension(asked.getUser()))
                .build();
        var answered = new CompletableFuture<Asked<BindReply>>();
        controlPlane.bind(BindRequest.newBuilder().setUser("101").build(), answered::complete);
        assertThat(answered)
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(new Asked.Answered<>(BindReply.newBuilder()
                        .setBound(Bound.newBuilder().setExtension("101"))
                        .build()));
    }

    @Test
    void an_app_that_hangs_is_unavailable_at_the_deadline() {
        app.hangs = true;
        var answered = new CompletableFuture<Asked<BindReply>>();
        controlPlane.bind(BindRequest.getDefaultInstance(), answered::complete);
        assertThat(answered).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(Asked.Unavailable.class);
        long before = System.nanoTime();
        assertThat(controlPlane.route(RouteRequest.getDefaultInstance())).isInstanceOf(Asked.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void who_waits_hears_at_once_that_the_app_died_and_the_next_question_finds_it_again() {
        app.hangs = true;
        var patient = plane(Duration.ofMinutes(1), Attachment.Limits.DEFAULT);
        var waiting = new CompletableFuture<Asked<BindReply>>();
        patient.bind(BindRequest.newBuilder().setUser("101").build(), waiting::complete);
        Until.holds("asked", () -> !app.binds.isEmpty());
        app.die();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(Asked.Unavailable.class);
        app.hangs = false;
        app.start();
        Until.holds("questions work again", () -> {
            var again = new CompletableFuture<Asked<BindReply>>();
            patient.bind(BindRequest.newBuilder().setUser("102").build(), again::complete);
            return again.join() instanceof Asked.Answered;
        });
        patient.close();
    }

    @Test
    void questions_that_come_together_travel_together_and_each_has_its_own_answer() {
        app.onBind = asked -> BindReply.newBuilder()
                .setBound(Bound.newBuilder().setExtension(asked.getUser()))
                .build();
        // The first of so many wait for the last, and for classes that a cold machine has yet to compile.
        ControlPlane patient = plane(Duration.ofSeconds(30), Attachment.Limits.DEFAULT);
        List<CompletableFuture<Asked<BindReply>>> answers = IntStream.range(0, 2_000)
                .mapToObj(i -> {
                    var answered = new CompletableFuture<Asked<BindReply>>();
                    patient.bind(BindRequest.newBuilder().setUser("u" + i).build(), answered::complete);
                    return answered;
                })
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isEqualTo(new Asked.Answered<>(BindReply.newBuilder()
                            .setBound(Bound.newBuilder().setExtension("u" + i))
                            .build()));
        }
        assertThat(app.bindMessages.get()).isLessThan(1_000);
        patient.close();
    }

    @Test
    void like_is_challenged_like_without_asking_while_the_app_is_there() {
        byte[] key = new byte[32];
        key[5] = 7;
        var nonces = new Nonces(Secret.of(key), Duration.ofMinutes(5), Clock.systemUTC(), new Random(3));
        app.onBind = asked -> BindReply.newBuilder()
                .setChallenged(Challenged.newBuilder()
                        .addChallenges(challenge(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256))
                        .addChallenges(challenge(DigestAlgorithm.DIGEST_ALGORITHM_MD5))
                        .setLicence(ChallengeLicence.newBuilder()
                                .setNonceKey(ByteString.copyFrom(key))
                                .setNowMs(System.currentTimeMillis())
                                .setValidSeconds(60)))
                .build();
        controlPlane.start();
        Until.holds("attached", controlPlane::attached);
        challenged("acme.example", "Desk 1");
        Challenged ours = challenged("acme.example", "Desk 1");
        Challenged next = challenged("acme.example", "Desk 1");
        assertThat(app.binds).hasSize(1);
        assertThat(controlPlane.ownChallenges()).isEqualTo(2);
        assertThat(ours.getChallengesList())
                .extracting(Challenged.Challenge::getAlgorithm)
                .containsExactly(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256, DigestAlgorithm.DIGEST_ALGORITHM_MD5);
        assertThat(nonces.judge(ours.getChallenges(1).getNonce(), "acme.example"))
                .isInstanceOf(Nonces.Judged.Fresh.class);
        assertThat(next.getChallenges(0).getNonce())
                .isNotEqualTo(ours.getChallenges(0).getNonce());
        assertThat(ours.hasLicence()).isFalse();

        challenged("acme.example", "Desk 2");
        challenged("other.example", "Desk 1");
        assertThat(app.binds).as("another phone, another domain").hasSize(3);
        bound(BindRequest.newBuilder()
                .setDomain("acme.example")
                .setRequester(
                        Requester.newBuilder().setUserAgent("Desk 1").addCredentials(Credentials.getDefaultInstance()))
                .build());
        assertThat(app.binds).as("credentials are for the app").hasSize(4);

        app.breakStream();
        Until.holds("attached anew", () -> controlPlane.attached() && heard.words.contains("detached"));
        challenged("acme.example", "Desk 1");
        assertThat(app.binds).as("perhaps another app").hasSize(5);
    }

    private static Challenged.Challenge challenge(DigestAlgorithm algorithm) {
        return Challenged.Challenge.newBuilder()
                .setAlgorithm(algorithm)
                .setRealm("acme.example")
                .setNonce("the app's own")
                .build();
    }

    private Challenged challenged(String domain, String userAgent) {
        return bound(BindRequest.newBuilder()
                        .setDomain(domain)
                        .setRequester(Requester.newBuilder().setUserAgent(userAgent))
                        .build())
                .getChallenged();
    }

    private BindReply bound(BindRequest request) {
        var answered = new CompletableFuture<Asked<BindReply>>();
        controlPlane.bind(request, answered::complete);
        return ((Asked.Answered<BindReply>) answered.join()).reply();
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
                .setMailboxChanged(MailboxChanged.newBuilder().setExtension("104"))
                .build());
        app.say(ToEdge.newBuilder()
                .setDropFlows(DropFlows.newBuilder().addFlows("f"))
                .build());
        Until.equal(List.of("attached", "verb 1", "hangUp x", "mailbox 104", "drop [f]"), () -> heard.words);
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

    /** Keeps what it hears as words. */
    private static final class Heard implements FromApp {
        final List<String> words = new CopyOnWriteArrayList<>();

        @Override
        public void attached() {
            words.add("attached");
        }

        @Override
        public void detached() {
            words.add("detached");
        }

        @Override
        public void verb(Verb verb) {
            words.add("verb " + verb.getVerbId());
        }

        @Override
        public void hangUp(HangUp order) {
            words.add("hangUp " + order.getCallId());
        }

        @Override
        public void mailboxChanged(MailboxChanged change) {
            words.add("mailbox " + change.getExtension());
        }

        @Override
        public void recordStored(String callId) {
            words.add("stored " + callId);
        }

        @Override
        public void traceWanted(TraceWanted wish) {
            words.add("trace " + wish.getCallId());
        }

        @Override
        public void dropFlows(DropFlows order) {
            words.add("drop " + order.getFlowsList());
        }

        @Override
        public void bans(BanList list) {
            words.add("bans " + list.getBansCount());
        }

        @Override
        public void bans(BanChange change) {
            words.add("lifted " + change.getLiftedList());
        }

        @Override
        public void watch(org.ringfort.contract.control.v1.GatewayWatch order) {}

        @Override
        public void emergencyNumbers(List<String> numbers) {}
    }
}
