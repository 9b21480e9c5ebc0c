package org.ringfort.edge.fake;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.measure.v1.LegMeasures;
import org.ringfort.contract.media.v1.AdoptRequest;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.AnswerRequest;
import org.ringfort.contract.media.v1.Answers;
import org.ringfort.contract.media.v1.ConferReply;
import org.ringfort.contract.media.v1.ConferRequest;
import org.ringfort.contract.media.v1.ConferenceLeft;
import org.ringfort.contract.media.v1.ConnectCopyRequest;
import org.ringfort.contract.media.v1.CopyCallRequest;
import org.ringfort.contract.media.v1.Digit;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.FromEdge;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.KeepTuneRequest;
import org.ringfort.contract.media.v1.LeadRequest;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.media.v1.MediaPlaneGrpc;
import org.ringfort.contract.media.v1.OfferCopyRequest;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.contract.media.v1.Offered;
import org.ringfort.contract.media.v1.PauseRecordingRequest;
import org.ringfort.contract.media.v1.PlayDone;
import org.ringfort.contract.media.v1.PlayRequest;
import org.ringfort.contract.media.v1.Questions;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.RecordRequest;
import org.ringfort.contract.media.v1.RecordingChunk;
import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.media.v1.RecordingRequest;
import org.ringfort.contract.media.v1.RecordingRests;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.media.v1.SessionReport;
import org.ringfort.contract.media.v1.SessionRequest;
import org.ringfort.contract.media.v1.SuperviseRequest;
import org.ringfort.contract.media.v1.SupervisionEnded;
import org.ringfort.contract.media.v1.TerminateRequest;
import org.ringfort.contract.media.v1.Toward;
import org.ringfort.contract.media.v1.Welcome;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.SrtpProfile;
import org.ringfort.contract.sound.v1.ConferenceEnd;
import org.ringfort.contract.sound.v1.RecordingFacts;

/**
 * Media as a script. Its "session descriptions" are lines that say who made them for whom, so that a test sees which body
 * went where; a body that holds {@code RTP/AVP} is refused as the real one would. Longer than other files: one method for each question
 * of the contract.
 */
public final class FakeMedia extends MediaPlaneGrpc.MediaPlaneImplBase implements AutoCloseable {
    /** Every request in words, in order. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public final List<OfferRequest> offers = new CopyOnWriteArrayList<>();
    public final List<PlayRequest> plays = new CopyOnWriteArrayList<>();
    public final List<RecordRequest> records = new CopyOnWriteArrayList<>();
    public final List<RecordCallRequest> callRecords = new CopyOnWriteArrayList<>();
    /** What was asked of recordings, pause or not, in order. */
    public final List<Boolean> pauses = new CopyOnWriteArrayList<>();

    public final List<SuperviseRequest> supervisions = new CopyOnWriteArrayList<>();
    public volatile Function<SuperviseRequest, Done> onSupervise = request -> done();
    public final List<ConferRequest> confers = new CopyOnWriteArrayList<>();
    public final List<LeadRequest> leads = new CopyOnWriteArrayList<>();
    /** Tunes that were brought. */
    public final Map<String, ByteString> tunes = new ConcurrentHashMap<>();
    /** Sessions that are open, with their legs. */
    public final Map<String, Set<String>> sessions = new ConcurrentHashMap<>();

    public final Map<String, ByteString> recordings = new ConcurrentHashMap<>();
    /** Whether plays end by themselves at once. */
    public volatile boolean playsAtOnce = true;

    /** Whether its descriptions say nothing of those they were made from, as those of the real one. */
    public volatile boolean discreet;

    public volatile boolean hangs;
    /** For whom nothing can be offered under the policy; a refusal of all is one of the whole, as the real one's. */
    public volatile Predicate<Toward> refuses = toward -> false;

    public volatile String incarnation = "media-1";
    public volatile Function<AnswerRequest, AnswerReply> onAnswer = request -> AnswerReply.newBuilder()
            .setSdp(ByteString.copyFromUtf8("answer from " + request.getSdp().toStringUtf8()))
            .build();

    public volatile Function<ConferRequest, ConferReply> onConfer =
            request -> ConferReply.newBuilder().setJoined(true).build();

    public volatile Function<RecordCallRequest, Done> onRecordCall = request -> done();
    public volatile Function<PauseRecordingRequest, Done> onPauseRecording = request -> done();

