package org.ringfort.e2e.bench.media;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringfort.contract.media.v1.Answer;
import org.ringfort.contract.media.v1.AnswerRequest;
import org.ringfort.contract.media.v1.Answers;
import org.ringfort.contract.media.v1.FromEdge;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.Hello;
import org.ringfort.contract.media.v1.MediaPlaneGrpc;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.contract.media.v1.Question;
import org.ringfort.contract.media.v1.Questions;
import org.ringfort.contract.media.v1.SessionRequest;
import org.ringfort.contract.media.v1.Toward;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.policy.v1.SrtpProfile;
import org.ringfort.e2e.demo.MediaAlone;
import org.ringfort.process.tls.MutualTls;

/** pbx-media, asked as the edge asks it. */
final class Ringfort implements Relay {
    private static final Pattern USED = Pattern.compile("used ([0-9]+)([KMG])");
    private static final MediaPolicy POLICY = MediaPolicy.newBuilder()
            .addProfiles(SrtpProfile.SRTP_PROFILE_AES_CM_128_HMAC_SHA1_80)
            .addProfiles(SrtpProfile.SRTP_PROFILE_AES_CM_128_HMAC_SHA1_32)
            .build();

    private final String name;
    private final MediaAlone media;
    private final ManagedChannel channel;
    private final MediaPlaneGrpc.MediaPlaneStub edge;

    private Ringfort(String name, MediaAlone media, ManagedChannel channel) {
        this.name = name;
        this.media = media;
        this.channel = channel;
        this.edge = MediaPlaneGrpc.newStub(channel);
    }

    static Ringfort start(String name, Path repository, Path scratch, Map<String, String> settings) throws Exception {
        MediaAlone media = MediaAlone.start(repository, scratch, settings);
        ManagedChannel channel = MutualTls.channel(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), media.controlPort()),
                        Optional.of("pbx-media"),
                        media.edge())
                .build();
        var started = new Ringfort(name, media, channel);
        started.attach();
        return started;
    }

    /** Without a stream of its own an edge counts as gone, and its sessions are closed. */
    private void attach() {
        edge.attach(new Unheard<FromMedia>())
                .onNext(FromEdge.newBuilder()
                        .setHello(Hello.newBuilder().setEdgeId("bench").setIncarnation("1"))
                        .build());
    }

    private static class Unheard<T> implements StreamObserver<T> {
        @Override
        public void onNext(T message) {}

        @Override
        public void onError(Throwable broken) {}

        @Override
        public void onCompleted() {}
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long pid() {
        return media.pid();
    }

    @Override
    public void connect(String call, Phone caller, Phone callee) throws Exception {
        byte[] offered = ask(Question.newBuilder()
                        .setOffer(OfferRequest.newBuilder()
                                .setSessionId(call)
                                .setEdgeId("bench")
                                .setIncarnation("1")
                                .setLegId("a")
                                .setSdp(ByteString.copyFrom(caller.describe(1)))
                                .setPolicy(POLICY)
                                .setSignallingSecured(true)
                                .addToward(Toward.newBuilder()
                                        .setLegId("b")
                                        .setPolicy(POLICY)
                                        .setSignallingSecured(true))))
                .getOffer()
                .getOffered()
                .getLegs(0)
                .getSdp()
                .toByteArray();
        int tag = callee.learn(offered);
        byte[] answered = ask(Question.newBuilder()
                        .setAnswer(AnswerRequest.newBuilder()
                                .setSessionId(call)
                                .setLegId("b")
                                .setTowardLegId("a")
                                .setSdp(ByteString.copyFrom(callee.describe(tag)))))
                .getAnswer()
                .getSdp()
                .toByteArray();
        caller.learn(answered);
    }

    @Override
    public void disconnect(String call) throws Exception {
        ask(Question.newBuilder().setClose(SessionRequest.newBuilder().setSessionId(call)));
    }

    private Answer ask(Question.Builder question) throws Exception {
        var answered = new CompletableFuture<Answer>();
        StreamObserver<Questions> out = edge.ask(new Unheard<>() {
            @Override
            public void onNext(Answers message) {
                answered.complete(message.getAnswers(0));
            }

            @Override
            public void onError(Throwable broken) {
                answered.completeExceptionally(broken);
            }
        });
        out.onNext(Questions.newBuilder().addQuestions(question).build());
        Answer answer = answered.get(10, TimeUnit.SECONDS);
        out.onCompleted();
        return answer;
    }

    /** The heap is touched whole at the start, so what the kernel sees tells nothing: the JVM is asked, after a collection. */
    @Override
    public long liveOctets() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            return -1;
        }
        return Long.parseLong(used.group(1)) << (10 * (1 + "KMG".indexOf(used.group(2))));
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return said.readAllAsString();
        } finally {
            process.waitFor();
        }
    }

    @Override
    public void close() throws Exception {
        channel.shutdownNow();
        media.close();
    }
}
