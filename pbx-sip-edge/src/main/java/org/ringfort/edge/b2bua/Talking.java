package org.ringfort.edge.b2bua;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.mediaplane.MediaEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Headers;

/**
 * Two legs talk, until one hangs up. Offers to change the session pass through media to the other leg and their answers
 * back; one at a time, a second one that meets it is told to wait.
 *
 * @rfc 3261 14
 * @rfc 3311 5
 */
final class Talking {
    private static final int MOST_INFOS = 8;

    /** An offer of one leg on its way to the other. */
    private record Renegotiation(Leg from, Leg to, ServerTransaction asked, ClientTransaction passed, boolean hold) {}

    private final Scene scene;
    private final Leg caller;
    private final Leg callee;
    private final Map<ClientTransaction, ServerTransaction> infos = new HashMap<>();
    private @Nullable Renegotiation pending;

    Talking(Scene scene, Leg callee) {
        this.scene = scene;
        this.caller = scene.callerLeg();
        this.callee = callee;
    }

    /** Never returns but by {@link Hangup}. */
    void untilHangup() throws Hangup, InterruptedException {
        scene.ledger().measured(scene.media().report());
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
            leaveNobodyWaiting();
        }
    }

    private void attend(Leg leg, SipEvent event) throws Hangup {
        switch (event) {
            case SipEvent.Request(var dialog, var request) -> asked(leg, request);
            case SipEvent.Response(var transaction, var response, var dialog) ->
                answered(leg, transaction, response, dialog.or(leg::dialog).orElse(null));
            case SipEvent.Failed(var transaction, var failure) -> failed(leg, transaction, failure);
            case SipEvent.Cancelled(var transaction, var cancel) -> cancelled(transaction);
            case SipEvent.Unacknowledged unacknowledged ->
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, name(leg) + " did not acknowledge");
            case SipEvent.SessionExpired expired ->
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, name(leg) + " did not refresh the session");
            case SipEvent.Acknowledged acknowledged -> {}
            case SipEvent.Abandoned abandoned -> {}
            case SipEvent.FlowLost
                    lost -> {} // the phone may come back on another; media and timers tell where it does not
        }
    }

    private String name(Leg leg) {
        return leg.equals(caller) ? "caller" : "callee";
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
            case "INVITE", "UPDATE" -> renegotiate(leg, request);
            case "INFO" -> inform(leg, request);
            case "OPTIONS" -> request.respond(request.response(Status.OK).with(Crossing.ALLOW));
            default ->
                request.respond(request.response(Status.METHOD_NOT_ALLOWED).with(Crossing.ALLOW));
        }
    }

    // ------------------------------------------------------------------ offers

    private void renegotiate(Leg from, ServerTransaction request) throws Hangup {
        Leg to = other(from);
        Dialog onward = to.dialog().orElse(null);
        if (pending != null || onward == null) {
            request.respond(Status.REQUEST_PENDING);
            return;
        }
        if (request.request().body().isEmpty()) {
            request.respond(Status.NOT_ACCEPTABLE_HERE); // an offer in the 200 is not asked of us yet
            return;
        }
        var agreed = scene.media().offer(from, request.request().body(), List.of(to));
        switch (agreed) {
            case MediaSession.Agreed.Bodies(var bodies, var hold) -> {
                ClientTransaction passed =
                        onward.request(Method.INVITE, Headers.of(Crossing.ALLOW, ContentType.SDP), bodies.getFirst());
                pending = new Renegotiation(from, to, request, passed, hold);
            }
            case MediaSession.Agreed.No(var status, var why) -> {
                scene.mediaRefused(from, status.code(), why);
                request.respond(status);
            }
            case MediaSession.Agreed.Away away -> request.respond(Status.SERVER_INTERNAL_ERROR);
        }
    }

    private void answered(Leg leg, ClientTransaction transaction, SipResponse response, @Nullable Dialog dialog)
            throws Hangup {
        ServerTransaction info = response.status().isFinal() ? infos.remove(transaction) : null;
        if (info != null) {
            info.respond(response.status().isSuccess() ? Status.OK : Crossing.failure(response.status()));
            return;
        }
        Renegotiation passing = pending;
        if (passing == null || !passing.passed().equals(transaction)) {
            Scene.stray(new CallEvent.Sip(leg, new SipEvent.Response(transaction, response, Optional.empty())));
            return;
        }
        if (response.status().isProvisional()) {
            return;
        }
        pending = null;
        if (response.status().isSuccess()) {
            agreed(passing, response, dialog);
        } else {
            refused(passing, response.status());
        }
    }

    private void agreed(Renegotiation passing, SipResponse response, @Nullable Dialog dialog) {
        if (dialog != null) {
            dialog.ack(Headers.EMPTY, Body.EMPTY);
        }
        var answer = scene.media().answer(passing.to(), passing.from(), response.body());
        switch (answer) {
            case MediaSession.Agreed.Bodies(var bodies, var ignored) -> {
                ServerTransaction asked = passing.asked();
                asked.respond(asked.response(Status.OK)
                        .with(Contact.of(asked.flow().contact("")))
                        .with(Crossing.ALLOW)
                        .with(ContentType.SDP)
                        .withBody(bodies.getFirst()));
                passing.from().held(passing.hold());
                scene.ledger().held(caller.held() || callee.held());
                scene.ledger().measured(scene.media().report());
            }
            case MediaSession.Agreed.No(var status, var why) -> {
                scene.mediaRefused(passing.to(), status.code(), why);
                passing.asked().respond(Status.NOT_ACCEPTABLE_HERE);
            }
            case MediaSession.Agreed.Away away -> passing.asked().respond(Status.SERVER_INTERNAL_ERROR);
        }
    }

    /** The other side said no; where it no longer knows the call, the call is over (RFC 3261 12.2.1.2). */
    private void refused(Renegotiation passing, Status status) throws Hangup {
        passing.asked().respond(Crossing.failure(status));
        if (status.code() == 481) {
            passing.to().ended(Status.OK, scene.ledger().now());
            passing.to().dialog().ifPresent(Dialog::close);
        }
        if (status.code() == 481 || status.code() == 408) {
            throw Hangup.bySystem(Status.REQUEST_TIMEOUT, name(passing.to()) + " no longer knows the call");
        }
    }

    private void failed(Leg leg, ClientTransaction transaction, SipEvent.Failure failure) throws Hangup {
        ServerTransaction info = infos.remove(transaction);
        if (info != null) {
            info.respond(Status.REQUEST_TIMEOUT);
            return;
        }
        Renegotiation passing = pending;
        if (passing == null || !passing.passed().equals(transaction)) {
            return;
        }
        pending = null;
        switch (failure) {
            case GLARE -> passing.asked().respond(Status.REQUEST_PENDING);
            case UNREACHABLE -> passing.asked().respond(Status.TEMPORARILY_UNAVAILABLE);
            case TIMEOUT -> {
                passing.asked().respond(Status.REQUEST_TIMEOUT);
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, name(leg) + " does not answer");
            }
        }
    }

    /** A re-INVITE is taken back: so is ours; its final answer settles both. */
    private void cancelled(ServerTransaction transaction) {
        Renegotiation passing = pending;
        if (passing != null && passing.asked().equals(transaction)) {
            passing.asked().respond(Status.REQUEST_TERMINATED);
            passing.passed().cancel();
        }
    }

    private void leaveNobodyWaiting() {
        Renegotiation passing = pending;
        if (passing != null) {
            passing.asked().respond(Status.REQUEST_TERMINATED);
            pending = null;
        }
        infos.values().forEach(info -> info.respond(Status.CALL_DOES_NOT_EXIST));
        infos.clear();
    }

    // ------------------------------------------------------------------ the rest

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
            boolean atCaller = quiet.legId().equals(caller.id());
            throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "no media from the " + (atCaller ? "caller" : "callee"));
        }
    }
}
