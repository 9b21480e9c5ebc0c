package org.ringfort.app.calls.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ringfort.app.applications.Application;
import org.ringfort.app.applications.RecordingTaker;
import org.ringfort.app.calls.CallsEnded;
import org.ringfort.app.calls.CarrierNetworks;
import org.ringfort.app.calls.Edges;
import org.ringfort.app.calls.GatewayWatchers;
import org.ringfort.app.calls.HelpCalls;
import org.ringfort.app.calls.HelpNumbers;
import org.ringfort.app.calls.LiveCalls;
import org.ringfort.app.calls.LiveConferences;
import org.ringfort.app.calls.RouteOutcome;
import org.ringfort.app.calls.Routing;
import org.ringfort.app.calls.Traces;
import org.ringfort.app.defence.BanWatch;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.music.HoldMusics;
import org.ringfort.app.platform.database.DatabaseAway;
import org.ringfort.app.recordings.RecordingPolicies;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.app.trunks.GatewayAnswers;
import org.ringfort.app.trunks.GatewayStates;
import org.ringfort.app.trunks.TrunkLoad;
import org.ringfort.contract.control.v1.Answer;
import org.ringfort.contract.control.v1.Answers;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.ChallengeLicence;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.ControlPlaneGrpc;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.DeliverRequest;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HelpReply;
import org.ringfort.contract.control.v1.HelpRequest;
import org.ringfort.contract.control.v1.Question;
import org.ringfort.contract.control.v1.Questions;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.TuneReply;
import org.ringfort.contract.control.v1.TuneRequest;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.protocol.sip.digest.Nonces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The control plane, served to edges. A question comes on the transport's thread and gets a virtual one of its own, which may
 * wait for the database, but never longer than its deadline.
 */
