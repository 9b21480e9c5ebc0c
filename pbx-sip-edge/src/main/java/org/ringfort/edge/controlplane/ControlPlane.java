package org.ringfort.edge.controlplane;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ringfort.contract.control.v1.Answer;
import org.ringfort.contract.control.v1.Answers;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.ControlPlaneGrpc;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.FlowsClosed;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Hello;
import org.ringfort.contract.control.v1.HelpCalled;
import org.ringfort.contract.control.v1.HelpReply;
import org.ringfort.contract.control.v1.HelpRequest;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.LiveCalls;
import org.ringfort.contract.control.v1.Question;
import org.ringfort.contract.control.v1.Questions;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.SubscribeRequest;
import org.ringfort.contract.control.v1.TalkingReply;
import org.ringfort.contract.control.v1.TalkingRequest;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.TuneReply;
import org.ringfort.contract.control.v1.TuneRequest;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.peer.Attachment;
import org.ringfort.edge.peer.Backoff;
import org.ringfort.edge.peer.QuestionStream;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Header;

/**
 * The app, as the edge asks it. Questions block and are for virtual threads, but for {@link #bind}; what is told goes over the stream and never
 * blocks. An app that is away makes every question {@link Asked.Unavailable} at once or at its deadline, never a hang.
 */
public final class ControlPlane implements AutoCloseable {
    /**
     * Who asks, and how patiently.
     *
     * @param edgeId stable over restarts
     * @param incarnation new at every start
     * @param question how long Bind, Route and Subscribe may take
     * @param delivery how long a whole recording may take
     */
    public record Settings(
            String edgeId, String incarnation, Duration question, Duration delivery, Attachment.Limits stream) {
        public static Settings of(String edgeId, String incarnation) {
            return new Settings(
                    edgeId, incarnation, Duration.ofSeconds(3), Duration.ofMinutes(2), Attachment.Limits.DEFAULT);
        }
    }

    /** Questions gather for so long: the app commits no faster, and a message costs as much as many questions. */
    private static final Duration APART = Duration.ofMillis(10);

    private static final int FLOWS_IN_ONE_MESSAGE = 500;
    /** The app spends a transaction on each message, so that many closed at once had better be one. */
    private static final Duration GATHERING = Duration.ofMillis(250);

    private final Settings settings;
    private final ControlPlaneGrpc.ControlPlaneBlockingStub questions;
    private final ControlPlaneGrpc.ControlPlaneStub streams;
    private final Supplier<List<LiveCall>> liveCalls;
    private final FromApp listener;
    private final ClosedFlows closedFlows = new ClosedFlows();
    private final SecurityReports reports = new SecurityReports(Clock.systemUTC(), this::tell);
    private final OwnChallenges challenges = new OwnChallenges(Clock.systemUTC());
    private final CarrierSources carriers = new CarrierSources();
    private final PreparedHelp help;
    private final UntoldHelp untold = new UntoldHelp();
    private final QuestionStream<Question, Answer, Questions, Answers> bindings;
    private final QuestionStream<Question, Answer, Questions, Answers> calls;
    private final Attachment<FromEdge, ToEdge> attachment;

    /**
     * @param liveCalls every call that is up at the moment of asking
     * @param listener hears what the app says unasked
     */
    public ControlPlane(
            ManagedChannel channel,
            Settings settings,
            Supplier<List<LiveCall>> liveCalls,
            FromApp listener,
            Backoff backoff) {
        this.settings = settings;
        this.questions = ControlPlaneGrpc.newBlockingStub(channel);
        this.streams = ControlPlaneGrpc.newStub(channel);
        this.bindings = stream("bind-stream", APART);
        this.calls = stream("call-stream", Duration.ZERO);
        this.liveCalls = liveCalls;
        this.listener = listener;
        this.attachment = new Attachment<>("app", channel, new App(), settings.stream(), backoff);
        this.help = new PreparedHelp(PreparedHelp.Limits.DEFAULT, this::help, this::attached, System::nanoTime);
    }

    private QuestionStream<Question, Answer, Questions, Answers> stream(String name, Duration apart) {
        return new QuestionStream<>(
                name, streams::ask, new ControlWords(), new QuestionStream.Pace(settings.question(), apart));
    }

