package org.ringfort.edge.b2bua;

import java.util.HashMap;
import java.util.Map;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.mediaplane.MediaEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;

/**
 * Two legs talk, until one hangs up; how they change their session is {@link Changes}'s.
 *
 * @rfc 3261 15
 */
final class Talking {
    private static final int MOST_INFOS = 8;

    private final Scene scene;
    private final Leg caller;
    private final Leg callee;
    private final Map<ClientTransaction, ServerTransaction> infos = new HashMap<>();
    private final Changes changes;

    Talking(Scene scene, Leg callee) {
        this.scene = scene;
        this.caller = scene.callerLeg();
        this.callee = callee;
        this.changes = new Changes(scene);
    }

    /** Never returns but by {@link Hangup}. */
    void untilHangup() throws Hangup, InterruptedException {
        scene.ledger().measured(scene.media().report());
        if (scene.caller().offersNothing()) {
            changes.awaitsFirstAnswer(caller, callee);
        }
        try {
            while (true) {
                CallEvent event = scene.inbox().next(Long.MAX_VALUE);
                switch (event) {
                    case CallEvent.Sip(var leg, var happened)
                    when leg.equals(caller) || leg.equals(callee) -> attend(leg, happened);
                    case CallEvent.Sip elsewhere -> Scene.stray(elsewhere);
                    case CallEvent.Media(MediaEvent.Quiet quiet) -> quiet(quiet);
                    case null, default -> {} // nothing of an application's is left to hear
                }
            }
        } finally {
            changes.end();
            infos.values().forEach(info -> info.respond(Status.CALL_DOES_NOT_EXIST));
            infos.clear();
        }
    }

    private void attend(Leg leg, SipEvent event) throws Hangup {
        switch (event) {
            case SipEvent.Request(var dialog, var request) -> asked(leg, request);
            case SipEvent.Response(var transaction, var response, var dialog) -> {
                if (!informed(transaction, response) && !changes.answered(transaction, response, dialog)) {
                    Scene.stray(new CallEvent.Sip(leg, event));
                }
            }
            case SipEvent.Failed(var transaction, var failure) -> {
                ServerTransaction info = infos.remove(transaction);
                if (info != null) {
                    info.respond(Status.REQUEST_TIMEOUT);
                } else {
                    changes.failed(transaction, failure);
                }
            }
            case SipEvent.Cancelled(var transaction, var cancel) -> changes.cancelled(transaction);
            case SipEvent.Unacknowledged unacknowledged ->
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, leg.name() + " did not acknowledge");
            case SipEvent.SessionExpired expired ->
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, leg.name() + " did not refresh the session");
            case SipEvent.Acknowledged(var dialog, var ack) -> changes.acknowledged(leg, ack);
            case SipEvent.Abandoned abandoned -> {}
            case SipEvent.FlowLost
                    lost -> {} // the phone may come back on another; media and timers tell where it does not
        }
    }

    private Leg other(Leg leg) {
        return leg.equals(caller) ? callee : caller;
    }

    private void asked(Leg leg, ServerTransaction request) throws Hangup {
        switch (request.request().method().name()) {
            case "BYE" -> {
                request.respond(Status.OK);
                leg.ended(Status.OK, scene.ledger().now());
                throw leg.equals(caller) ? Hangup.byCaller("caller hung up") : Hangup.byCallee("callee hung up");
            }
            case "INVITE", "UPDATE" -> changes.asked(leg, other(leg), request);
            case "INFO" -> inform(leg, request);
            case "OPTIONS" -> request.respond(request.response(Status.OK).with(Crossing.ALLOW));
            default ->
                request.respond(request.response(Status.METHOD_NOT_ALLOWED).with(Crossing.ALLOW));
        }
    }

    // ------------------------------------------------------------------ the rest

    /** Whether the response was one to an INFO that was passed on. */
    private boolean informed(ClientTransaction transaction, SipResponse response) {
        ServerTransaction info = response.status().isFinal() ? infos.remove(transaction) : null;
        if (info != null) {
            info.respond(response.status().isSuccess() ? Status.OK : Crossing.failure(response.status()));
        }
        return info != null;
    }

    private void inform(Leg from, ServerTransaction request) {
        var headers = Crossing.info(request.request());
        Dialog onward = other(from).dialog().orElse(null);
        if (headers.isEmpty()) {
            request.respond(Status.UNSUPPORTED_MEDIA_TYPE);
        } else if (onward == null || infos.size() >= MOST_INFOS) {
            request.respond(Status.SERVER_INTERNAL_ERROR);
        } else {
            infos.put(
                    onward.request(Method.INFO, headers.get(), request.request().body()), request);
        }
    }

    private void quiet(MediaEvent.Quiet quiet) throws Hangup {
        boolean held = caller.held() || callee.held();
        if (!held && quiet.seconds() >= scene.settings().quiet().toSeconds()) {
            Leg silent = quiet.legId().equals(caller.id()) ? caller : callee;
            throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "no media from the " + silent.name());
        }
    }
}
