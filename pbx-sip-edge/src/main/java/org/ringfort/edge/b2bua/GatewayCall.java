package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.edge.controlplane.GatewayChallenges;
import org.ringfort.edge.controlplane.GatewayWords;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.topology.TrunkInvitation;
import org.ringfort.edge.topology.Whereabouts;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.Reason;

/**
 * One place of a gateway, tried once. That it is not there or keeps silent is a failure that another gateway may make good; what
 * its final answer means, the trunk's rule says. Once anything was heard, the call waits for that answer: a telephone network may
 * take long to find somebody, and who goes elsewhere then rings twice.
 *
 * <p>A challenge is answered once, by the app, on the flow that brought it: so credentials reach nobody but the gateway that
 * they were made for.
 *
 * @rfc 3261 21.4
 * @rfc 3263 4.3
 */
final class GatewayCall {
    /** What became of it. */
    sealed interface Outcome {
        /** Somebody is there; the body is media's answer for who waits. */
        record Answered(Leg leg, Body forCaller) implements Outcome {}

        /** It has said no; the status is its own. */
        record Refused(Status status) implements Outcome {}

        /** We have: nobody took the call in time, or media has nothing to offer or is away. */
        record GivenUp(Status status) implements Outcome {}

        /** It did not answer, in words; the status is what that amounts to. */
        record Failed(Status status, String why) implements Outcome {}
    }

    private static final String NO_ANSWER = "no answer";
    private static final String NO_CONNECTION = "no connection";
    private static final String NOT_BELIEVED = "our credentials are refused";

    private final Scene scene;
    private final Waiting waiting;
    private final Dial step;
    private final Gateway gateway;
    private final Optional<Gateways.Place> place;
    private final int share;
    private final Runnable onSent;
    private final EarlyChange changes;
    private @Nullable Leg leg;
    private @Nullable TrunkInvitation invitation;
    private @Nullable Flow flow;
    private long deadline;
    private boolean progressed;
    private boolean challenged;
    private int sent;
    private boolean won;

    /**
     * A call yet to be made.
     *
     * @param place empty: it has none that may be called, and all there is to do is to say so on record
     * @param share of the call's breadth
     * @param onSent hears of each INVITE that has left; must not block
     */
    GatewayCall(
            Scene scene,
            Waiting waiting,
            Dial step,
            Gateway gateway,
            Optional<Gateways.Place> place,
            int share,
            Runnable onSent) {
        this.scene = scene;
        this.waiting = waiting;
        this.step = step;
        this.gateway = gateway;
        this.place = place;
        this.share = share;
        this.onSent = onSent;
        this.changes = new EarlyChange(scene);
        awaitProgress();
    }

    Outcome call() throws Hangup, InterruptedException {
        Optional<Flow> reached = reach();
        Leg tried = Leg.callee(
                reached,
                step.getMedia(),
                step.getNumber(),
                "",
                words(),
                scene.ledger().now());
        tried.shown("");
        if (step.getEmergency()) {
            tried.helps();
        }
        leg = tried;
        scene.ledger().leg(tried);
        if (reached.isEmpty()) {
            tried.ended(Status.SERVICE_UNAVAILABLE, scene.ledger().now());
            return new Outcome.Failed(Status.SERVICE_UNAVAILABLE, place.isPresent() ? NO_CONNECTION : "no address");
        }
        flow = reached.get();
        try {
            Optional<Outcome> refused = invite(tried);
            return refused.isPresent() ? refused.get() : untilAnswered(tried);
        } finally {
            if (!won) {
                giveUp(tried);
            }
        }
    }

    /** From now on it has so long for a first sign of life. */
    private void awaitProgress() {
        progressed = false;
        deadline = Scene.in(patience(step));
    }

    /** How long a gateway may keep silent. */
    static Duration patience(Dial step) {
        return Duration.ofMillis(Math.clamp(step.getProgressMs(), 500, 10_000));
    }

    private String words() {
        String label = GatewayWords.label(gateway);
        String address = place.map(where ->
                        Host.ofAddress(where.target().address().getAddress().getHostAddress()) + ":"
                                + where.target().address().getPort())
                .orElse("no address");
        return "trunk " + step.getTrunk() + ", gateway " + label + (label.equals(address) ? "" : " at " + address);
    }

    // ------------------------------------------------------------------ getting there

