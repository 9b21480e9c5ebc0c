package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Headers;

/**
 * Changes of the session between two legs that talk, one at a time. An offer of one passes through media to the other, and
 * its answer back; whatever comes to nothing is taken back in media, so that the session is as it was. A re-INVITE without
 * an offer gets one of ours, out of what the other leg has agreed to, and that one is not asked.
 *
 * @rfc 3261 14
 * @rfc 3311 5
 * @rfc 3264 8
 */
final class Changes {
    /** What is under way. */
    private sealed interface Pending {
        /** An offer of one leg on its way to the other. */
        record Passed(Leg from, Leg to, ServerTransaction asked, ClientTransaction passed, boolean hold)
                implements Pending {}

        /** Our offer is in a 200 to a leg that made none; its answer comes in ACK. */
        record Late(Leg from, Leg to, boolean first) implements Pending {}
    }

    private final Scene scene;
    private @Nullable Pending pending;

    Changes(Scene scene) {
        this.scene = scene;
    }

    /** Whether an offer has not met its answer. */
    boolean underWay() {
        return pending != null;
    }

    /** The 200 to the INVITE of {@code from} has our offer in it. */
    void awaitsFirstAnswer(Leg from, Leg to) {
        pending = new Pending.Late(from, to, true);
    }

    // ------------------------------------------------------------------ what a leg asks

    void asked(Leg from, Leg to, ServerTransaction request) {
        Dialog onward = to.dialog().orElse(null);
        if (pending != null || onward == null) {
            request.respond(Status.REQUEST_PENDING);
        } else if (request.request().body().isEmpty()) {
            late(from, to, request);
        } else {
            pass(from, to, request, onward);
        }
    }

    private void pass(Leg from, Leg to, ServerTransaction request, Dialog onward) {
        switch (scene.media().offer(from, request.request().body(), List.of(to))) {
            case MediaSession.Agreed.Bodies(var bodies, var hold) -> {
                boolean update = request.request().is(Method.UPDATE) && onward.allowsUpdate();
                ClientTransaction passed = onward.request(
                        update ? Method.UPDATE : Method.INVITE,
                        Headers.of(Crossing.ALLOW, ContentType.SDP),
                        bodies.getFirst());
                pending = new Pending.Passed(from, to, request, passed, hold);
            }
            case MediaSession.Agreed.No(var status, var why) -> {
                scene.mediaRefused(from, status.code(), why);
                request.respond(status);
            }
            case MediaSession.Agreed.Away away -> request.respond(Status.SERVER_INTERNAL_ERROR);
        }
    }

    private void late(Leg from, Leg to, ServerTransaction request) {
        switch (scene.media().offer(to, Body.EMPTY, List.of(from))) {
            case MediaSession.Agreed.Bodies(var bodies, var hold) -> {
                accept(request, bodies.getFirst());
                pending = new Pending.Late(from, to, false);
            }
            case MediaSession.Agreed.No(var status, var why) -> {
                scene.mediaRefused(from, status.code(), why);
                request.respond(status);
            }
            case MediaSession.Agreed.Away away -> request.respond(Status.SERVER_INTERNAL_ERROR);
        }
    }

    private static void accept(ServerTransaction asked, Body sdp) {
        asked.respond(asked.response(Status.OK)
                .with(Contact.of(asked.flow().contact("")))
                .with(Crossing.ALLOW)
                .with(ContentType.SDP)
                .withBody(sdp));
    }

    /** ACK of a 200 with our offer. */
    void acknowledged(Leg leg, SipRequest ack) throws Hangup {
        if (!(pending instanceof Pending.Late(var from, var to, var first)) || !from.equals(leg)) {
            return;
        }
        pending = null;
        MediaSession.Agreed agreed = ack.body().isEmpty()
                ? new MediaSession.Agreed.No(Status.NOT_ACCEPTABLE_HERE, "no answer in the ACK")
                : scene.media().answer(from, to, ack.body());
        if (agreed instanceof MediaSession.Agreed.Bodies) {
            scene.ledger().measured(scene.media().report());
            return;
        }
        scene.media().rollback();
        if (agreed instanceof MediaSession.Agreed.No(var status, var why)) {
            scene.mediaRefused(from, status.code(), why);
        }
        if (first) {
            throw Hangup.bySystem(Status.NOT_ACCEPTABLE_HERE, "no acceptable answer to our offer");
        }
    }

