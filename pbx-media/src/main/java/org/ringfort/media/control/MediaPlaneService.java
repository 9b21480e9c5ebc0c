package org.ringfort.media.control;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ringfort.contract.media.v1.AdoptRequest;
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
import org.ringfort.contract.media.v1.KeepTuneRequest;
import org.ringfort.contract.media.v1.LeadRequest;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.media.v1.MediaPlaneGrpc;
import org.ringfort.contract.media.v1.OfferCopyRequest;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.contract.media.v1.PauseRecordingRequest;
import org.ringfort.contract.media.v1.PlayRequest;
import org.ringfort.contract.media.v1.Questions;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.RecordRequest;
import org.ringfort.contract.media.v1.RecordingChunk;
import org.ringfort.contract.media.v1.RecordingRequest;
import org.ringfort.contract.media.v1.SessionReport;
import org.ringfort.contract.media.v1.SessionRequest;
import org.ringfort.contract.media.v1.SuperviseRequest;
import org.ringfort.contract.media.v1.TerminateRequest;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.player.Sound;
import org.ringfort.media.recorder.RecordingOrder;
import org.ringfort.media.recorder.RecordingShelf;
import org.ringfort.media.session.Body;
import org.ringfort.media.session.EdgeName;
import org.ringfort.media.session.LegOrder;
import org.ringfort.media.session.LegReport;
import org.ringfort.media.session.OfferOrder;
import org.ringfort.media.session.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the edge's requests on gRPC's threads and hands them to the sessions' thread, which also replies. */
public final class MediaPlaneService extends MediaPlaneGrpc.MediaPlaneImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(MediaPlaneService.class);

    private final Sessions sessions;
    private final RecordingDelivery delivery;
    private final String incarnation;

    /**
     * @param incarnation new at every start, so that an edge notices that its sessions are gone
     */
    public MediaPlaneService(Sessions sessions, RecordingShelf shelf, String incarnation) {
        this.sessions = sessions;
        this.delivery = new RecordingDelivery(shelf);
        this.incarnation = incarnation;
    }

    @Override
    public StreamObserver<FromEdge> attach(StreamObserver<FromMedia> out) {
        var server = (ServerCallStreamObserver<FromMedia>) out;
        var stream = new EdgeStream(sessions, incarnation, server);
        server.setOnCancelHandler(stream::gone);
        return stream;
    }

    @Override
    public StreamObserver<Questions> ask(StreamObserver<Answers> out) {
        return new Questioner(this, (ServerCallStreamObserver<Answers>) out);
    }

    void offer(OfferRequest request, StreamObserver<OfferReply> out) {
        var order = new OfferOrder(
                request.getSessionId(),
                new EdgeName(request.getEdgeId(), request.getIncarnation()),
                request.getTenantId(),
                new LegOrder(
                        request.getLegId(),
                        Policies.floor(request.getPolicy(), request.getSignallingSecured()),
                        request.getHoldMusic(),
                        request.getForHelp()),
                Policies.host(request.getSignallingHost()),
                Body.of(request.getSdp().toByteArray()),
                request.getTowardList().stream()
                        .map(toward -> new LegOrder(
                                toward.getLegId(),
                                Policies.floor(toward.getPolicy(), toward.getSignallingSecured()),
                                toward.getHoldMusic(),
                                request.getForHelp()))
                        .toList());
        reply(out, request.getSessionId(), () -> sessions.offer(order), Replies::offer);
    }

    void answer(AnswerRequest request, StreamObserver<AnswerReply> out) {
        Body body = Body.of(request.getSdp().toByteArray());
        reply(
                out,
                request.getSessionId(),
                () -> sessions.answer(
                        request.getSessionId(),
                        request.getLegId(),
                        Policies.host(request.getSignallingHost()),
                        request.getTowardLegId(),
                        body),
                Replies::answer);
    }

    @Override
    public void terminate(TerminateRequest request, StreamObserver<AnswerReply> out) {
        reply(
                out,
                request.getSessionId(),
                () -> sessions.terminate(request.getSessionId(), request.getLegId()),
                Replies::answer);
    }

    @Override
    public void rollback(SessionRequest request, StreamObserver<Done> out) {
        replyDone(out, request.getSessionId(), () -> sessions.rollback(request.getSessionId()));
    }

    @Override
    public void adopt(AdoptRequest request, StreamObserver<Done> out) {
        replyDone(
                out,
                request.getSessionId(),
                () -> sessions.adopt(request.getSessionId(), request.getFromSessionId(), request.getLegId()));
    }

    @Override
    public void report(SessionRequest request, StreamObserver<SessionReport> out) {
        replyReport(out, () -> sessions.report(request.getSessionId()));
    }

    @Override
    public void closeLeg(LegRequest request, StreamObserver<SessionReport> out) {
        replyReport(out, () -> sessions.closeLeg(request.getSessionId(), request.getLegId()));
    }

    void close(SessionRequest request, StreamObserver<SessionReport> out) {
        replyReport(out, () -> sessions.close(request.getSessionId()));
    }

    @Override
    public void play(PlayRequest request, StreamObserver<Done> out) {
        Outcome<List<Sound>> sounds = Sounds.of(request.getSoundsList(), sessions::prompt);
        replyDone(
                out,
                request.getSessionId(),
                () -> sounds.then(
                        all -> sessions.play(request.getSessionId(), request.getLegId(), request.getPlayId(), all)));
    }

    @Override
    public void stopPlay(LegRequest request, StreamObserver<Done> out) {
        replyDone(out, request.getSessionId(), () -> sessions.stopPlay(request.getSessionId(), request.getLegId()));
    }

    @Override
    public void echo(LegRequest request, StreamObserver<Done> out) {
        replyDone(out, request.getSessionId(), () -> sessions.echo(request.getSessionId(), request.getLegId()));
    }

    @Override
    public void record(RecordRequest request, StreamObserver<Done> out) {
        replyDone(
                out,
                request.getSessionId(),
                () -> sessions.edgeOf(request.getSessionId())
                        .then(edge -> Recordings.order(request, edge.id()))
                        .then(order -> sessions.record(
                                request.getSessionId(),
                                request.getLegId(),
                                order,
                                request.getOrder().getBeep())));
    }

    @Override
    public void recordCall(RecordCallRequest request, StreamObserver<Done> out) {
        replyDone(
                out,
                request.getSessionId(),
                () -> sessions.edgeOf(request.getSessionId())
                        .then(edge -> Recordings.order(request, edge.id()))
                        .then(order -> sessions.recordCall(
                                request.getSessionId(),
                                request.getLegIdsList(),
                                request.getKeyedLegIdsList(),
                                order,
                                request.getOrder().getBeep())));
    }

    @Override
    public void pauseRecording(PauseRecordingRequest request, StreamObserver<Done> out) {
        replyDone(
                out,
                request.getSessionId(),
                () -> sessions.pauseRecording(request.getSessionId(), request.getPaused()));
    }

    @Override
    public void confer(ConferRequest request, StreamObserver<ConferReply> out) {
        reply(
                out,
                request.getSessionId(),
                () -> sessions.edgeOf(request.getSessionId())
                        .then(edge -> Conferring.order(
                                request.getOrder(),
                                new RecordingOrder.Owner(edge.id(), request.getSessionId(), request.getLegId())))
                        .then(order -> sessions.confer(request.getSessionId(), request.getLegId(), order)),
                Conferring::reply);
    }

    @Override
    public void lead(LeadRequest request, StreamObserver<Done> out) {
        replyDone(
                out,
                request.getSessionId(),
                () -> Conferring.act(request.getAct())
                        .then(act -> sessions.lead(request.getSessionId(), request.getLegId(), act)));
    }

    @Override
    public void supervise(SuperviseRequest request, StreamObserver<Done> out) {
        replyDone(
                out,
                request.getSessionId(),
                () -> Supervising.order(request.getOrder())
                        .then(order -> sessions.supervise(
                                request.getSessionId(),
                                request.getLegId(),
                                request.getCallSessionId(),
                                request.getSupervisedLegId(),
                                request.getOtherLegId(),
                                order)));
    }

    @Override
    public void copyCall(CopyCallRequest request, StreamObserver<AnswerReply> out) {
        reply(out, request.getSessionId(), () -> sessions.copy(Copying.order(request)), Replies::answer);
    }

    @Override
    public void offerCopy(OfferCopyRequest request, StreamObserver<AnswerReply> out) {
        reply(
                out,
                request.getSessionId(),
                () -> sessions.offerCopy(request.getSessionId(), request.getRests()),
                Replies::answer);
    }

    @Override
    public void connectCopy(ConnectCopyRequest request, StreamObserver<Done> out) {
        Body answer = Body.of(request.getSdp().toByteArray());
        replyDone(out, request.getSessionId(), () -> sessions.connectCopy(request.getSessionId(), answer));
    }

    @Override
    public void keepTune(KeepTuneRequest request, StreamObserver<Done> out) {
        Outcome<Sound> tune = Sounds.tune(request.getTune(), request.getPcmu());
        replyDone(out, "", () -> tune.then(sound -> sessions.keepTune(request.getTune(), sound)));
    }

    @Override
    public void stopRecording(LegRequest request, StreamObserver<Done> out) {
        replyDone(
                out, request.getSessionId(), () -> sessions.stopRecording(request.getSessionId(), request.getLegId()));
    }

    @Override
    public void fetch(RecordingRequest request, StreamObserver<RecordingChunk> out) {
        delivery.fetch(Recordings.id(request.getRecordingId()), (ServerCallStreamObserver<RecordingChunk>) out);
    }

    @Override
    public void discard(RecordingRequest request, StreamObserver<Done> out) {
        delivery.discard(Recordings.id(request.getRecordingId()), out);
    }

    /** An unknown session has no legs to report: closing twice is harmless. */
    @SuppressWarnings("FutureReturnValueIgnored") // both ends of the future are handled
    private void replyReport(
            StreamObserver<SessionReport> out, Supplier<Outcome<CompletableFuture<List<LegReport>>>> question) {
        onSessions(out, () -> {
            switch (question.get()) {
                case Outcome.Agreed<CompletableFuture<List<LegReport>>> agreed ->
                    agreed.value().whenComplete((legs, failure) -> {
                        if (failure != null) {
                            fail(out, failure);
                        } else {
                            send(out, Replies.report(legs));
                        }
                    });
                case Outcome.Refused<CompletableFuture<List<LegReport>>> ignored ->
                    send(out, SessionReport.getDefaultInstance());
            }
        });
    }

    private <T, R> void reply(
            StreamObserver<R> out, String sessionId, Supplier<Outcome<T>> question, Function<Outcome<T>, R> words) {
        onSessions(out, () -> {
            Outcome<T> outcome = question.get();
            if (outcome instanceof Outcome.Refused<T> refused) {
                LOG.atInfo()
                        .addKeyValue(Fields.EVENT_ACTION, Events.MEDIA_REFUSED)
                        .addKeyValue(Fields.CALL_ID, sessionId)
                        .addKeyValue(Fields.EVENT_REASON, refused.refusal().detail())
                        .log("refused");
            }
            send(out, words.apply(outcome));
        });
    }

    private void replyDone(StreamObserver<Done> out, String sessionId, Supplier<Outcome<Boolean>> question) {
        reply(out, sessionId, question, Replies::done);
    }

    private void onSessions(StreamObserver<?> out, Runnable task) {
        try {
            sessions.post(() -> {
                try {
                    task.run();
                } catch (RuntimeException fault) {
                    fail(out, fault);
                    throw fault;
                }
            });
        } catch (IllegalStateException overloaded) {
            out.onError(
                    Status.UNAVAILABLE.withDescription(overloaded.getMessage()).asRuntimeException());
        }
    }

    private static void fail(StreamObserver<?> out, Throwable failure) {
        out.onError(Status.INTERNAL.withCause(failure).asRuntimeException());
    }

    private static <R> void send(StreamObserver<R> out, R reply) {
        if (out instanceof ServerCallStreamObserver<R> server && server.isCancelled()) {
            return; // the deadline passed meanwhile
        }
        out.onNext(reply);
        out.onCompleted();
    }
}