    public final List<CopyCallRequest> copies = new CopyOnWriteArrayList<>();
    /** What recording servers answered. */
    public final List<String> copyAnswers = new CopyOnWriteArrayList<>();

    public volatile Function<CopyCallRequest, AnswerReply> onCopy = request -> AnswerReply.newBuilder()
            .setSdp(ByteString.copyFromUtf8("offer of the recording"))
            .build();
    public volatile Function<OfferCopyRequest, AnswerReply> onOfferCopy = FakeMedia::directed;
    public volatile Function<ConnectCopyRequest, Done> onConnectCopy = request -> done();

    private final FakePeer peer = new FakePeer(this);
    private volatile @Nullable StreamObserver<FromMedia> stream;

    public static FakeMedia started() {
        var media = new FakeMedia();
        media.start();
        return media;
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

    public void say(FromMedia event) {
        StreamObserver<FromMedia> here = stream;
        if (here == null) {
            throw new AssertionError("nobody is attached");
        }
        synchronized (here) {
            here.onNext(event);
        }
    }

    public void breakStream() {
        StreamObserver<FromMedia> here = stream;
        stream = null;
        if (here != null) {
            here.onError(Status.UNAVAILABLE.asRuntimeException());
        }
    }

    public void digit(String sessionId, String legId, char digit) {
        say(FromMedia.newBuilder()
                .setDigit(Digit.newBuilder()
                        .setSessionId(sessionId)
                        .setLegId(legId)
                        .setDigit(String.valueOf(digit))
                        .setDurationMs(100))
                .build());
    }

    /** Ends the play that was asked last. */
    public void playEnds(boolean cut) {
        PlayRequest last = plays.getLast();
        say(FromMedia.newBuilder()
                .setPlayDone(PlayDone.newBuilder()
                        .setSessionId(last.getSessionId())
                        .setLegId(last.getLegId())
                        .setPlayId(last.getPlayId())
                        .setCut(cut))
                .build());
    }

    public void recorded(String sessionId, String legId, RecordingFacts facts, ByteString octets) {
        recordings.put(facts.getRecordingId(), octets);
        say(FromMedia.newBuilder()
                .setRecordingReady(RecordingReady.newBuilder()
                        .setSessionId(sessionId)
                        .setLegId(legId)
                        .setFacts(facts))
                .build());
    }

    @Override
    public StreamObserver<FromEdge> attach(StreamObserver<FromMedia> toEdge) {
        return new StreamObserver<>() {
            @Override
            public void onNext(FromEdge event) {
                stream = toEdge;
                say(FromMedia.newBuilder()
                        .setWelcome(Welcome.newBuilder().setMediaIncarnation(incarnation))
                        .build());
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

    @Override
    public StreamObserver<Questions> ask(StreamObserver<Answers> toEdge) {
        return new FakeQuestioner(this, toEdge);
    }

    void offer(OfferRequest request, StreamObserver<OfferReply> reply) {
        offers.add(request);
        asked.add("offer");
        String offered = request.getSdp().toStringUtf8();
        if (offered.contains("RTP/AVP ")) {
            answer(
                    reply,
                    OfferReply.newBuilder()
                            .setRefused(Refused.newBuilder()
                                    .setReason(Refused.Reason.REASON_NOT_ACCEPTABLE)
                                    .setDetail("no SRTP"))
                            .build());
            return;
        }
        if (request.getTowardCount() > 0 && request.getTowardList().stream().allMatch(refuses)) {
            answer(
                    reply,
                    OfferReply.newBuilder()
                            .setRefused(Refused.newBuilder()
                                    .setReason(Refused.Reason.REASON_NOT_ACCEPTABLE)
                                    .setDetail("no keying that this leg may use"))
                            .build());
            return;
        }
        Set<String> legs = sessions.computeIfAbsent(request.getSessionId(), id -> ConcurrentHashMap.newKeySet());
        legs.add(request.getLegId());
        var made = Offered.newBuilder().setHold(offered.contains("sendonly"));
        request.getTowardList().forEach(toward -> {
            var leg = Offered.Leg.newBuilder().setLegId(toward.getLegId());
            if (!refuses.test(toward)) {
                legs.add(toward.getLegId());
                leg.setSdp(ByteString.copyFromUtf8(discreet ? "offer of media" : "offer from " + offered));
            }
            made.addLegs(leg);
        });
        answer(reply, OfferReply.newBuilder().setOffered(made).build());
    }

    void answer(AnswerRequest request, StreamObserver<AnswerReply> reply) {
        asked.add("answer");
        AnswerReply made = onAnswer.apply(request);
        answer(
                reply,
                discreet && !made.getSdp().isEmpty()
                        ? made.toBuilder()
                                .setSdp(ByteString.copyFromUtf8("answer of media"))
                                .build()
                        : made);
    }

    @Override
    public void adopt(AdoptRequest request, StreamObserver<Done> reply) {
        asked.add("adopt");
        Set<String> from = sessions.getOrDefault(request.getFromSessionId(), Set.of());
        Set<String> to = sessions.get(request.getSessionId());
        if (to == null || !from.remove(request.getLegId())) {
            answer(
                    reply,
                    Done.newBuilder()
                            .setRefused(Refused.newBuilder().setReason(Refused.Reason.REASON_UNKNOWN))
                            .build());
            return;
        }
        to.add(request.getLegId());
        answer(reply, done());
    }

    @Override
    public void rollback(SessionRequest request, StreamObserver<Done> reply) {
        asked.add("rollback");
        answer(reply, done());
    }

    @Override
    public void terminate(TerminateRequest request, StreamObserver<AnswerReply> reply) {
        asked.add("terminate");
        answer(
                reply,
                AnswerReply.newBuilder()
                        .setSdp(ByteString.copyFromUtf8("answer from media"))
                        .build());
    }

    @Override
    public void play(PlayRequest request, StreamObserver<Done> reply) {
        plays.add(request);
        asked.add("play");
        answer(reply, done());
        if (playsAtOnce) {
            say(FromMedia.newBuilder()
                    .setPlayDone(PlayDone.newBuilder()
                            .setSessionId(request.getSessionId())
                            .setLegId(request.getLegId())
                            .setPlayId(request.getPlayId()))
                    .build());
        }
    }

    @Override
    public void keepTune(KeepTuneRequest request, StreamObserver<Done> reply) {
        tunes.put(request.getTune(), request.getPcmu());
        answer(reply, done());
    }

    @Override
    public void stopPlay(LegRequest request, StreamObserver<Done> reply) {
        asked.add("stopPlay");
        answer(reply, done());
    }

    @Override
    public void echo(LegRequest request, StreamObserver<Done> reply) {
        asked.add("echo");
        answer(reply, done());
    }

    @Override
    public void record(RecordRequest request, StreamObserver<Done> reply) {
        records.add(request);
        asked.add("record");
        answer(reply, done());
    }

    @Override
    public void stopRecording(LegRequest request, StreamObserver<Done> reply) {
        asked.add("stopRecording");
        answer(reply, done());
    }

    @Override
    public void recordCall(RecordCallRequest request, StreamObserver<Done> reply) {
        callRecords.add(request);
        asked.add("recordCall");
        answer(reply, onRecordCall.apply(request));
    }

    @Override
    public void copyCall(CopyCallRequest request, StreamObserver<AnswerReply> reply) {
        copies.add(request);
        AnswerReply made = onCopy.apply(request);
        if (!made.hasRefused()) {
            Set<String> legs = sessions.computeIfAbsent(request.getSessionId(), id -> ConcurrentHashMap.newKeySet());
            request.getLegsList().forEach(leg -> legs.add(leg.getLegId()));
        }
        answer(reply, made);
    }

    @Override
    public void offerCopy(OfferCopyRequest request, StreamObserver<AnswerReply> reply) {
        answer(reply, onOfferCopy.apply(request));
    }

    /** What the edge wants the recording server to be told. */
    public static AnswerReply directed(OfferCopyRequest request) {
        return AnswerReply.newBuilder()
                .setSdp(ByteString.copyFromUtf8(request.getRests() ? "inactive" : "sendonly"))
                .build();
    }

    /** Somebody has paused the recording that began last, or it goes on. */
    public void recordingRests(boolean rests) {
        recordingRests(callRecords.getLast().getOrder().getRecordingId(), rests);
    }

    /** The same of one of the call's recordings. */
    public void recordingRests(String recordingId, boolean rests) {
        say(FromMedia.newBuilder()
                .setRecordingRests(RecordingRests.newBuilder()
                        .setSessionId(callRecords.getLast().getSessionId())
                        .setRecordingId(recordingId)
                        .setRests(rests))
                .build());
    }

    @Override
    public void connectCopy(ConnectCopyRequest request, StreamObserver<Done> reply) {
        copyAnswers.add(request.getSdp().toStringUtf8());
        answer(reply, onConnectCopy.apply(request));
    }

    @Override
    public void pauseRecording(PauseRecordingRequest request, StreamObserver<Done> reply) {
        pauses.add(request.getPaused());
        answer(reply, onPauseRecording.apply(request));
    }

    @Override
    public void lead(LeadRequest request, StreamObserver<Done> reply) {
        leads.add(request);
        answer(reply, Done.newBuilder().setDone(true).build());
    }

    @Override
    public void confer(ConferRequest request, StreamObserver<ConferReply> reply) {
        confers.add(request);
        asked.add("confer");
        answer(reply, onConfer.apply(request));
    }

    /** Tells the leg that joined last to leave. */
    public void conferenceEnds(ConferenceEnd why) {
        ConferRequest last = confers.getLast();
        say(FromMedia.newBuilder()
                .setConferenceLeft(ConferenceLeft.newBuilder()
                        .setSessionId(last.getSessionId())
                        .setLegId(last.getLegId())
                        .setWhy(why))
                .build());
    }

    @Override
    public void supervise(SuperviseRequest request, StreamObserver<Done> reply) {
        supervisions.add(request);
        answer(reply, onSupervise.apply(request));
    }

    /** What the leg supervised that was let in last is over. */
    public void supervisionEnds() {
        SuperviseRequest last = supervisions.getLast();
        say(FromMedia.newBuilder()
                .setSupervisionEnded(SupervisionEnded.newBuilder()
                        .setSessionId(last.getSessionId())
                        .setLegId(last.getLegId()))
                .build());
    }

    @Override
    public void report(SessionRequest request, StreamObserver<SessionReport> reply) {
        answer(reply, report(request.getSessionId()));
    }

    @Override
    public void closeLeg(LegRequest request, StreamObserver<SessionReport> reply) {
        asked.add("closeLeg");
        Set<String> legs = sessions.get(request.getSessionId());
        SessionReport report = report(request.getSessionId());
        if (legs != null) {
            legs.remove(request.getLegId());
        }
        answer(reply, report);
    }

    void close(SessionRequest request, StreamObserver<SessionReport> reply) {
        asked.add("close");
        SessionReport report = report(request.getSessionId());
        sessions.remove(request.getSessionId());
        answer(reply, report);
    }

    @Override
    public void fetch(RecordingRequest request, StreamObserver<RecordingChunk> reply) {
        ByteString octets = recordings.get(request.getRecordingId());
        if (octets == null) {
            reply.onError(Status.NOT_FOUND.asRuntimeException());
            return;
        }
        for (int from = 0; from < octets.size(); from += 65_536) {
            reply.onNext(RecordingChunk.newBuilder()
                    .setOctets(octets.substring(from, Math.min(octets.size(), from + 65_536)))
                    .build());
        }
        reply.onCompleted();
    }

    @Override
    public void discard(RecordingRequest request, StreamObserver<Done> reply) {
        asked.add("discard");
        recordings.remove(request.getRecordingId());
        answer(reply, done());
    }

    /** What it says of every leg. */
    public volatile Keying keying = Keying.KEYING_SDES;

    private SessionReport report(String sessionId) {
        var report = SessionReport.newBuilder();
        sessions.getOrDefault(sessionId, Set.of())
                .forEach(leg -> report.addLegs(LegReport.newBuilder()
                        .setLegId(leg)
                        .setKeying(keying)
                        .setProfile(SrtpProfile.SRTP_PROFILE_AES_CM_128_HMAC_SHA1_80)
                        .setCodec("PCMU")
                        .setPacketsAuthenticated(50)
                        .setMeasures(LegMeasures.newBuilder().setMosLowest(412))));
        return report.build();
    }

    private static Done done() {
        return Done.newBuilder().setDone(true).build();
    }

    private <T> void answer(StreamObserver<T> to, T what) {
        if (!hangs) {
            to.onNext(what);
            to.onCompleted();
        }
    }
}
