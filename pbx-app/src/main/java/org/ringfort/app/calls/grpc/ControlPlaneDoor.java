package org.ringfort.app.calls.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
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
import org.ringfort.app.calls.RouteOutcome;
import org.ringfort.app.calls.Routing;
import org.ringfort.app.calls.Traces;
import org.ringfort.app.defence.BanWatch;
import org.ringfort.app.platform.rest.DatabaseAway;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.app.trunks.GatewayAnswers;
import org.ringfort.app.trunks.GatewayStates;
import org.ringfort.app.trunks.TrunkLoad;
import org.ringfort.contract.control.v1.BindAnswer;
import org.ringfort.contract.control.v1.BindAnswers;
import org.ringfort.contract.control.v1.BindQuestion;
import org.ringfort.contract.control.v1.BindQuestions;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.ChallengeLicence;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.ControlPlaneGrpc;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.DeliverRequest;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.contract.control.v1.ToEdge;
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

    private final Registrar registrar;
    private final Routing routing;
    private final Subscriptions subscriptions;
    private final GatewayAnswers gateways;
    private final List<RecordingTaker> takers;
    private final EdgeLink.Parts parts;
    private final ByteString nonceKey;
    private final Clock clock;

    ControlPlaneDoor(
            Registrar registrar,
            Nonces nonces,
            Routing routing,
            Subscriptions subscriptions,
            GatewayAnswers gateways,
            List<Application> applications,
            List<RecordingTaker> takers,
            Edges edges,
            LiveCalls live,
            SecurityWitness security,
            BanWatch bans,
            Traces traces,
            GatewayWatchers watchers,
            HelpNumbers help,
            CarrierNetworks carriers,
            GatewayStates states,
            TrunkLoad load,
            HelpCalls helpCalls,
            ApplicationEventPublisher listeners,
            Clock clock) {
        this.registrar = registrar;
        this.routing = routing;
        this.subscriptions = subscriptions;
        this.gateways = gateways;
        this.takers = List.copyOf(takers);
        this.nonceKey = ByteString.copyFrom(nonces.key().reveal());
        this.clock = clock;
        this.parts = new EdgeLink.Parts(
                edges,
                live,
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
    public StreamObserver<BindQuestions> bind(StreamObserver<BindAnswers> answers) {
        return new BindQuestionsIn(this::bind, (ServerCallStreamObserver<BindAnswers>) answers);
    }

    private void bind(BindQuestion question, Duration patience, Consumer<BindAnswer.Builder> answer) {
        BindRequest request = question.getRequest();
        var _ = registrar
                .bind(Asked.bind(request), patience)
                .thenApply(outcome -> Answers.bind(outcome, clock))
                .thenApply(reply -> reply.hasChallenged() && isFirst(request.getRequester())
                        ? reply.toBuilder()
                                .setChallenged(licensed(reply.getChallenged()))
                                .build()
                        : reply)
                .whenComplete((reply, bug) -> answer.accept(bug == null ? answered(reply) : broken(bug)));
    }

    private static BindAnswer.Builder answered(BindReply reply) {
        return BindAnswer.newBuilder().setReply(reply);
    }

    private static BindAnswer.Builder broken(Throwable bug) {
        LOG.error("A registration has no answer", bug);
        return BindAnswer.newBuilder().setBroken(Status.Code.INTERNAL.name());
    }

    private static boolean isFirst(Requester requester) {
        return requester.getCredentialsCount() == 0
                && requester.getBearerToken().isEmpty();
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

    @Override
    public void route(RouteRequest request, StreamObserver<RouteReply> reply) {
        aside(reply, () -> {
            RouteReply said = DialWords.sentOn(
                    Answers.route(routed(request)), request.getOnBehalf().getCause());
            return said.hasChallenged() && isFirst(request.getRequester())
                    ? said.toBuilder()
                            .setChallenged(licensed(said.getChallenged()))
                            .build()
                    : said;
        });
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

    @Override
    public void answerChallenge(ChallengeRequest request, StreamObserver<ChallengeReply> reply) {
        aside(reply, () -> DialWords.answer(request, gateways));
    }

    @Override
    public void subscribe(SubscribeRequest request, StreamObserver<SubscribeReply> reply) {
        aside(reply, () -> subscriptions.subscribe(request));
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