@Component
class ControlPlaneDoor extends ControlPlaneGrpc.ControlPlaneImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlaneDoor.class);
    /** So long an edge may offer by itself what a tenant's policy offers no more; an answer by it is refused at once. */
    private static final Duration LICENCE = Duration.ofMinutes(1);

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(5);

    private final Registrar registrar;
    private final Routing routing;
    private final Subscriptions subscriptions;
    private final GatewayAnswers gateways;
    private final RecordingPolicies recordings;
    private final List<RecordingTaker> takers;
    private final EdgeLink.Parts parts;
    private final HeldParties held;
    private final ByteString nonceKey;
    private final Clock clock;

    ControlPlaneDoor(
            Registrar registrar,
            Nonces nonces,
            Routing routing,
            Subscriptions subscriptions,
            GatewayAnswers gateways,
            RecordingPolicies recordings,
            List<Application> applications,
            List<RecordingTaker> takers,
            Edges edges,
            LiveCalls live,
            LiveConferences conferences,
            SecurityWitness security,
            BanWatch bans,
            Traces traces,
            GatewayWatchers watchers,
            HelpNumbers help,
            CarrierNetworks carriers,
            GatewayStates states,
            TrunkLoad load,
            HelpCalls helpCalls,
            HoldMusics music,
            ApplicationEventPublisher listeners,
            Clock clock) {
        this.registrar = registrar;
        this.routing = routing;
        this.subscriptions = subscriptions;
        this.gateways = gateways;
        this.recordings = recordings;
        this.takers = List.copyOf(takers);
        this.nonceKey = ByteString.copyFrom(nonces.key().reveal());
        this.clock = clock;
        this.held = new HeldParties(music);
        this.parts = new EdgeLink.Parts(
                edges,
                live,
                conferences,
                registrar,
                new Conversations(applications),
                calls -> listeners.publishEvent(new CallsEnded(calls)),
                security,
                bans,
                traces,
                watchers,
                help,
                carriers,
                states,
                load,
                helpCalls,
                clock,
                UUID.randomUUID().toString());
    }

    @Override
    public StreamObserver<Questions> ask(StreamObserver<Answers> answers) {
        return new QuestionsIn(this::answer, (ServerCallStreamObserver<Answers>) answers);
    }

    private void answer(Question question, Consumer<Answer.Builder> answer) {
        switch (question.getQuestionCase()) {
            case BIND -> bind(question.getBind(), patience(question), answer);
            case ROUTE -> answer.accept(Answer.newBuilder().setRoute(route(question.getRoute())));
            case SUBSCRIBE ->
                answer.accept(Answer.newBuilder().setSubscribe(subscriptions.subscribe(question.getSubscribe())));
            case HELP -> answer.accept(Answer.newBuilder().setHelp(help(question.getHelp())));
            case TALKING ->
                answer.accept(
                        Answer.newBuilder().setTalking(RecordingWords.talking(question.getTalking(), recordings)));
            case QUESTION_NOT_SET ->
                answer.accept(QuestionsIn.broken(Status.Code.UNIMPLEMENTED)); // newer than this app
        }
    }

    /** How long the asker waits, and never longer than we would. */
    private static Duration patience(Question question) {
        Duration asked = Duration.ofMillis(Integer.toUnsignedLong(question.getPatienceMs()));
        return asked.compareTo(LONGEST_PATIENCE) < 0 ? asked : LONGEST_PATIENCE;
    }

    private void bind(BindRequest request, Duration patience, Consumer<Answer.Builder> answer) {
        var _ = registrar
                .bind(Asked.bind(request), patience)
                .thenApply(outcome -> Replies.bind(outcome, clock))
                .thenApply(reply -> reply.hasChallenged() && isFirst(request.getRequester())
                        ? reply.toBuilder()
                                .setChallenged(licensed(reply.getChallenged()))
                                .build()
                        : reply)
                .whenComplete((reply, bug) ->
                        answer.accept(bug == null ? Answer.newBuilder().setBind(reply) : broken(bug)));
    }

    private static Answer.Builder broken(Throwable bug) {
        LOG.error("A registration has no answer", bug);
        return QuestionsIn.broken(Status.Code.INTERNAL);
    }

    private static boolean isFirst(Requester requester) {
        return requester.getCredentialsCount() == 0
                && requester.getBearerToken().isEmpty()
                && !requester.getSource().hasClientCertificate()
                && !requester.getSource().hasShownCertificate();
    }

    /** The edge may challenge the next of its kind itself. */
    private Challenged licensed(Challenged challenged) {
        return challenged.toBuilder()
                .setLicence(ChallengeLicence.newBuilder()
                        .setNonceKey(nonceKey)
                        .setNowMs(clock.millis())
                        .setValidSeconds((int) LICENCE.toSeconds()))
                .build();
    }

    private RouteReply route(RouteRequest request) {
        RouteReply said = held.hear(DialWords.sentOn(
                Replies.route(routed(request)), request.getOnBehalf().getCause()));
        return said.hasChallenged() && isFirst(request.getRequester())
                ? said.toBuilder().setChallenged(licensed(said.getChallenged())).build()
                : said;
    }

    private RouteOutcome routed(RouteRequest request) {
        if (!request.hasOnBehalf()) {
            return routing.route(
                    Asked.requester(request),
                    request.getCallId(),
                    request.getDomain(),
                    request.getDialled(),
                    Asked.gr(request),
                    Asked.claims(request));
        }
        if (request.getOnBehalf().getDeviceId().isEmpty()) {
            // A carrier has no rights here with which it could send anybody elsewhere.
            return new RouteOutcome.Refused(403, "May Not Send Calls On");
        }
        return routing.route(
                Asked.onBehalf(request.getOnBehalf()),
                request.getCallId(),
                request.getDomain(),
                request.getDialled(),
                Asked.gr(request));
    }

    private HelpReply help(HelpRequest request) {
        return HelpReply.newBuilder()
                .addAllPlans(routing
                        .forHelp(
                                TenantId.parse(request.getTenantId()),
                                new DeviceId(UUID.fromString(request.getDeviceId())))
                        .stream()
                        .map(Replies::plan)
                        .toList())
                .build();
    }

    @Override
    public void answerChallenge(ChallengeRequest request, StreamObserver<ChallengeReply> reply) {
        aside(reply, () -> DialWords.answer(request, gateways));
    }

    @Override
    public void tune(TuneRequest request, StreamObserver<TuneReply> reply) {
        aside(reply, () -> held.tune(request));
    }

    @Override
    public StreamObserver<FromEdge> attach(StreamObserver<ToEdge> toEdge) {
        EdgeLink link = new EdgeLink(new Outbox((ServerCallStreamObserver<ToEdge>) toEdge), parts);
        link.start();
        return link;
    }

    @Override
    public StreamObserver<DeliverRequest> deliver(StreamObserver<DeliverReply> reply) {
        return new DeliveryIn(takers, reply);
    }

    private static <R> void aside(StreamObserver<R> reply, Supplier<R> work) {
        if (reply instanceof ServerCallStreamObserver<R> call) {
            call.setOnCancelHandler(() -> {}); // who has given up is told nothing, and that is no fault
        }
        Thread.ofVirtual().name("control").start(() -> answer(reply, work));
    }

    /** Refusals are cases of the reply; what is thrown is our own trouble and becomes a status code. */
    static <R> void answer(StreamObserver<R> reply, Supplier<R> work) {
        R answer;
        try {
            answer = work.get();
        } catch (StatusRuntimeException said) {
            reply.onError(said);
            return;
        } catch (IllegalArgumentException malformed) {
            LOG.warn("An edge asks what cannot be read", malformed);
            reply.onError(Status.INVALID_ARGUMENT.asRuntimeException());
            return;
        } catch (RuntimeException broken) {
            if (DatabaseAway.causes(broken)) {
                LOG.warn("An edge's request was refused: the database is away");
                reply.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            LOG.error("An edge's request failed", broken);
            reply.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        reply.onNext(answer);
        reply.onCompleted();
    }
}
