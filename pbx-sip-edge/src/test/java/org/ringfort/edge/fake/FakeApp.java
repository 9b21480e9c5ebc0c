package org.ringfort.edge.fake;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.Answer;
import org.ringfort.contract.control.v1.Answers;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.ControlPlaneGrpc;
import org.ringfort.contract.control.v1.Credentials;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.DeliverRequest;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HelpReply;
import org.ringfort.contract.control.v1.HelpRequest;
import org.ringfort.contract.control.v1.Question;
import org.ringfort.contract.control.v1.Questions;
import org.ringfort.contract.control.v1.RecordStored;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.contract.control.v1.TalkingReply;
import org.ringfort.contract.control.v1.TalkingRequest;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.TuneReply;
import org.ringfort.contract.control.v1.TuneRequest;
import org.ringfort.contract.control.v1.Welcome;
import org.ringfort.contract.sound.v1.RecordingFacts;

/** The app as a script: answers as told, keeps what it heard. */
public final class FakeApp extends ControlPlaneGrpc.ControlPlaneImplBase implements AutoCloseable {
    /** What was stored of a recording. */
    public record Stored(RecordingFacts facts, ByteString octets) {}

    public final List<BindRequest> binds = new CopyOnWriteArrayList<>();
    /** In how many messages they came. */
    public final AtomicInteger bindMessages = new AtomicInteger();

    public final List<RouteRequest> routes = new CopyOnWriteArrayList<>();
    public final List<SubscribeRequest> subscribes = new CopyOnWriteArrayList<>();
    public final List<HelpRequest> helps = new CopyOnWriteArrayList<>();
    public volatile Function<HelpRequest, HelpReply> onHelp = asked -> HelpReply.getDefaultInstance();
    public final List<TalkingRequest> talkings = new CopyOnWriteArrayList<>();
    /** How others are recorded than a plan was made for: not at all. */
    public volatile Function<TalkingRequest, TalkingReply> onTalking = asked -> TalkingReply.getDefaultInstance();

    public final List<ChallengeRequest> challenges = new CopyOnWriteArrayList<>();
    public final List<FromEdge> events = new CopyOnWriteArrayList<>();
    public final Map<String, CallRecord> records = new ConcurrentHashMap<>();
    public final AtomicInteger recordsHeard = new AtomicInteger();
    public final Map<String, Stored> recordings = new ConcurrentHashMap<>();
    public final AtomicInteger deliveries = new AtomicInteger();
    public volatile Function<BindRequest, BindReply> onBind = asked -> BindReply.newBuilder()
            .setRefused(Refused.newBuilder().setStatus(404).setReason("Not Found"))
            .build();
    public volatile Function<RouteRequest, RouteReply> onRoute = asked -> RouteReply.newBuilder()
            .setRefused(Refused.newBuilder().setStatus(404).setReason("Not Found"))
            .build();
    public volatile Function<SubscribeRequest, SubscribeReply> onSubscribe = asked -> SubscribeReply.newBuilder()
            .setRefused(Refused.newBuilder().setStatus(404).setReason("Not Found"))
            .build();
    public volatile Function<ChallengeRequest, ChallengeReply> onChallenge =
            asked -> ChallengeReply.newBuilder().setRefused("no").build();
    /** Names of tunes that were wanted. */
    public final List<String> tunes = new CopyOnWriteArrayList<>();

    public volatile Function<TuneRequest, TuneReply> onTune =
            asked -> TuneReply.newBuilder().setGone(true).build();
    public volatile Function<RecordingFacts, DeliverReply> onDeliver =
            facts -> DeliverReply.newBuilder().setStored(true).build();
    /** Called for each event after it was kept. */
    public volatile java.util.function.Consumer<FromEdge> onEvent = event -> {};
    /** Whether records are committed and confirmed. */
    public volatile boolean stores = true;
    /** Whether Hello is answered. */
    public volatile boolean welcomes = true;
    /** Whether there is trouble with calls: its database is away. */
    public volatile boolean broken;
    /** Whether anything is answered at all. */
    public volatile boolean hangs;

    private final FakePeer peer = new FakePeer(this);
    private volatile @Nullable StreamObserver<ToEdge> stream;

