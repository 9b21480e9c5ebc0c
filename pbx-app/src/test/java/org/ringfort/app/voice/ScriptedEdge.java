package org.ringfort.app.voice;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ringfort.contract.control.v1.Answer;
import org.ringfort.contract.control.v1.Answers;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.ControlPlaneGrpc;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.DeliverRequest;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Hello;
import org.ringfort.contract.control.v1.HelpReply;
import org.ringfort.contract.control.v1.HelpRequest;
import org.ringfort.contract.control.v1.Question;
import org.ringfort.contract.control.v1.Questions;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.contract.control.v1.TalkingReply;
import org.ringfort.contract.control.v1.TalkingRequest;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.sound.v1.RecordingFacts;

/** An edge that does what the test says: its channel, its stream, and what came back on it. */
final class ScriptedEdge implements AutoCloseable {
    final String id;
    final String incarnation;
    private final ManagedChannel channel;
    private final Map<ToEdge.EventCase, BlockingQueue<ToEdge>> heard = new ConcurrentHashMap<>();
    /** What came, in the order it came. */
    final Queue<ToEdge.EventCase> order = new ConcurrentLinkedQueue<>();

    private StreamObserver<FromEdge> stream;

    ScriptedEdge(int port, EdgePki pki, String id, String incarnation) throws IOException {
        this.id = id;
        this.incarnation = incarnation;
        channel = NettyChannelBuilder.forAddress("localhost", port)
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(pki.trust().toFile())
                        .keyManager(
                                pki.certificate("edge").toFile(),
                                pki.key("edge").toFile())
                        .build())
                .build();
        stream = nowhere();
    }

    private static StreamObserver<FromEdge> nowhere() {
        return new StreamObserver<>() {
            @Override
            public void onNext(FromEdge event) {
                throw new IllegalStateException("not attached");
            }

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onCompleted() {}
        };
    }

    ControlPlaneGrpc.ControlPlaneBlockingStub ask() {
        return ControlPlaneGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    /** One REGISTER over a stream of its own; throws what a broken app is answered with, as the others do. */
    BindReply bind(BindRequest request) {
        return answer(Question.newBuilder().setBind(request)).getBind();
    }

    RouteReply route(RouteRequest request) {
        return answer(Question.newBuilder().setRoute(request)).getRoute();
    }

    SubscribeReply subscribe(SubscribeRequest request) {
        return answer(Question.newBuilder().setSubscribe(request)).getSubscribe();
    }

    /** How a device would call for help. */
    HelpReply help(String tenant, String device) {
        return answer(Question.newBuilder()
                        .setHelp(HelpRequest.newBuilder().setTenantId(tenant).setDeviceId(device)))
                .getHelp();
    }

    /** How two are recorded for whom no plan was made. */
    TalkingReply talking(TalkingRequest request) {
        return answer(Question.newBuilder().setTalking(request)).getTalking();
    }

    private Answer answer(Question.Builder question) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        StreamObserver<Questions> questions = ControlPlaneGrpc.newStub(channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .ask(new StreamObserver<>() {
                    @Override
                    public void onNext(Answers answers) {
                        answer.complete(answers.getAnswers(0));
                    }

                    @Override
                    public void onError(Throwable lost) {
                        answer.completeExceptionally(lost);
                    }

                    @Override
                    public void onCompleted() {}
                });
        questions.onNext(Questions.newBuilder()
                .addQuestions(question.setQuestionId(7).setPatienceMs(3000))
                .build());
        Answer said = answer.join();
        questions.onCompleted();
        if (said.getBroken().isEmpty() && said.getQuestionId() == 7) {
            return said;
        }
        throw Status.fromCode(Status.Code.valueOf(said.getBroken())).asRuntimeException();
    }

    /** Says Hello and waits for the welcome. */
    void attach() throws InterruptedException {
        stream = ControlPlaneGrpc.newStub(channel).attach(new StreamObserver<>() {
            @Override
            public void onNext(ToEdge message) {
                order.add(message.getEventCase());
                heard(message.getEventCase()).add(message);
            }

            @Override
            public void onError(Throwable lost) {}

            @Override
            public void onCompleted() {}
        });
        tell(FromEdge.newBuilder().setHello(Hello.newBuilder().setEdgeId(id).setIncarnation(incarnation)));
        hear(ToEdge.EventCase.WELCOME);
    }

    void tell(FromEdge.Builder event) {
        stream.onNext(event.build());
    }

    /** The next message of that kind; others before it wait for whoever asks for theirs. */
    ToEdge hear(ToEdge.EventCase kind) throws InterruptedException {
        ToEdge next = heard(kind).poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the app did not say " + kind);
        }
        return next;
    }

    private BlockingQueue<ToEdge> heard(ToEdge.EventCase kind) {
        return heard.computeIfAbsent(kind, unheard -> new LinkedBlockingQueue<>());
    }

    DeliverReply deliver(RecordingFacts facts, byte[] octets) throws Exception {
        CompletableFuture<DeliverReply> answer = new CompletableFuture<>();
        StreamObserver<DeliverRequest> parts = ControlPlaneGrpc.newStub(channel).deliver(new StreamObserver<>() {
            @Override
            public void onNext(DeliverReply reply) {
                answer.complete(reply);
            }

            @Override
            public void onError(Throwable lost) {
                answer.completeExceptionally(lost);
            }

            @Override
            public void onCompleted() {}
        });
        parts.onNext(DeliverRequest.newBuilder().setFacts(facts).build());
        for (int from = 0; from < octets.length; from += 65_536) {
            parts.onNext(DeliverRequest.newBuilder()
                    .setOctets(ByteString.copyFrom(octets, from, Math.min(65_536, octets.length - from)))
                    .build());
        }
        parts.onCompleted();
        return answer.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        stream.onCompleted();
        channel.shutdownNow();
    }
}
