package org.ringfort.edge.b2bua;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.LeadConference;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.PauseRecording;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.measure.v1.LegsScored;
import org.ringfort.contract.sound.v1.ConferenceSeen;
import org.ringfort.edge.controlplane.CallOrders;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.journal.CallJournal;
import org.ringfort.edge.journal.RecordDelivery;
import org.ringfort.edge.lamps.LampBoard;
import org.ringfort.edge.lamps.Place;
import org.ringfort.edge.loop.RequestHandler;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.mediaplane.LiveNews;
import org.ringfort.edge.mediaplane.MediaPlane;
import org.ringfort.edge.overload.WorkWindow;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.transport.Flow;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Replaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of this edge. Begins one for each INVITE outside a dialog, hands each what the app says about it, and knows which
 * are up.
 */
public final class Calls implements RequestHandler, CallOrders, LiveNews {
    /** Why a recording is not as it should be, mostly. */
    static final String MEDIA_REFUSED = "media refused or is away";

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /**
     * @param edgeId as in the bindings
     * @param most calls at the same time; one more is answered 503, but for calls for help a twentieth more
     * @param quiet a call whose leg sends no media for so long ends; media measures in steps of 20 s
     */
    public record Settings(String edgeId, int most, Duration quiet) {
        /** A caller hears that something happens within half a second, or is told to come again. */
        private WorkWindow.Settings atOnce() {
            int least = Math.min(8, most);
            return new WorkWindow.Settings(
                    least, Math.clamp(most, least, 64), most, Duration.ofMillis(500), Duration.ofMillis(500));
        }
    }

    private final Settings settings;
    private final ControlPlane app;
    private final MediaPlane media;
    private final Signalling signalling;
    private final Gateways gateways;
    private final CallJournal journal;
    private final RecordDelivery records;
    private final LampBoard lamps;
    private final WorkWindow window;
    private final Clock clock;
    private final RandomGenerator random;
    private final Journeys journeys = new Journeys();
    private final PagePlaces pages;
    private final RecordingSessions recordingSessions;
    private final LiveScores scores;
    private final LiveConferences conferences;
    /** Held while something is learned and told, so that an older word never follows a newer one. */
    private final Object telling = new Object();

    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final LongAdder refusedForLoad = new LongAdder();
    private final LongAdder missedRecordings = new LongAdder();

    public Calls(
            Settings settings,
            ControlPlane app,
            MediaPlane media,
            Signalling signalling,
            Gateways gateways,
            CallJournal journal,
            RecordDelivery records,
            LampBoard lamps,
            Clock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.pages = new PagePlaces(settings.most());
        this.app = app;
        this.media = media;
        this.signalling = signalling;
        this.gateways = gateways;
        this.journal = journal;
        this.records = records;
        this.lamps = lamps;
        this.window = new WorkWindow(settings.atOnce());
        this.clock = clock;
        this.random = random;
        // some wait for the server's last word while the next call is up already
        this.recordingSessions = new RecordingSessions(app, media, signalling, gateways, 2 * settings.most());
        this.scores = new LiveScores(calls::containsKey);
        this.conferences = new LiveConferences(calls::containsKey);
    }

    @Override
    public void handle(ServerTransaction transaction) {
        if (transaction.isEmergency() ? isFullForEmergencies() : isFull()) {
            overloaded(transaction);
            return;
        }
        Optional<WorkWindow.Turn> turn = transaction.isEmergency() ? Optional.of(window.enterAnyway()) : window.enter();
        if (turn.isEmpty()) {
            overloaded(transaction);
            return;
        }
        var call = new Call(this, transaction, turn.get(), random);
        calls.put(call.id(), call);
        threads.incrementAndGet();
        Thread.ofVirtual().name("call-" + call.id()).start(() -> {
            try {
                call.converse();
            } finally {
                threads.decrementAndGet();
            }
        });
    }

    private void overloaded(ServerTransaction transaction) {
        refusedForLoad.increment();
        transaction.respond(SipAnswers.unavailable(transaction.response(Status.SERVICE_UNAVAILABLE), random));
    }

    @Override
    public List<Header> challenges(SipRequest request, Flow flow) {
        return Called.by(request)
                .map(called -> app.challengesForCaller(called.domain(), request, flow))
                .orElse(List.of());
    }

    private boolean isFull() {
        return calls.size() >= settings.most() || journal.full();
    }

    private boolean isFullForEmergencies() {
        return calls.size() >= settings.most() + Math.max(1, settings.most() / 20) || journal.fullForEmergencies();
    }

    /** The next verb of an application; for a call that is over, nobody is there to hear it. */
    @Override
    public void verb(Verb verb) {
        post(verb.getCallId(), new CallEvent.Verb(verb));
    }

    /** An administrator ends a call. */
    @Override
    public void hangUp(HangUp order) {
        post(order.getCallId(), new CallEvent.HangUpOrdered(order.getWhy()));
    }

    /** An administrator pauses a call's recording, or lets it go on; media knows whether there is one. */
    @Override
    public void pauseRecording(PauseRecording order) {
        post(order.getCallId(), new CallEvent.PauseOrdered(order.getPaused()));
    }

    /** An administrator leads a conference; media knows whether that leg is in one. */
    @Override
    public void lead(LeadConference order) {
        post(order.getCallId(), new CallEvent.LeadOrdered(order.getLegId(), order.getAct()));
    }

    @Override
    public void scored(LegsScored told) {
        synchronized (telling) {
            LegsScored ours = scores.heard(told);
            if (ours.getLegsCount() > 0) {
                tell(ours);
            }
        }
    }

