package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.dialog.DialogId;
import org.ringfort.edge.lamps.CallSeen;
import org.ringfort.edge.lamps.LampBoard;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.overload.WorkWindow;
import org.ringfort.edge.peer.Asked;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Replaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call, on one virtual thread, from its INVITE to its last answer.
 *
 * <p>The app is asked once; its plan is carried out step by step. Whatever ends the call, wherever it is, arrives in {@link
 * #end} as {@link Hangup}: there the caller gets its answer, the legs their BYE, media is closed and the record written.
 * Then the thread stays as long as an answer to a BYE may come, so that a late 2xx or a crossing BYE meets somebody.
 */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    /** A transaction's longest life (64 × T1) and a little. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(33);
    /** Number of a caller whom his carrier does not name. */
    private static final String NAMELESS = "anonymous";

    private final String id = CallId.next().toString();
    private final Calls calls;
    private final ServerTransaction invite;
    private final RandomGenerator random;
    private final WorkWindow.Turn turn;
    private final Inbox inbox;
    private final MediaSession media;
    private final Ledger ledger;
    private final Journey journey;
    private @Nullable Scene scene;
    /** Whether there was more to do than to read the INVITE. */
    private boolean asked;

    private final Parties parties = new Parties();

    /** @param turn over as soon as the call waits for somebody else than us */
    Call(Calls calls, ServerTransaction invite, WorkWindow.Turn turn, RandomGenerator random) {
        this.calls = calls;
        this.invite = invite;
        this.turn = turn;
        this.inbox = new Inbox(turn::done, this::aside, random);
        this.random = random;
        this.media = new MediaSession(calls.media(), id);
        this.ledger = calls.ledger(id);
        this.journey = calls.journeys().of(invite.request());
    }

    String id() {
        return id;
    }

    Journey journey() {
        return journey;
    }

    /** Hands the call something that happened; any thread, never blocks. */
    void post(CallEvent event) {
        inbox.post(event);
    }

    /** Whether one of its parties, who all have answered, holds the dialog; any thread. */
    boolean holds(DialogId dialog) {
        return parties.now().stream().anyMatch(leg -> leg.holds(dialog));
    }

    /** Those who talk, where one of them has that number of that tenant and nobody calls for help; any thread. */
    Optional<Supervised> supervised(String tenantId, String number) {
        return live().getTenantId().equals(tenantId) && !invite.isEmergency()
                ? Supervised.of(parties.now(), number)
                : Optional.empty();
    }

    /** As a watcher sees it; any thread. */
    LiveCall live() {
        return ledger.live();
    }

    void converse() {
        Hangup how;
        try {
            Plan plan = route();
            Scene begun = begin(plan);
            ClaimCheck.of(begun, invite.request(), invite.isEmergency());
            Optional<Replaces> replaces = invite.request().headers().find(Replaces.class);
            how = replaces.isPresent() ? takeOver(begun, replaces.get()) : carryOut(begun);
        } catch (Hangup hangup) {
            how = hangup;
        } catch (InterruptedException stopping) {
            how = Hangup.unavailable("edge stopping");
        } catch (RuntimeException bug) {
            LOG.atError()
                    .setCause(bug)
                    .addKeyValue(Fields.EVENT_ACTION, Events.CALL_FAILED)
                    .addKeyValue(Fields.CALL_ID, id)
                    .log("fault in a call");
            how = Hangup.bySystem(Status.SERVER_INTERNAL_ERROR, "internal error");
        }
        end(how);
    }

    private Plan route() throws Hangup {
        SipRequest request = invite.request();
        if (journey.closed()) {
            throw Hangup.bySystem(Status.LOOP_DETECTED, "the call has come back to where it was");
        }
        Called dialled = Called.by(request)
                .orElseThrow(() -> Hangup.bySystem(Status.UNSUPPORTED_URI_SCHEME, "Request-URI is no SIP URI"));
        if (Called.isElsewhere(request, dialled) && !invite.isEmergency()) {
            throw Hangup.bySystem(Status.NOT_FOUND, "a local number of somewhere else");
        }
        boolean hasOffer = !request.body().isEmpty();
        if (hasOffer
                && request.headers()
                        .contentType()
                        .filter(type -> type.is(ContentType.SDP))
                        .isEmpty()) {
            throw Hangup.bySystem(Status.UNSUPPORTED_MEDIA_TYPE, "body is no session description");
        }
        asked = true;
        return switch (calls.app().route(CallQuestion.of(id, invite, dialled))) {
            case Asked.Answered<RouteReply>(var reply) -> planned(reply);
            case Asked.Unavailable<RouteReply>(var why) -> HelpAlone.plan(calls.app(), id, invite, dialled, why);
        };
    }

    private Plan planned(RouteReply reply) throws Hangup {
        return switch (reply.getOutcomeCase()) {
            case PLAN -> {
                if (reply.getPlan().hasInward()) {
                    invite.proved();
                }
                yield reply.getPlan();
            }
            case CHALLENGED -> {
                invite.respond(SipAnswers.challenged(invite.response(Status.UNAUTHORIZED), reply.getChallenged()));
                boolean tried = !invite.request().headers().authorizations().isEmpty();
                throw Hangup.bySystem(Status.UNAUTHORIZED, tried ? "credentials not accepted" : "");
            }
            case REFUSED -> {
                invite.respond(
                        SipAnswers.refused(invite.response(SipAnswers.status(reply.getRefused())), reply.getRefused()));
                throw Hangup.bySystem(
                        SipAnswers.status(reply.getRefused()),
                        reply.getRefused().getReason());
            }
            case OUTCOME_NOT_SET -> throw Hangup.bySystem(Status.SERVER_INTERNAL_ERROR, "the app said nothing we know");
        };
    }

    // ------------------------------------------------------------------ carrying out

    private Scene begin(Plan plan) {
        Leg leg = Leg.caller(invite.flow(), plan.getMedia(), ledger.now());
        leg.record()
                .setNumber(plan.getCaller().getNumber())
                .setDeviceId(plan.getCaller().getDeviceId())
                .setUserAgent(RequestFacts.userAgent(invite.request()));
        if (plan.hasInward()) {
            leg.record().setWhy("trunk " + plan.getInward().getTrunk());
        }
        media.tenant(plan.getTenantId());
        media.holdMusic(plan.getHoldMusic());
        var caller = new Caller(invite, random, plan.getSessionExpiresSeconds());
        var begun = new Scene(id, calls, plan, inbox, media, ledger, caller, leg, parties, journey);
        scene = begun;
        shown(plan, caller, leg);
        ledger.opened(plan, leg);
        begun.traced(invite.request().headers().callId());
        leg.at(inbox);
        leg.dialog(invite.openDialog(leg::hears));
        calls.media().listen(id, event -> inbox.post(new CallEvent.Media(event)));
        parties.are(leg);
        if (plan.getMaxDurationSeconds() > 0) {
            inbox.limit(plan.getMaxDurationSeconds());
        }
        return begun;
    }

    /**
     * Who wants no name to be shown is not shown with whom he calls either: who watches both would know. Whom somebody supervises, no
     * lamp tells.
     */
    private static void shown(Plan plan, Caller caller, Leg leg) {
        if (!caller.anonymous() && !plan.getCaller().getNumber().equals(NAMELESS)) {
            leg.shown(plan.getCaller().getDisplayName());
            leg.faces(Supervised.by(plan) ? CallSeen.Party.NOBODY : new CallSeen.Party(plan.getDialled(), ""));
        }
    }

    /** Step by step until one answers; what is returned is why none did. */
    private Hangup carryOut(Scene here) throws Hangup, InterruptedException {
        var waiting = new CallerWaits(here);
        var redirections = new Redirections(here, here.plan().getDialled());
        var course = new Course(here.plan().getStepsList());
        for (Step step = course.next(); step != null; step = course.next()) {
            switch (step.getKindCase()) {
                case RING -> {
                    switch (new Ringing(here, waiting, redirections).ring(step.getRing(), step.getWhy())) {
                        case Ringing.Rung.Answered(var leg, var forCaller) -> {
                            LeftTrunks.untried(here, course.left());
                            talk(here, leg, forCaller);
                        }
                        case Ringing.Rung.Unanswered(var status, var next) ->
                            course.unanswered(step.getRing(), status, next);
                    }
                }
                case APPLICATION -> {
                    LeftTrunks.untried(here, course.left());
                    new Application(here, step.getApplication()).run();
                }
                case PAGE -> new Paging(here, waiting, step.getPage(), step.getWhy()).run();
                case REFUSE ->
                    throw Hangup.refused(
                            SipAnswers.status(step.getRefuse()),
                            step.getRefuse().getRetryAfterSeconds(),
                            step.getRefuse().getReason());
                case DIAL -> {
                    switch (new Dialling(here, waiting, step.getDial()).dial()) {
                        case Dialling.Dialled.Answered(var leg, var forCaller) -> {
                            LeftTrunks.untried(here, course.left());
                            talk(here, leg, forCaller);
                        }
                        case Dialling.Dialled.Final(var status) -> throw Hangup.bySystem(status, words(status));
                        case Dialling.Dialled.Unreached(var status) -> course.unreached(status);
                    }
                }
                case KIND_NOT_SET -> {} // newer than this edge
            }
        }
        return Hangup.bySystem(course.best(), words(course.best()));
    }

    /** Somebody is there: until one of them, or we, hang up. */
    private void talk(Scene here, Leg leg, Body forCaller) throws Hangup, InterruptedException {
        parties.are(here.callerLeg(), leg);
        here.callerLeg().answered(ledger.now());
        here.callerLeg().meets(leg);
        ledger.answered(leg.record().getNumber());
        here.caller().answer(forCaller);
        new Talking(here, leg).untilHangup();
    }

    /**
     * The caller answers what rings at another's phone, or takes the place of another of its own dialogs, and with it the party
     * there; the plan says who it is, but not where it goes.
     *
     * @rfc 3891 3
     */
    private Hangup takeOver(Scene here, Replaces replaces) throws Hangup, InterruptedException {
        if (here.callerLeg().outside()) {
            return Hangup.bySystem(Status.DECLINE, "a trunk takes nobody's place");
        }
        if (here.plan().getTakesNothingOver()) {
            return Hangup.bySystem(Status.DECLINE, "this device takes nobody's place");
        }
        var waiting = new CallerWaits(here);
        LampBoard.Found seen = calls.seen(here.plan().getTenantId(), replaces);
        if (!(seen instanceof LampBoard.Found.Nothing)) {
            return new PickingUp(here, waiting, replaces).run(seen);
        }
        if (here.caller().offersNothing()) {
            return Hangup.bySystem(Status.NOT_ACCEPTABLE_HERE, "nothing was offered to the party that is taken over");
        }
        here.offer(List.of()); // now there is a session to take it over into
        var answer = new Takeover(here, waiting::meanwhile)
                .of(replaces, here.callerLeg().record().getNumber());
        switch (answer) {
            case Handover.Answer.No(var status) -> {
                return Hangup.bySystem(status, "no dialog to take the place of");
            }
            case Handover.Answer.Given(var given, var onHold) -> {
                parties.are(here.callerLeg(), given);
                ledger.leg(given);
                given.dialog().ifPresent(held -> here.traced(held.state().id().callId()));
                Body offer = here.offer(List.of(given)).first();
                Body said = new Reoffer(here, given, waiting::meanwhile)
                        .offer(offer)
                        .orElseThrow(() -> Hangup.bySystem(Status.NOT_ACCEPTABLE_HERE, "no session in common"));
                Body forCaller = here.settled(given, media.answer(given, here.callerLeg(), said))
                        .first();
                talk(here, given, forCaller);
                throw new IllegalStateException("a talk ends by Hangup");
            }
        }
    }

    private static String words(Status best) {
        return switch (best.code()) {
            case 486, 600 -> "busy";
            case 603 -> "declined";
            case 408, 480 -> "no answer";
            default -> "failed with " + best.code();
        };
    }

    /** The app has written down that the recording pauses, or goes on: where it does not, the tenant hears of it. */
    private void aside(CallEvent.Aside order) {
        Scene begun = scene;
        switch (order) {
            case CallEvent.LeadOrdered(var leg, var act) -> media.lead(leg, act);
            case CallEvent.PauseOrdered(boolean paused)
            when begun != null && !media.pauseRecording(paused) ->
                calls.pauseFailed(id, begun.plan().getTenantId(), paused);
            case CallEvent.PauseOrdered done -> {}
        }
    }

    private void end(Hangup how) {
        if (!asked) {
            turn.uncounted();
        }
        turn.done();
        try {
            Scene begun = scene;
            if (begun == null) {
                refuse(how);
                return;
            }
            boolean callerHasDialog = begun.caller().answered();
            begun.caller().refuse(how);
            long byes = sayBye(begun.callerLeg(), callerHasDialog);
            ledger.measured(media.close());
            ledger.ended(how);
            calls.over(this);
            stayForLastAnswers(byes);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            calls.over(this);
        }
    }

    /** It never became a call: whoever asked is told, and nothing is remembered. */
    private void refuse(Hangup how) {
        new Caller(invite, random, 0).refuse(how); // dropped by the loop where the app's refusal went out already
        if (!how.why().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue(Fields.EVENT_ACTION, Events.CALL_REFUSED)
                    .addKeyValue(Fields.CALL_ID, id)
                    .addKeyValue(Fields.SOURCE_IP, invite.flow().remoteAddress())
                    .addKeyValue(
                            Fields.NETWORK_TRANSPORT, invite.flow().transport().uriToken())
                    .addKeyValue(Fields.SIP_STATUS, how.status().code())
                    .addKeyValue(Fields.EVENT_REASON, how.why())
                    .log("call refused");
        }
    }

    private long sayBye(Leg caller, boolean callerHasDialog) {
        return parties.now().stream()
                .filter(leg -> !leg.over() && (callerHasDialog || !leg.equals(caller)))
                .flatMap(leg -> leg.dialog().stream())
                .map(dialog -> dialog.bye())
                .count();
    }

    private void stayForLastAnswers(long byes) throws InterruptedException {
        long deadline = Scene.in(LAST_ANSWERS);
        long missing = byes;
        while (missing > 0) {
            CallEvent event = inbox.last(deadline);
            if (event == null) {
                return;
            }
            boolean settles = event instanceof CallEvent.Sip(var leg, SipEvent.Failed failed)
                    || (event instanceof CallEvent.Sip(var on, SipEvent.Response(var of, var response, var in))
                            && response.status().isFinal());
            if (settles) {
                missing--;
            }
            Scene.stray(event);
        }
    }
}