    /** A re-INVITE is taken back: so is ours; its final answer settles both. */
    void cancelled(ServerTransaction transaction) {
        if (pending instanceof Pending.Passed passing && passing.asked().equals(transaction)) {
            passing.asked().respond(Status.REQUEST_TERMINATED);
            passing.passed().cancel();
        }
    }

    // ------------------------------------------------------------------ what came of it

    /** Whether the response was one to a request of ours, here. */
    boolean answered(ClientTransaction transaction, SipResponse response, Optional<Dialog> dialog) throws Hangup {
        if (!(pending instanceof Pending.Passed passing) || !passing.passed().equals(transaction)) {
            return false;
        }
        if (response.status().isFinal()) {
            pending = null;
            if (response.status().isSuccess()) {
                agreed(passing, transaction, response, dialog.or(passing.to()::dialog));
            } else {
                refused(passing, response.status());
            }
        }
        return true;
    }

    private void agreed(
            Pending.Passed passing, ClientTransaction transaction, SipResponse response, Optional<Dialog> dialog) {
        if (transaction.request().is(Method.INVITE)) {
            dialog.ifPresent(onward -> onward.ack(Headers.EMPTY, Body.EMPTY));
        }
        MediaSession.Agreed answer = response.body().isEmpty()
                ? new MediaSession.Agreed.No(Status.NOT_ACCEPTABLE_HERE, "no answer in the 200")
                : scene.media().answer(passing.to(), passing.from(), response.body());
        switch (answer) {
            case MediaSession.Agreed.Bodies(var bodies, var ignored) -> {
                accept(passing.asked(), bodies.getFirst());
                passing.from().held(passing.hold());
                scene.ledger().held(passing.from().held() || passing.to().held());
                scene.ledger().measured(scene.media().report());
            }
            case MediaSession.Agreed.No(var status, var why) -> {
                scene.media().rollback();
                scene.mediaRefused(passing.to(), status.code(), why);
                passing.asked().respond(Status.NOT_ACCEPTABLE_HERE);
            }
            case MediaSession.Agreed.Away away -> passing.asked().respond(Status.SERVER_INTERNAL_ERROR);
        }
    }

    /** The other side said no; where it no longer knows the call, the call is over (RFC 3261 12.2.1.2). */
    private void refused(Pending.Passed passing, Status status) throws Hangup {
        scene.media().rollback();
        passing.asked().respond(Crossing.failure(status));
        forgotten(passing.to(), status);
    }

    private void forgotten(Leg leg, Status status) throws Hangup {
        if (status.code() == 481) {
            leg.ended(Status.OK, scene.ledger().now());
            leg.dialog().ifPresent(Dialog::close);
        }
        if (status.code() == 481 || status.code() == 408) {
            throw Hangup.bySystem(Status.REQUEST_TIMEOUT, leg.name() + " no longer knows the call");
        }
    }

    /** Whether the failure was one of a request of ours, here. */
    boolean failed(ClientTransaction transaction, SipEvent.Failure failure) throws Hangup {
        if (!(pending instanceof Pending.Passed passing) || !passing.passed().equals(transaction)) {
            return false;
        }
        pending = null;
        scene.media().rollback();
        failed(passing, failure);
        return true;
    }

    private static void failed(Pending.Passed passing, SipEvent.Failure failure) throws Hangup {
        switch (failure) {
            case GLARE -> passing.asked().respond(Status.REQUEST_PENDING);
            case UNREACHABLE -> passing.asked().respond(Status.TEMPORARILY_UNAVAILABLE);
            case TIMEOUT -> {
                passing.asked().respond(Status.REQUEST_TIMEOUT);
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, passing.to().name() + " does not answer");
            }
        }
    }

    /** Nobody is left waiting. */
    void end() {
        if (pending instanceof Pending.Passed passing) {
            passing.asked().respond(Status.REQUEST_TERMINATED);
        }
        pending = null;
    }
}
