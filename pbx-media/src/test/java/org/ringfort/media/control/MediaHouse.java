package org.ringfort.media.control;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ringfort.contract.media.v1.Answer;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.AnswerRequest;
import org.ringfort.contract.media.v1.Answers;
import org.ringfort.contract.media.v1.FromEdge;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.Hello;
import org.ringfort.contract.media.v1.MediaPlaneGrpc;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.contract.media.v1.Question;
import org.ringfort.contract.media.v1.Questions;
import org.ringfort.contract.media.v1.SessionReport;
import org.ringfort.contract.media.v1.SessionRequest;
import org.ringfort.contract.media.v1.TerminateRequest;
import org.ringfort.contract.media.v1.Toward;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;
import org.ringfort.media.port.PortPool;
import org.ringfort.media.port.SharedPorts;
import org.ringfort.media.recorder.RecordingShelf;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.media.relay.RelayLoops;
import org.ringfort.media.session.MediaAddress;
import org.ringfort.media.session.Sessions;
import org.ringfort.media.srtp.SrtpProfile;

/** A whole media process but for main, on loopback, and an edge's client of it. */
final class MediaHouse implements AutoCloseable {
    static final String EDGE = "edge-1";
    static final String INCARNATION = "life-1";
    /** What a phone says that sends keys as events. */
    static final String EVENTS = "a=rtpmap:101 telephone-event/8000";
    /** As by default. */
    static final Duration GATHER = Duration.ofNanos(500_000);

    /** However slow the machine is, no test loses its call because its edge does not listen. */
    private static final Duration PATIENT = Duration.ofMinutes(10);

    final PortPool ports;
    final RelayLoops loops;
    /** The first of them, where most tests are. */
    final RelayLoop loop;

    final RecordingShelf shelf;
    final Sessions sessions;
    final MediaPlaneGrpc.MediaPlaneBlockingStub client;
    final MediaPlaneGrpc.MediaPlaneStub streaming;
    final BlockingQueue<FromMedia> events = new LinkedBlockingQueue<>();
    /** What is told of how things are, whenever they have changed. */
    final BlockingQueue<FromMedia> news = new LinkedBlockingQueue<>();

    private final Server server;
    private final ManagedChannel channel;
    private final Handshakes handshakes;
    private String tenant = "";

    MediaHouse(int firstPort, int lastPort, Duration quarantine, Path recordings) throws IOException {
        this(firstPort, lastPort, quarantine, recordings, System::nanoTime, false);
    }

    /** A house whose time is in a test's hand, and which waits for edges no longer than it ought to. */
    MediaHouse(int firstPort, int lastPort, Duration quarantine, Path recordings, LongSupplier nanoTime)
            throws IOException {
        this(firstPort, lastPort, 0, quarantine, recordings, nanoTime, 1, false, Sessions.ABANDONED_AFTER);
    }

    /** @param reserve pairs that calls for help alone may have */
    MediaHouse(int firstPort, int lastPort, int reserve, Path recordings) throws IOException {
        this(firstPort, lastPort, reserve, Duration.ofMillis(1), recordings, System::nanoTime, 1, false, PATIENT);
    }

    /** @param loops how many; where they share ports, each the next two of the first */
    MediaHouse(int firstPort, int lastPort, Path recordings, int loops, boolean shares) throws IOException {
        this(firstPort, lastPort, 0, Duration.ZERO, recordings, System::nanoTime, loops, shares, PATIENT);
    }

    /** @param shares whether the first two ports are those that all legs with keys share */
    MediaHouse(int firstPort, int lastPort, Duration quarantine, Path recordings, LongSupplier nanoTime, boolean shares)
            throws IOException {
        this(firstPort, lastPort, 0, quarantine, recordings, nanoTime, 1, shares, PATIENT);
    }