    @Override
    public void seen(ConferenceSeen told) {
        synchronized (telling) {
            tell(conferences.seen(told));
        }
    }

    private void tell(ConferenceSeen conference) {
        app.tell(FromEdge.newBuilder().setConferenceSeen(conference).build());
    }

    private void tell(LegsScored legs) {
        app.tell(FromEdge.newBuilder().setLegsScored(legs).build());
    }

    /** The app's stream stands anew, and it knows our calls. */
    public void appAttached() {
        synchronized (telling) {
            scores.all().forEach(this::tell);
            conferences.all().forEach(this::tell);
        }
    }

    /** The app's stream is gone. */
    public void appGone() {
        calls.values().forEach(call -> call.post(new CallEvent.AppGone()));
    }

    /** Every call that has a plan and is not over. */
    public List<LiveCall> live() {
        return calls.values().stream()
                .map(Call::live)
                .filter(call -> !call.getCallId().isEmpty())
                .toList();
    }

    /** Calls that are up, those still being asked about included. */
    public int up() {
        return calls.size();
    }

    /** Threads of calls, those that wait for the last answers included. */
    public int threads() {
        return threads.get();
    }

    /** So many calls may be on their way to somebody whom they wait for. */
    public WorkWindow window() {
        return window;
    }

    /** Legs of ours that would be known if they came back to us. */
    public int legsOut() {
        return journeys.size();
    }

    /** INVITEs answered 503 because there were too many calls, too many at once, or too many records wait for the app. */
    public long refusedForLoad() {
        return refusedForLoad.sum();
    }

    /** Calls that should have been recorded and were not. */
    public long missedRecordings() {
        return missedRecordings.sum();
    }

    /** What should have gone to a recording server and did not, or no more. */
    public long recordingsNotSent() {
        return recordingSessions.notSent();
    }

    /** Recording sessions that are up or on their way, or wait for their last answer. */
    public int recordingSessionsUp() {
        return recordingSessions.up();
    }

    RecordingSessions recordingSessions() {
        return recordingSessions;
    }

    /** A call that should be recorded is not, and goes on; its tenant hears of it. */
    void missedRecording(String callId, String tenantId, String why) {
        missedRecordings.increment();
        tell(Events.RECORDING_MISSED, callId, tenantId, why, "what should be recorded is not");
    }

    /** A recording was not paused by an administrator's order, or does not go on; its tenant hears of it. */
    void pauseFailed(String callId, String tenantId, boolean paused) {
        tell(
                Events.RECORDING_PAUSE_FAILED,
                callId,
                tenantId,
                MEDIA_REFUSED,
                paused ? "a recording that should pause does not" : "a recording that should go on does not");
    }

    private void tell(String event, String callId, String tenantId, String why, String what) {
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, event)
                .addKeyValue(Fields.CALL_ID, callId)
                .addKeyValue(Fields.TENANT, tenantId)
                .addKeyValue(Fields.EVENT_REASON, why)
                .log(what);
        app.reports()
                .report(SecurityEvent.newBuilder()
                        .setName(event)
                        .setTenantId(tenantId)
                        .setDetail(callId));
    }

    Settings settings() {
        return settings;
    }

    ControlPlane app() {
        return app;
    }

    MediaPlane media() {
        return media;
    }

    Signalling signalling() {
        return signalling;
    }

    Journeys journeys() {
        return journeys;
    }

    Gateways gateways() {
        return gateways;
    }

    Ledger ledger(String callId) {
        return new Ledger(
                callId,
                clock,
                journal,
                records,
                live -> app.tell(FromEdge.newBuilder().setLiveCall(live).build()),
                lamps);
    }

    /**
     * Asks the call that holds the order's dialog; false where there is none.
     *
     * @rfc 3891 3
     */
    boolean ask(Handover order) {
        Optional<Call> held = calls.values().stream()
                .filter(call -> call.holds(order.dialog()))
                .findFirst();
        held.ifPresent(call -> call.post(new CallEvent.Wanted(order)));
        return held.isPresent();
    }

    /** Asks a call that rings to let itself be answered elsewhere; false where there is none. */
    boolean ask(String callId, Pickup order) {
        Call ringing = calls.get(callId);
        if (ringing != null) {
            ringing.post(new CallEvent.PickUp(order));
        }
        return ringing != null;
    }

    /** Those who talk in a call of that tenant, where one of them has that number and nobody calls for help. */
    Optional<Supervised> talking(String callId, String tenantId, String number) {
        return Optional.ofNullable(calls.get(callId)).flatMap(call -> call.supervised(tenantId, number));
    }

    /** Whether another call of that extension is up here, or rings. */
    boolean busy(String tenantId, String number, String callId) {
        return lamps.isBusy(new Place(tenantId, number), callId);
    }

    PagePlaces pagePlaces() {
        return pages;
    }

    /** What somebody of that tenant means who names a dialog that he knows from a lamp. */
    LampBoard.Found seen(String tenantId, Replaces dialog) {
        return lamps.find(tenantId, dialog.callId(), dialog.toTag(), dialog.fromTag());
    }

    void over(Call call) {
        calls.remove(call.id());
        scores.over(call.id());
        synchronized (telling) {
            conferences.over(call.id()).forEach(this::tell);
        }
        journeys.over(call.journey());
        lamps.over(call.id());
    }

    private void post(String callId, CallEvent event) {
        Call call = calls.get(callId);
        if (call != null) {
            call.post(event);
        }
    }
}
