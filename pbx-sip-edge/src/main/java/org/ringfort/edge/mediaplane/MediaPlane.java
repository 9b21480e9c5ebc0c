package org.ringfort.edge.mediaplane;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ringfort.contract.media.v1.AdoptRequest;
import org.ringfort.contract.media.v1.Answer;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.AnswerRequest;
import org.ringfort.contract.media.v1.Answers;
import org.ringfort.contract.media.v1.ConferReply;
import org.ringfort.contract.media.v1.ConferRequest;
import org.ringfort.contract.media.v1.ConnectCopyRequest;
import org.ringfort.contract.media.v1.CopyCallRequest;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.FromEdge;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.Hello;
import org.ringfort.contract.media.v1.KeepTuneRequest;
import org.ringfort.contract.media.v1.LeadRequest;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.media.v1.MediaPlaneGrpc;
import org.ringfort.contract.media.v1.OfferCopyRequest;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.contract.media.v1.PauseRecordingRequest;
import org.ringfort.contract.media.v1.PlayRequest;
import org.ringfort.contract.media.v1.Question;
import org.ringfort.contract.media.v1.Questions;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.RecordRequest;
import org.ringfort.contract.media.v1.RecordingChunk;
import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.media.v1.RecordingRequest;
import org.ringfort.contract.media.v1.SessionReport;
import org.ringfort.contract.media.v1.SessionRequest;
import org.ringfort.contract.media.v1.SuperviseRequest;
import org.ringfort.contract.media.v1.TerminateRequest;
import org.ringfort.contract.sound.v1.ConferenceAct;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.peer.Attachment;
import org.ringfort.edge.peer.Backoff;
import org.ringfort.edge.peer.QuestionStream;

/**
 * The media process, as the edge asks it. Questions block and are for virtual threads. Events come on gRPC's threads and
 * are handed to the listener of their session, who must not block.
 */
public final class MediaPlane implements RecordingPump.From, AutoCloseable {
    /**
     * Who asks, and how patiently.
     *
     * @param question how long an answer may take
     * @param transfer how long fetching a whole recording may take
     * @param sessionsLiveOn how long media keeps our sessions while the stream is broken
     */
    public record Settings(
            String edgeId,
            String incarnation,
            Duration question,
            Duration transfer,
            Duration sessionsLiveOn,
            Attachment.Limits stream) {
        public static Settings of(String edgeId, String incarnation) {
            return new Settings(
                    edgeId,
                    incarnation,
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(10),
                    Attachment.Limits.DEFAULT);
        }
    }

    private final Settings settings;
    private final MediaPlaneGrpc.MediaPlaneBlockingStub questions;
    private final MediaPlaneGrpc.MediaPlaneStub streams;
    private final QuestionStream<Question, Answer, Questions, Answers> calls;
    private final Sessions sessions;
    private final Consumer<RecordingReady> recordings;
    private final Attachment<FromEdge, FromMedia> attachment;
    private volatile Consumer<String> tunes = _ -> {};
    private volatile LiveNews news = LiveNews.NOBODY;

    /** @param recordings hears of every finished recording, repeatedly, until it is discarded; must not block */
    public MediaPlane(ManagedChannel channel, Settings settings, Consumer<RecordingReady> recordings, Backoff backoff) {
        this.settings = settings;
        this.questions = MediaPlaneGrpc.newBlockingStub(channel);
        this.streams = MediaPlaneGrpc.newStub(channel);
        this.calls = new QuestionStream<>(
                "media-stream",
                streams::ask,
                new MediaWords(),
                new QuestionStream.Pace(settings.question(), Duration.ZERO));
        this.sessions = new Sessions(settings.sessionsLiveOn());
        this.recordings = recordings;
        this.attachment = new Attachment<>("media", channel, new Media(), settings.stream(), backoff);
    }

    /** Who brings tunes that media wants; told before {@link #start()}, must not block. */
    public void tunes(Consumer<String> wanted) {
        tunes = wanted;
    }

    /** Who hears what is told of many calls together; told before {@link #start()}. */
    public void news(LiveNews listener) {
        news = listener;
    }

    public void start() {
        attachment.start();
    }

    public boolean attached() {
        return attachment.attached();
    }

    /** The stream's counters, for metrics. */
    public Attachment<FromEdge, FromMedia> stream() {
        return attachment;
    }

    /** Sessions somebody listens to. */
    public int listening() {
        return sessions.size();
    }