    private MediaHouse(
            int firstPort,
            int lastPort,
            int reserve,
            Duration quarantine,
            Path recordings,
            LongSupplier nanoTime,
            int count,
            boolean shares,
            Duration abandonedAfter)
            throws IOException {
        var random = new SecureRandom();
        InetAddress here = InetAddress.getLoopbackAddress();
        int first = shares ? firstPort + 2 * count : firstPort;
        ports = new PortPool(here, first, lastPort, reserve, quarantine, nanoTime, random);
        handshakes = new Handshakes(OwnCertificate.create(random));
        loops = new RelayLoops("relay-test", count, nanoTime, random, handshakes, GATHER);
        loop = loops.all().getFirst();
        for (int number = 0; shares && number < count; number++) {
            loops.all().get(number).share(SharedPorts.open(here, firstPort + 2 * number));
        }
        shelf = RecordingShelf.open(recordings);
        sessions = new Sessions(
                loops,
                ports,
                new MediaAddress(InetAddress.getLoopbackAddress()),
                shelf,
                random,
                abandonedAfter,
                nanoTime,
                Clock.systemUTC());
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .directExecutor()
                .addService(new MediaPlaneService(sessions, shelf, "media-1"))
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
        client = MediaPlaneGrpc.newBlockingStub(channel);
        streaming = MediaPlaneGrpc.newStub(channel);
    }

    /** Attaches the edge; its events go to {@link #events}. */
    StreamObserver<FromEdge> attach() {
        return attach(INCARNATION, new CountDownLatch(1));
    }

    /**
     * @param over counted down when media has ended the stream
     */
    StreamObserver<FromEdge> attach(String incarnation, CountDownLatch over) {
        StreamObserver<FromEdge> out = streaming.attach(new StreamObserver<>() {
            @Override
            public void onNext(FromMedia message) {
                boolean now = message.getEventCase() == FromMedia.EventCase.LEGS_SCORED
                        || message.getEventCase() == FromMedia.EventCase.CONFERENCE_SEEN;
                (now ? news : events).add(message);
            }

            @Override
            public void onError(Throwable broken) {}

            @Override
            public void onCompleted() {
                over.countDown();
            }
        });
        out.onNext(FromEdge.newBuilder()
                .setHello(Hello.newBuilder().setEdgeId(EDGE).setIncarnation(incarnation))
                .build());
        return out;
    }

    /** The next event of one kind. */
    FromMedia next(FromMedia.EventCase kind) throws InterruptedException {
        for (FromMedia event = events.poll(20, TimeUnit.SECONDS);
                event != null;
                event = events.poll(20, TimeUnit.SECONDS)) {
            if (event.getEventCase() == kind) {
                return event;
            }
        }
        throw new AssertionError("no " + kind);
    }

    OfferReply offer(String session, String leg, byte[] sdp, MediaPolicy policy, Toward... toward) {
        return offerFrom("", session, leg, sdp, policy, toward);
    }

    /**
     * @param signallingHost where the leg's signalling comes from
     */
    OfferReply offerFrom(
            String signallingHost, String session, String leg, byte[] sdp, MediaPolicy policy, Toward... toward) {
        return offer(offered(session, leg, sdp, policy, toward).setSignallingHost(signallingHost));
    }

    /** An emergency service is called. */
    OfferReply offerForHelp(String session, String leg, byte[] sdp, MediaPolicy policy, Toward... toward) {
        return offer(offered(session, leg, sdp, policy, toward).setForHelp(true));
    }

    private OfferReply offer(OfferRequest.Builder request) {
        return ask(Question.newBuilder().setOffer(request)).getOffer();
    }

    /** Whose calls are offered from now on. */
    void tenant(String now) {
        tenant = now;
    }

    private OfferRequest.Builder offered(String session, String leg, byte[] sdp, MediaPolicy policy, Toward... toward) {
        return OfferRequest.newBuilder()
                .setSessionId(session)
                .setEdgeId(EDGE)
                .setIncarnation(INCARNATION)
                .setTenantId(tenant)
                .setLegId(leg)
                .setSdp(ByteString.copyFrom(sdp))
                .setPolicy(policy)
                .setSignallingSecured(true)
                .addAllToward(List.of(toward));
    }