    /** The flow to the gateway; empty where there is none within the time for a first sign. Who waits may hang up meanwhile. */
    private Optional<Flow> reach() throws Hangup, InterruptedException {
        CompletableFuture<Flow> opening = place.map(this::open)
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("no way there")));
        return new Meanwhile(scene, waiting).await(opening, deadline);
    }

    private CompletableFuture<Flow> open(Gateways.Place where) {
        try {
            return scene.signalling().open(GatewayWords.destination(gateway, where.target()));
        } catch (IllegalArgumentException contradiction) {
            return CompletableFuture.failedFuture(contradiction);
        }
    }

    /** Sends the INVITE; the outcome where there is nothing to offer. */
    private Optional<Outcome> invite(Leg tried) throws Hangup {
        return switch (waiting.offer(List.of(tried))) {
            case MediaSession.Agreed.Bodies bodies -> {
                if (bodies.first().isEmpty()) {
                    yield Optional.of(
                            notAcceptable(tried, 488, "nothing can be offered under the policy of the trunk"));
                }
                invite(tried, bodies.first());
                yield Optional.empty();
            }
            case MediaSession.Agreed.No(var status, var reason) ->
                Optional.of(notAcceptable(tried, status.code(), reason));
            case MediaSession.Agreed.Away away -> {
                tried.ended(Status.SERVICE_UNAVAILABLE, scene.ledger().now());
                yield Optional.of(new Outcome.GivenUp(Status.SERVICE_UNAVAILABLE));
            }
        };
    }

    private Outcome notAcceptable(Leg tried, int status, String why) {
        scene.mediaRefused(tried, status, why);
        tried.ended(Status.NOT_ACCEPTABLE_HERE, scene.ledger().now());
        return new Outcome.GivenUp(Status.NOT_ACCEPTABLE_HERE);
    }

    private void invite(Leg tried, Body offer) {
        invitation = GatewayInvitation.of(scene, waiting, step, gateway, share, offer);
        send(tried, invitation.request());
    }

    private void send(Leg tried, SipRequest request) {
        Flow by = flow;
        sent++;
        if (by != null) {
            tried.at(scene.inbox());
            scene.goesOut(request, waiting);
            tried.invite(scene.signalling().send(request, by, tried::hears));
            onSent.run();
        }
    }

    // ------------------------------------------------------------------ waiting for it

    private Outcome untilAnswered(Leg tried) throws Hangup, InterruptedException {
        while (true) {
            CallEvent event = scene.inbox().next(deadline);
            if (!progressed && tried.invite().map(ClientTransaction::progressed).orElse(false)) {
                progressed = true;
                deadline = Scene.in(Duration.ofSeconds(Math.clamp(step.getSeconds(), 1, 300)));
            } else if (event == null) {
                return progressed
                        ? new Outcome.GivenUp(Status.TEMPORARILY_UNAVAILABLE)
                        : new Outcome.Failed(Status.REQUEST_TIMEOUT, NO_ANSWER);
            }
            Optional<Outcome> outcome = event == null ? Optional.empty() : attend(event);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }

    private Optional<Outcome> attend(CallEvent event) throws Hangup {
        Leg tried = leg;
        if (tried == null || !(event instanceof CallEvent.Sip(var on, var happened)) || !on.equals(tried)) {
            waiting.meanwhile(event);
            return Optional.empty();
        }
        return switch (happened) {
            case SipEvent.Response(var transaction, var response, var dialog) -> response(tried, response, dialog);
            case SipEvent.Failed(var transaction, var failure) ->
                Optional.of(
                        failure == SipEvent.Failure.TIMEOUT
                                ? failed(tried, Status.REQUEST_TIMEOUT, NO_ANSWER)
                                : failed(tried, Status.SERVICE_UNAVAILABLE, NO_CONNECTION));
            case SipEvent.Request(var dialog, var request) -> {
                changes.requested(tried, waiting, request);
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<Outcome> response(Leg tried, SipResponse response, Optional<Dialog> dialog) throws Hangup {
        Status status = response.status();
        if (status.isProvisional()) {
            provisional(tried, response);
            return Optional.empty();
        }
        if (status.code() == 401 || status.code() == 407) {
            return challenged(tried, response);
        }
        if (status.equals(Status.SESSION_INTERVAL_TOO_SMALL) && asksAgain(tried, response)) {
            return Optional.empty();
        }
        if (Whereabouts.isRefusedBy(status) && asksWithoutLocation(tried)) {
            return Optional.empty();
        }
        if (!status.isSuccess()) {
            tried.ended(status, scene.ledger().now());
            return Optional.of(new Outcome.Refused(status));
        }
        return Optional.of(
                dialog.isPresent()
                        ? picksUp(tried, response, dialog.get())
                        : failed(tried, Status.SERVER_INTERNAL_ERROR, "an answer without a dialog"));
    }

    private Outcome failed(Leg tried, Status status, String why) {
        tried.ended(status, scene.ledger().now());
        return new Outcome.Failed(status, why);
    }

    /** Once: who challenges our answer again does not want us. */
    private Optional<Outcome> challenged(Leg tried, SipResponse response) {
        TrunkInvitation asked = invitation;
        if (challenged || asked == null) {
            return Optional.of(failed(tried, response.status(), NOT_BELIEVED));
        }
        challenged = true;
        awaitProgress();
        return GatewayChallenges.answer(
                        scene.app(),
                        scene.plan().getTenantId(),
                        step.getTrunkId(),
                        gateway.getGatewayId(),
                        scene.callId(),
                        asked.request(),
                        response)
                .<Optional<Outcome>>map(authorization -> {
                    send(tried, asked.again(sent + 1, Optional.of(authorization)));
                    return Optional.empty();
                })
                .orElseGet(() -> Optional.of(failed(tried, response.status(), NOT_BELIEVED)));
    }

    /**
     * It wants a longer session timer: asked again for one, without the answer to a challenge, which counts once.
     *
     * @rfc 4028 7.3
     */
    private boolean asksAgain(Leg tried, SipResponse response) {
        TrunkInvitation asked = invitation;
        Optional<TrunkInvitation> again = asked == null
                ? Optional.empty()
                : asked.session().after(response).map(asked::with);
        again.ifPresent(longer -> {
            invitation = longer;
            challenged = false;
            awaitProgress();
            send(tried, longer.again(sent + 1, Optional.empty()));
        });
        return again.isPresent();
    }

    /** It cannot take where the caller is, or not so: nobody goes without help for that. Once, since then it is not said. */
    private boolean asksWithoutLocation(Leg tried) {
        TrunkInvitation asked = invitation;
        if (asked == null || asked.where().isEmpty()) {
            return false;
        }
        TrunkInvitation less = asked.nowhere();
        invitation = less;
        challenged = false;
        awaitProgress();
        send(tried, less.again(sent + 1, Optional.empty()));
        return true;
    }

    private void provisional(Leg tried, SipResponse response) {
        scene.ledger().rung();
        Optional<Body> early = Scene.sdp(response);
        early.ifPresent(tried::earlyAnswer);
        if (early.isPresent() && waiting.hears(tried, early.get())) {
            return;
        }
        if (response.status().code() == 180 || response.status().code() == 182) {
            waiting.rings();
        }
    }

    /** A 2xx: acknowledged at once; it stands if its answer suits media. */
    private Outcome picksUp(Leg tried, SipResponse response, Dialog dialog) throws Hangup {
        tried.dialog(dialog);
        MediaSession.Agreed agreed = Scene.sdp(response)
                .or(tried::earlyAnswer)
                .map(sdp -> scene.media().answer(tried, waiting.leg(), sdp))
                .orElseGet(() -> new MediaSession.Agreed.No(Status.NOT_ACCEPTABLE_HERE, "no answer in the 200"));
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        return switch (agreed) {
            case MediaSession.Agreed.Bodies bodies -> {
                won = true;
                tried.answered(scene.ledger().now());
                tried.invite().ifPresent(invite -> invite.abandon());
                yield new Outcome.Answered(tried, bodies.first());
            }
            case MediaSession.Agreed.No(var status, var reason) -> {
                scene.mediaRefused(tried, status.code(), reason);
                dialog.bye(Reason.sip(488, "Not Acceptable Here"));
                tried.ended(Status.NOT_ACCEPTABLE_HERE, scene.ledger().now());
                yield new Outcome.GivenUp(Status.NOT_ACCEPTABLE_HERE);
            }
            case MediaSession.Agreed.Away(var reason) -> {
                dialog.bye();
                throw Hangup.unavailable("media unavailable: " + reason);
            }
        };
    }

    private void giveUp(Leg tried) {
        tried.invite().ifPresent(invite -> invite.abandon());
        tried.ended(Status.REQUEST_TERMINATED, scene.ledger().now());
        scene.ledger().measured(scene.media().close(tried));
        waiting.over(tried);
    }
}