    public void start() {
        attachment.start();
        reports.start();
        help.start();
    }

    public boolean attached() {
        return attachment.attached();
    }

    /** What strangers try, told to the app so that it is in the audit trail. */
    public SecurityReports reports() {
        return reports;
    }

    /** How phones call for help while the app is away. */
    public PreparedHelp help() {
        return help;
    }

    private Asked<HelpReply> help(HelpRequest request) {
        return calls.ask(Question.newBuilder().setHelp(request).build()).map(Answer::getHelp);
    }

    /** The stream's counters, for metrics. */
    public Attachment<FromEdge, ToEdge> stream() {
        return attachment;
    }

    /**
     * A REGISTER, without blocking: {@code answered} is called once, on gRPC's thread or, where nobody can be asked, at
     * once on this one; it must not block.
     */
    public void bind(BindRequest request, Consumer<Asked<BindReply>> answered) {
        bindings.ask(Question.newBuilder().setBind(request).build(), said -> {
            Asked<BindReply> asked = said.map(Answer::getBind);
            if (asked instanceof Asked.Answered<BindReply>(var reply) && reply.hasChallenged() && attached()) {
                challenges.learn(request.getDomain(), request.getRequester(), reply.getChallenged());
            }
            answered.accept(asked);
        });
    }

    /**
     * What a phone's request without credentials is answered, where that is known without asking; never blocks. Nobody is
     * challenged for an app that is away: it could not take the answer.
     */
    public List<Header> challenges(String domain, SipRequest request, Flow flow) {
        if (RequestFacts.proves(request, flow) || !attached()) {
            return List.of();
        }
        return challenges
                .challenge(domain, request, flow)
                .map(SipAnswers::challenges)
                .orElse(List.of());
    }

    /** The same for a call. A carrier's has no credentials and needs none, so whatever may be one is the app's to judge. */
    public List<Header> challengesForCaller(String domain, SipRequest invite, Flow flow) {
        return carriers.covers(flow.remote().getAddress()) ? List.of() : challenges(domain, invite, flow);
    }

    /** Challenges that were made without asking the app, since the start. */
    public long ownChallenges() {
        return challenges.made();
    }

    public Asked<RouteReply> route(RouteRequest request) {
        Asked<RouteReply> asked =
                calls.ask(Question.newBuilder().setRoute(request).build()).map(Answer::getRoute);
        if (asked instanceof Asked.Answered<RouteReply>(var reply) && reply.hasChallenged() && attached()) {
            challenges.learn(request.getDomain(), request.getRequester(), reply.getChallenged());
        }
        return asked;
    }

    /** A gateway's challenge; the app alone knows the password. */
    public Asked<ChallengeReply> answerChallenge(ChallengeRequest request) {
        return Asked.of(() -> inTime().answerChallenge(request));
    }

    /** What those on hold are to hear. */
    public Asked<TuneReply> tune(String name) {
        return Asked.of(
                () -> inTime().tune(TuneRequest.newBuilder().setTune(name).build()));
    }

    public Asked<SubscribeReply> subscribe(SubscribeRequest request) {
        return calls.ask(Question.newBuilder().setSubscribe(request).build()).map(Answer::getSubscribe);
    }

    /** How two are recorded for whom the call's plan was not made. */
    public Asked<TalkingReply> talking(TalkingRequest request) {
        return calls.ask(Question.newBuilder().setTalking(request).build()).map(Answer::getTalking);
    }

    /** Says what happened. False where the app is away; what matters is then in the next greeting, or said again by its owner. */
    public boolean tell(FromEdge event) {
        return attachment.tell(event);
    }

    /** Somebody calls for help: said now, and at each attachment until the app has stored the record of the call. */
    public void tell(HelpCalled called) {
        FromEdge event = FromEdge.newBuilder().setHelpCalled(called).build();
        untold.keep(event); // first: an attachment that begins now says it, if we cannot
        if (attached()) { // before it is welcomed, what a stream was told goes with it
            tell(event);
        }
    }

    /** A call's record; its owner keeps it until {@link FromApp#recordStored}. */
    public boolean tell(CallRecord recorded) {
        return tell(FromEdge.newBuilder().setCallRecord(recorded).build());
    }

