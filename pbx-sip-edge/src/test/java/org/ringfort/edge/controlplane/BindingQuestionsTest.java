package org.ringfort.edge.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.ChallengeLicence;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.Credentials;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.edge.fake.FakeApp;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.peer.Attachment;
import org.ringfort.edge.peer.Backoff;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.Limits;
import org.ringfort.protocol.sip.codec.SipDecoder;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.Nonces;
import org.ringfort.protocol.sip.header.Authenticate;

/** REGISTERs on their way to the app, and challenges that need not go there. */
class BindingQuestionsTest {
    private final FakeApp app = FakeApp.started();
    private final Heard heard = new Heard();
    /** Patient, since a cold machine has yet to compile what it runs. */
    private final ControlPlane controlPlane = new ControlPlane(
            app.channel(),
            new ControlPlane.Settings(
                    "edge-1", "now", Duration.ofSeconds(30), Duration.ofSeconds(5), Attachment.Limits.DEFAULT),
            List::of,
            heard,
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), new Random(1)));

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
    void who_waits_hears_at_once_that_the_app_died_and_the_next_question_finds_it_again() {
        app.hangs = true;
        var waiting = new CompletableFuture<Asked<BindReply>>();
        controlPlane.bind(BindRequest.newBuilder().setUser("101").build(), waiting::complete);
        Until.holds("asked", () -> !app.binds.isEmpty());
        app.die();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(Asked.Unavailable.class);
        app.hangs = false;
        app.start();
        Until.holds("questions work again", () -> {
            var again = new CompletableFuture<Asked<BindReply>>();
            controlPlane.bind(BindRequest.newBuilder().setUser("102").build(), again::complete);
            return again.join() instanceof Asked.Answered;
        });
    }

    @Test
    void questions_that_come_together_travel_together_and_each_has_its_own_answer() {
        app.onBind = asked -> BindReply.newBuilder()
                .setBound(Bound.newBuilder().setExtension(asked.getUser()))
                .build();
        List<CompletableFuture<Asked<BindReply>>> answers = IntStream.range(0, 2_000)
                .mapToObj(i -> {
                    var answered = new CompletableFuture<Asked<BindReply>>();
                    controlPlane.bind(BindRequest.newBuilder().setUser("u" + i).build(), answered::complete);
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
    }

    private static final Flow PHONE = new Flow(
            "tcp-1",
            TransportKind.TCP,
            "tcp",
            new InetSocketAddress("192.0.2.1", 5060),
            new InetSocketAddress("192.0.2.9", 5060),
            Host.ofAddress("192.0.2.1"),
            5060,
            Optional.empty());

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
        assertThat(challenged("acme.example", "Desk 1")).as("the app is asked").isEmpty();
        List<Challenge.Digest> ours = challenged("acme.example", "Desk 1");
        List<Challenge.Digest> next = challenged("acme.example", "Desk 1");
        assertThat(app.binds).hasSize(1);
        assertThat(controlPlane.ownChallenges()).isEqualTo(2);
        assertThat(ours)
                .extracting(Challenge.Digest::algorithm)
                .containsExactly(
                        org.ringfort.protocol.sip.digest.DigestAlgorithm.SHA_256,
                        org.ringfort.protocol.sip.digest.DigestAlgorithm.MD5);
        assertThat(nonces.judge(ours.get(1).nonce(), "acme.example")).isInstanceOf(Nonces.Judged.Fresh.class);
        assertThat(next.getFirst().nonce()).isNotEqualTo(ours.getFirst().nonce());

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

    @Test
    void rfc3261_8_2_7_a_datagram_that_is_repeated_is_challenged_with_the_same_words() {
        app.onBind = asked -> BindReply.newBuilder()
                .setChallenged(Challenged.newBuilder()
                        .addChallenges(challenge(DigestAlgorithm.DIGEST_ALGORITHM_MD5))
                        .setLicence(ChallengeLicence.newBuilder()
                                .setNonceKey(ByteString.copyFrom(new byte[32]))
                                .setNowMs(System.currentTimeMillis())
                                .setValidSeconds(60)))
                .build();
        controlPlane.start();
        Until.holds("attached", controlPlane::attached);
        Flow phone = datagramsOf(5060);
        assertThat(nonce("z9hG4bK1", phone)).as("the app is asked").isEmpty();
        bound(BindRequest.newBuilder()
                .setDomain("acme.example")
                .setRequester(RequestFacts.requester(register("Desk 1"), phone))
                .build());

        Optional<String> first = nonce("z9hG4bK1", phone);
        assertThat(first).isPresent();
        assertThat(nonce("z9hG4bK1", phone)).isEqualTo(first);
        assertThat(nonce("z9hG4bK2", phone)).as("another request").isPresent().isNotEqualTo(first);
        assertThat(nonce("z9hG4bK1", datagramsOf(5061)))
                .as("another phone")
                .isPresent()
                .isNotEqualTo(first);
    }

    private Optional<String> nonce(String branch, Flow phone) {
        return controlPlane.challenges("acme.example", register("Desk 1", branch), phone).stream()
                .map(header -> ((Challenge.Digest) ((Authenticate) header).challenge()).nonce())
                .findFirst();
    }

    private static Flow datagramsOf(int port) {
        return new Flow(
                "udp-" + port,
                TransportKind.UDP,
                "udp",
                new InetSocketAddress("192.0.2.1", 5060),
                new InetSocketAddress("192.0.2.9", port),
                Host.ofAddress("192.0.2.1"),
                5060,
                Optional.empty());
    }

    private static Challenged.Challenge challenge(DigestAlgorithm algorithm) {
        return Challenged.Challenge.newBuilder()
                .setAlgorithm(algorithm)
                .setRealm("acme.example")
                .setNonce("the app's own")
                .build();
    }

    /** As the edge does: the app is asked where it is not known how to challenge. */
    private List<Challenge.Digest> challenged(String domain, String userAgent) {
        List<Challenge.Digest> ours = controlPlane.challenges(domain, register(userAgent), PHONE).stream()
                .map(header -> (Challenge.Digest) ((Authenticate) header).challenge())
                .toList();
        if (ours.isEmpty()) {
            bound(BindRequest.newBuilder()
                    .setDomain(domain)
                    .setRequester(RequestFacts.requester(register(userAgent), PHONE))
                    .build());
        }
        return ours;
    }

    private static SipRequest register(String userAgent) {
        return register(userAgent, "z9hG4bK1");
    }

    private static SipRequest register(String userAgent, String branch) {
        String text = "REGISTER sip:acme.example SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.9;branch=" + branch
                + "\r\nMax-Forwards: 70\r\n"
                + "From: <sip:101@acme.example>;tag=1\r\nTo: <sip:101@acme.example>\r\nCall-ID: 1\r\nCSeq: 1 REGISTER\r\n"
                + "User-Agent: " + userAgent + "\r\nContent-Length: 0\r\n\r\n";
        Decoded decoded = new SipDecoder(Limits.DEFAULT).datagram(text.getBytes(StandardCharsets.US_ASCII));
        return (SipRequest) ((Decoded.Message) decoded).message();
    }

    private BindReply bound(BindRequest request) {
        var answered = new CompletableFuture<Asked<BindReply>>();
        controlPlane.bind(request, answered::complete);
        return ((Asked.Answered<BindReply>) answered.join()).reply();
    }
}