    /** Hands the events of a session to {@code listener} until {@link #forget}. To be called before the first offer. */
    public void listen(String sessionId, Consumer<MediaEvent> listener) {
        sessions.put(sessionId, listener);
    }

    public void forget(String sessionId) {
        sessions.remove(sessionId);
    }

    /** Makes the session where it is new; edge and incarnation are filled in here. */
    public Asked<OfferReply> offer(OfferRequest.Builder request) {
        OfferRequest whole = request.setEdgeId(settings.edgeId())
                .setIncarnation(settings.incarnation())
                .build();
        return asked(Question.newBuilder().setOffer(whole), Answer::getOffer);
    }

    public Asked<AnswerReply> answer(AnswerRequest request) {
        return asked(Question.newBuilder().setAnswer(request), Answer::getAnswer);
    }

    public Asked<AnswerReply> terminate(String sessionId, String legId) {
        return Asked.of(() -> inTime().terminate(TerminateRequest.newBuilder()
                .setSessionId(sessionId)
                .setLegId(legId)
                .build()));
    }

    /** Takes a leg over from another session of ours. */
    public Asked<Done> adopt(AdoptRequest request) {
        return Asked.of(() -> inTime().adopt(request));
    }

    public Asked<Done> rollback(String sessionId) {
        return Asked.of(() -> inTime().rollback(
                        SessionRequest.newBuilder().setSessionId(sessionId).build()));
    }

    public Asked<Done> play(PlayRequest request) {
        return Asked.of(() -> inTime().play(request));
    }

    public Asked<Done> stopPlay(String sessionId, String legId) {
        return Asked.of(() -> inTime().stopPlay(leg(sessionId, legId)));
    }

    public Asked<Done> echo(String sessionId, String legId) {
        return Asked.of(() -> inTime().echo(leg(sessionId, legId)));
    }

    public Asked<Done> record(RecordRequest request) {
        return Asked.of(() -> inTime().record(request));
    }

    public Asked<Done> stopRecording(String sessionId, String legId) {
        return Asked.of(() -> inTime().stopRecording(leg(sessionId, legId)));
    }

    public Asked<Done> recordCall(RecordCallRequest request) {
        return Asked.of(() -> inTime().recordCall(request));
    }

    public Asked<Done> pauseRecording(String sessionId, boolean paused) {
        return Asked.of(() -> inTime().pauseRecording(PauseRecordingRequest.newBuilder()
                .setSessionId(sessionId)
                .setPaused(paused)
                .build()));
    }

    public Asked<ConferReply> confer(ConferRequest request) {
        return Asked.of(() -> inTime().confer(request));
    }

    public Asked<Done> lead(String sessionId, String legId, ConferenceAct act) {
        return Asked.of(() -> inTime().lead(LeadRequest.newBuilder()
                .setSessionId(sessionId)
                .setLegId(legId)
                .setAct(act)
                .build()));
    }

    public Asked<Done> supervise(SuperviseRequest request) {
        return Asked.of(() -> inTime().supervise(request));
    }

    /** Makes a session of its own for a recording server; edge and incarnation are filled in here. */
    public Asked<AnswerReply> copyCall(CopyCallRequest.Builder request) {
        CopyCallRequest whole = request.setEdgeId(settings.edgeId())
                .setIncarnation(settings.incarnation())
                .build();
        return Asked.of(() -> inTime().copyCall(whole));
    }

    /** What its server is to be offered to know that the recording rests, or goes on. */
    public Asked<AnswerReply> offerCopy(String sessionId, boolean rests) {
        return Asked.of(() -> inTime().offerCopy(OfferCopyRequest.newBuilder()
                .setSessionId(sessionId)
                .setRests(rests)
                .build()));
    }

    public Asked<Done> connectCopy(String sessionId, ByteString sdp) {
        return Asked.of(() -> inTime().connectCopy(ConnectCopyRequest.newBuilder()
                .setSessionId(sessionId)
                .setSdp(sdp)
                .build()));
    }

    public Asked<Done> keepTune(String name, ByteString pcmu) {
        return Asked.of(() -> inTime().keepTune(
                        KeepTuneRequest.newBuilder().setTune(name).setPcmu(pcmu).build()));
    }

    public Asked<SessionReport> report(String sessionId) {
        return asked(Question.newBuilder().setReport(session(sessionId)), Answer::getReported);
    }

    public Asked<SessionReport> closeLeg(String sessionId, String legId) {
        return Asked.of(() -> inTime().closeLeg(leg(sessionId, legId)));
    }