    /** From now on every challenge of a carrier is answered, with credentials that nobody looks at. */
    public void answersChallenges() {
        onChallenge = asked -> ChallengeReply.newBuilder()
                .setCredentials(Credentials.newBuilder()
                        .setAlgorithm(DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                        .setUsername("acme")
                        .setRealm(asked.getChallenges(0).getRealm())
                        .setNonce(asked.getChallenges(0).getNonce())
                        .setUri(asked.getUri())
                        .setResponse("0123456789abcdef")
                        .setQop("auth")
                        .setNc("00000001")
                        .setCnonce("c"))
                .build();
    }

    public static FakeApp started() {
        var app = new FakeApp();
        app.start();
        return app;
    }

    public void start() {
        peer.start();
    }

    public void die() {
        peer.die();
        stream = null;
    }

    @Override
    public void close() {
        peer.end();
        stream = null;
    }

    public ManagedChannel channel() {
        return peer.channel();
    }

    public boolean attached() {
        return stream != null;
    }

    public void say(ToEdge event) {
        StreamObserver<ToEdge> here = stream;
        if (here == null) {
            throw new AssertionError("nobody is attached");
        }
        synchronized (here) {
            here.onNext(event);
        }
    }

    /** Ends the stream as a proxy between would. */
    public void breakStream() {
        StreamObserver<ToEdge> here = stream;
        stream = null;
        if (here != null) {
            here.onError(io.grpc.Status.UNAVAILABLE.asRuntimeException());
        }
    }

    public List<FromEdge> heard(FromEdge.EventCase kind) {
        return events.stream().filter(event -> event.getEventCase() == kind).toList();
    }

    @Override
    public StreamObserver<Questions> ask(StreamObserver<Answers> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(Questions message) {
                if (message.getQuestions(0).hasBind()) {
                    bindMessages.incrementAndGet();
                }
                message.getQuestionsList().forEach(this::answer);
            }

            private void answer(Question question) {
                Answer.Builder answer = said(question);
                if (!hangs) {
                    answers.onNext(Answers.newBuilder()
                            .addAnswers(answer.setQuestionId(question.getQuestionId()))
                            .build());
                }
            }

            @Override
            public void onError(Throwable broke) {}

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        };
    }

    private Answer.Builder said(Question question) {
        return switch (question.getQuestionCase()) {
            case BIND -> {
                binds.add(question.getBind());
                yield Answer.newBuilder().setBind(onBind.apply(question.getBind()));
            }
            case ROUTE -> {
                routes.add(question.getRoute());
                yield broken
                        ? Answer.newBuilder().setBroken("UNAVAILABLE")
                        : Answer.newBuilder().setRoute(onRoute.apply(question.getRoute()));
            }
            case SUBSCRIBE -> {
                subscribes.add(question.getSubscribe());
                yield Answer.newBuilder().setSubscribe(onSubscribe.apply(question.getSubscribe()));
            }
            case HELP -> {
                helps.add(question.getHelp());
                yield Answer.newBuilder().setHelp(onHelp.apply(question.getHelp()));
            }
            case TALKING -> {
                talkings.add(question.getTalking());
                yield broken
                        ? Answer.newBuilder().setBroken("UNAVAILABLE")
                        : Answer.newBuilder().setTalking(onTalking.apply(question.getTalking()));
            }
            case QUESTION_NOT_SET -> throw new AssertionError("a question that asks nothing");
        };
    }

    @Override
    public void answerChallenge(ChallengeRequest request, StreamObserver<ChallengeReply> reply) {
        challenges.add(request);
        answer(reply, () -> onChallenge.apply(request));
    }

    @Override
    public void tune(TuneRequest request, StreamObserver<TuneReply> reply) {
        tunes.add(request.getTune());
        answer(reply, () -> onTune.apply(request));
    }

    private <T> void answer(StreamObserver<T> to, java.util.function.Supplier<T> what) {
        if (!hangs) {
            to.onNext(what.get());
            to.onCompleted();
        }
    }

    @Override
    public StreamObserver<FromEdge> attach(StreamObserver<ToEdge> toEdge) {
        return new StreamObserver<>() {
            @Override
            public void onNext(FromEdge event) {
                events.add(event);
                switch (event.getEventCase()) {
                    case HELLO -> {
                        if (welcomes) {
                            stream = toEdge;
                            say(ToEdge.newBuilder()
                                    .setWelcome(Welcome.newBuilder().setAppIncarnation("app"))
                                    .build());
                        }
                    }
                    case CALL_RECORD -> store(event.getCallRecord());
                    default -> {}
                }
                onEvent.accept(event);
            }

            @Override
            public void onError(Throwable broke) {
                gone();
            }

            @Override
            public void onCompleted() {
                gone();
            }

            private void gone() {
                if (toEdge.equals(stream)) {
                    stream = null;
                }
            }
        };
    }

    private void store(CallRecord call) {
        recordsHeard.incrementAndGet();
        if (stores) {
            records.putIfAbsent(call.getCallId(), call);
            say(ToEdge.newBuilder()
                    .setRecordStored(RecordStored.newBuilder().setCallId(call.getCallId()))
                    .build());
        }
    }

    @Override
    public StreamObserver<DeliverRequest> deliver(StreamObserver<DeliverReply> reply) {
        return new StreamObserver<>() {
            private RecordingFacts facts = RecordingFacts.getDefaultInstance();
            private ByteString octets = ByteString.EMPTY;

            @Override
            public void onNext(DeliverRequest part) {
                if (part.hasFacts()) {
                    facts = part.getFacts();
                } else {
                    octets = octets.concat(part.getOctets());
                }
            }

            @Override
            public void onError(Throwable broke) {}

            @Override
            public void onCompleted() {
                deliveries.incrementAndGet();
                DeliverReply outcome = onDeliver.apply(facts);
                if (outcome.getStored()) {
                    recordings.put(facts.getRecordingId(), new Stored(facts, octets));
                }
                reply.onNext(outcome);
                reply.onCompleted();
            }
        };
    }
}