    /**
     * A connection is gone. Said together with those that go within a moment, and again after the next attachments, since an
     * answer never comes.
     */
    public void flowClosed(String flow) {
        if (closedFlows.add(flow)) {
            Thread.ofVirtual().name("flows-closed").start(this::tellClosedFlows);
        }
    }

    private void tellClosedFlows() {
        try {
            Thread.sleep(GATHERING);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        closedFlows.untold(FLOWS_IN_ONE_MESSAGE).forEach(this::tellClosed);
    }

    private void tellClosed(List<String> flows) {
        tell(FromEdge.newBuilder()
                .setFlowsClosed(FlowsClosed.newBuilder().addAllFlows(flows))
                .build());
    }

    /** Hands a recording over; blocks until the app has committed it, has refused it for ever, or could not be asked. */
    public Asked<DeliverReply> deliver(RecordingFacts facts, Iterator<ByteString> octets) {
        return Asked.of(() -> Delivery.of(
                streams.withDeadlineAfter(settings.delivery().toMillis(), TimeUnit.MILLISECONDS), facts, octets));
    }

    @Override
    public void close() {
        reports.close();
        help.close();
        bindings.close();
        calls.close();
        attachment.close();
    }

    private ControlPlaneGrpc.ControlPlaneBlockingStub inTime() {
        return questions.withDeadlineAfter(settings.question().toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<FromEdge> greeting() {
        List<FromEdge> said = new ArrayList<>();
        said.add(FromEdge.newBuilder()
                .setHello(Hello.newBuilder().setEdgeId(settings.edgeId()).setIncarnation(settings.incarnation()))
                .build());
        said.add(FromEdge.newBuilder()
                .setLiveCalls(LiveCalls.newBuilder().addAllCalls(liveCalls.get()))
                .build());
        closedFlows
                .all(FLOWS_IN_ONE_MESSAGE)
                .forEach(flows -> said.add(FromEdge.newBuilder()
                        .setFlowsClosed(FlowsClosed.newBuilder().addAllFlows(flows))
                        .build()));
        return said;
    }

    private final class App implements Attachment.Peer<FromEdge, ToEdge> {
        @Override
        public StreamObserver<FromEdge> open(StreamObserver<ToEdge> inbound) {
            return streams.attach(inbound);
        }

        @Override
        public List<FromEdge> greeting() {
            return ControlPlane.this.greeting();
        }

        @Override
        public void attached(ToEdge welcome) {
            challenges.forget(); // of another process, perhaps
            carriers.forget();
            untold.tell(ControlPlane.this::tell);
            help.attached();
            listener.attached();
        }

        @Override
        public void detached(String why) {
            challenges.forget();
            listener.detached();
        }

        @Override
        public void received(ToEdge message) {
            switch (message.getEventCase()) {
                case VERB -> listener.calls().verb(message.getVerb());
                case HANG_UP -> listener.calls().hangUp(message.getHangUp());
                case PAUSE_RECORDING -> listener.calls().pauseRecording(message.getPauseRecording());
                case LEAD_CONFERENCE -> listener.calls().lead(message.getLeadConference());
                case MAILBOX_CHANGED -> listener.mailboxChanged(message.getMailboxChanged());
                case REGISTRATION_CHANGED -> listener.registrationChanged(message.getRegistrationChanged());
                case RECORD_STORED -> {
                    untold.over(message.getRecordStored().getCallId());
                    listener.recordStored(message.getRecordStored().getCallId());
                }
                case TRACE_WANTED -> listener.traceWanted(message.getTraceWanted());
                case DROP_FLOWS -> listener.dropFlows(message.getDropFlows());
                case BAN_LIST -> listener.bans(message.getBanList());
                case BAN_CHANGE -> listener.bans(message.getBanChange());
                case GATEWAY_WATCH -> listener.watch(message.getGatewayWatch());
                case EMERGENCY_NUMBERS ->
                    listener.emergencyNumbers(message.getEmergencyNumbers().getNumbersList());
                case CARRIER_NETWORKS ->
                    carriers.told(message.getCarrierNetworks().getNetworksList());
                case HELP_CHANGED -> help.changed(message.getHelpChanged());
                case WELCOME, EVENT_NOT_SET -> {} // said twice, or newer than this edge: no harm
            }
        }
    }
}