    public Asked<SessionReport> close(String sessionId) {
        return asked(Question.newBuilder().setClose(session(sessionId)), Answer::getClosed);
    }

    /**
     * The encrypted octets of a recording, read from media as the iterator is read.
     *
     * @throws io.grpc.StatusRuntimeException from the iterator where media breaks off
     */
    @Override
    public Iterator<ByteString> fetch(String recordingId) {
        Iterator<RecordingChunk> chunks = questions
                .withDeadlineAfter(settings.transfer().toMillis(), TimeUnit.MILLISECONDS)
                .fetch(recording(recordingId));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return chunks.hasNext();
            }

            @Override
            public ByteString next() {
                return chunks.next().getOctets();
            }
        };
    }

    /** The recording is safe elsewhere, or never will be. */
    @Override
    public Asked<Done> discard(String recordingId) {
        return Asked.of(() -> inTime().discard(recording(recordingId)));
    }

    @Override
    public void close() {
        attachment.close();
        calls.close();
        sessions.close();
    }

    private <T> Asked<T> asked(Question.Builder question, Function<Answer, T> part) {
        return calls.ask(question.build()).map(part);
    }

    private MediaPlaneGrpc.MediaPlaneBlockingStub inTime() {
        return questions.withDeadlineAfter(settings.question().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static LegRequest leg(String sessionId, String legId) {
        return LegRequest.newBuilder().setSessionId(sessionId).setLegId(legId).build();
    }

    private static SessionRequest session(String sessionId) {
        return SessionRequest.newBuilder().setSessionId(sessionId).build();
    }

    private static RecordingRequest recording(String recordingId) {
        return RecordingRequest.newBuilder().setRecordingId(recordingId).build();
    }

    private final class Media implements Attachment.Peer<FromEdge, FromMedia> {
        @Override
        public StreamObserver<FromEdge> open(StreamObserver<FromMedia> inbound) {
            return streams.attach(inbound);
        }

        @Override
        public List<FromEdge> greeting() {
            return List.of(FromEdge.newBuilder()
                    .setHello(Hello.newBuilder().setEdgeId(settings.edgeId()).setIncarnation(settings.incarnation()))
                    .build());
        }

        @Override
        public void attached(FromMedia welcome) {
            sessions.attached(welcome.getWelcome().getMediaIncarnation());
        }

        @Override
        public void detached(String why) {
            sessions.detached();
        }

        @Override
        public void received(FromMedia message) {
            switch (message.getEventCase()) {
                case DIGIT -> {
                    var digit = message.getDigit();
                    if (digit.getDigit().length() == 1) {
                        sessions.tell(
                                digit.getSessionId(),
                                new MediaEvent.Digit(
                                        digit.getLegId(), digit.getDigit().charAt(0)));
                    }
                }
                case PLAY_DONE -> {
                    var done = message.getPlayDone();
                    sessions.tell(
                            done.getSessionId(),
                            new MediaEvent.PlayDone(done.getLegId(), done.getPlayId(), done.getCut()));
                }
                case RECORDING_READY -> {
                    var ready = message.getRecordingReady();
                    sessions.tell(ready.getSessionId(), new MediaEvent.Recorded(ready.getLegId(), ready));
                    recordings.accept(ready);
                }
                case LEG_QUIET -> {
                    var quiet = message.getLegQuiet();
                    sessions.tell(quiet.getSessionId(), new MediaEvent.Quiet(quiet.getLegId(), quiet.getSeconds()));
                }
                case CONFERENCE_LEFT -> {
                    var left = message.getConferenceLeft();
                    sessions.tell(left.getSessionId(), new MediaEvent.ConferenceLeft(left.getLegId(), left.getWhy()));
                }
                case RECORDING_RESTS -> {
                    var recording = message.getRecordingRests();
                    sessions.tell(
                            recording.getSessionId(),
                            new MediaEvent.RecordingRests(recording.getRecordingId(), recording.getRests()));
                }
                case SUPERVISION_ENDED -> {
                    var ended = message.getSupervisionEnded();
                    sessions.tell(ended.getSessionId(), new MediaEvent.SupervisionEnded(ended.getLegId()));
                }
                case TUNE_WANTED -> tunes.accept(message.getTuneWanted().getTune());
                case LEGS_SCORED -> news.scored(message.getLegsScored());
                case CONFERENCE_SEEN -> news.seen(message.getConferenceSeen());
                case WELCOME, EVENT_NOT_SET -> {} // said twice, or newer than this edge: no harm
            }
        }
    }
}