    static Toward toward(String leg, MediaPolicy policy) {
        return Toward.newBuilder()
                .setLegId(leg)
                .setPolicy(policy)
                .setSignallingSecured(true)
                .build();
    }

    AnswerReply answer(String session, String leg, String towardLeg, byte[] sdp) {
        return answerFrom("", session, leg, towardLeg, sdp);
    }

    AnswerReply answerFrom(String signallingHost, String session, String leg, String towardLeg, byte[] sdp) {
        return ask(Question.newBuilder()
                        .setAnswer(AnswerRequest.newBuilder()
                                .setSignallingHost(signallingHost)
                                .setSessionId(session)
                                .setLegId(leg)
                                .setTowardLegId(towardLeg)
                                .setSdp(ByteString.copyFrom(sdp))))
                .getAnswer();
    }

    SessionReport close(String session) {
        return ask(Question.newBuilder().setClose(session(session))).getClosed();
    }

    /** Asks, each on a stream of its own, and waits for the answer. */
    Answer ask(Question.Builder question) {
        var answered = new CompletableFuture<Answer>();
        StreamObserver<Questions> out = streaming.ask(new StreamObserver<>() {
            @Override
            public void onNext(Answers message) {
                answered.complete(message.getAnswers(0));
            }

            @Override
            public void onError(Throwable broken) {
                answered.completeExceptionally(broken);
            }

            @Override
            public void onCompleted() {}
        });
        out.onNext(Questions.newBuilder().addQuestions(question).build());
        Answer answer = answered.orTimeout(20, TimeUnit.SECONDS).join();
        out.onCompleted();
        return answer;
    }

    AnswerReply terminate(String session, String leg) {
        return client.terminate(TerminateRequest.newBuilder()
                .setSessionId(session)
                .setLegId(leg)
                .build());
    }

    SessionRequest session(String session) {
        return SessionRequest.newBuilder().setSessionId(session).build();
    }

    /** One leg calls another, both with one suite; both have learned what media told them. */
    void call(String session, ScriptedPhone from, String[] fromSays, ScriptedPhone to, String[] toSays) {
        SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
        MediaPolicy any = MediaPolicy.newBuilder()
                .addProfiles(org.ringfort.contract.policy.v1.SrtpProfile.SRTP_PROFILE_AES_CM_128_HMAC_SHA1_80)
                .build();
        byte[] offered = offer(
                        session,
                        "a",
                        from.describe("RTP/SAVP", formats(fromSays), List.of(profile), 1, fromSays),
                        any,
                        toward("b", any))
                .getOffered()
                .getLegs(0)
                .getSdp()
                .toByteArray();
        to.learn(offered, 1);
        byte[] answered = answer(
                        session, "b", "a", to.describe("RTP/SAVP", formats(toSays), List.of(profile), 1, toSays))
                .getSdp()
                .toByteArray();
        from.learn(answered, 1);
    }

    /** Whoever comes talks with the leg {@code a}, instead of {@code b}. */
    void transfer(String session, ScriptedPhone comes, String[] says) {
        SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
        MediaPolicy any = MediaPolicy.newBuilder()
                .addProfiles(org.ringfort.contract.policy.v1.SrtpProfile.SRTP_PROFILE_AES_CM_128_HMAC_SHA1_80)
                .build();
        byte[] offered = offer(session, "a", new byte[0], any, toward("c", any))
                .getOffered()
                .getLegs(0)
                .getSdp()
                .toByteArray();
        comes.learn(offered, 1);
        answer(session, "c", "a", comes.describe("RTP/SAVP", formats(says), List.of(profile), 1, says));
    }

    private static String formats(String[] says) {
        return List.of(says).contains(EVENTS) ? "0 101" : "0";
    }

    @Override
    public void close() throws IOException {
        channel.shutdownNow();
        server.shutdownNow();
        sessions.close();
        loops.close();
        handshakes.close();
    }
}
