package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.Ring;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.edge.topology.Invitation;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.Reason;

/**
 * One step of the plan that rings: all targets at once, each a leg of its own with its own media. The first that answers and
 * whose media agrees, wins; the others are cancelled, and a 2xx of theirs that crossed is ended.
 *
 * @rfc 3261 16.7
 */
final class Ringing {
    /** How it ended. */
    sealed interface Rung {
        /** Somebody is there; the body is media's answer for the caller. */
        record Answered(Leg leg, Body forCaller) implements Rung {}

        /** Nobody; what the caller may hear where no other step follows. */
        record Unanswered(Status best) implements Rung {}
    }

    private static final int LONGEST_SECONDS = 300;
    private static final Reason ELSEWHERE = Reason.sip(200, "Call completed elsewhere");

    private final Scene scene;
    private final Ring step;
    private final String why;
    private final EarlyChange changes;
    private final List<Leg> legs = new ArrayList<>();
    private final List<Status> failures = new ArrayList<>();
    private @Nullable Leg heardEarly;
    private @Nullable Leg winner;

    Ringing(Scene scene, Ring step, String why) {
        this.scene = scene;
        this.step = step;
        this.why = why;
        this.changes = new EarlyChange(scene);
    }

    Rung ring() throws Hangup, InterruptedException {
        List<Target> reachable =
                step.getTargetsList().stream().filter(this::isReachable).toList();
        if (reachable.isEmpty()) {
            return new Rung.Unanswered(Status.TEMPORARILY_UNAVAILABLE);
        }
        try {
            invite(reachable);
            return untilOneAnswers(Scene.in(Duration.ofSeconds(Math.clamp(step.getSeconds(), 1, LONGEST_SECONDS))));
        } finally {
            endTheOthers();
        }
    }

    /** Whether we have the flow; where not, the leg is written down as tried in vain. */
    private boolean isReachable(Target target) {
        boolean here = flow(target).isPresent();
        if (!here) {
            Leg leg = leg(target, Optional.empty());
            leg.ended(Status.TEMPORARILY_UNAVAILABLE, scene.ledger().now());
            failures.add(Status.TEMPORARILY_UNAVAILABLE);
        }
        return here;
    }

    private Optional<Flow> flow(Target target) {
        return target.getEdgeId().equals(scene.settings().edgeId())
                ? scene.signalling().flow(target.getFlow())
                : Optional.empty();
    }

    private Leg leg(Target target, Optional<Flow> flow) {
        Leg leg = Leg.callee(
                flow,
                target.getMedia(),
                target.getNumber().isEmpty() ? step.getNumber() : target.getNumber(),
                target.getDeviceId(),
                why,
                scene.ledger().now());
        scene.ledger().leg(leg);
        return leg;
    }

    private void invite(List<Target> targets) throws Hangup {
        targets.forEach(target -> legs.add(leg(target, flow(target))));
        List<Body> offers = scene.offer(legs).bodies();
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            Target target = targets.get(i);
            Optional<Flow> flow = flow(target);
            Optional<SipRequest> request = invitation(target, offers.get(i));
            if (offers.get(i).isEmpty()) {
                scene.mediaRefused(leg, 488, "nothing can be offered under the policy of the device");
                failed(leg, Status.NOT_ACCEPTABLE_HERE);
            } else if (flow.isEmpty() || request.isEmpty()) {
                failed(leg, Status.TEMPORARILY_UNAVAILABLE);
            } else {
                leg.invite(scene.signalling()
                        .send(request.get(), flow.get(), event -> scene.inbox().post(new CallEvent.Sip(leg, event))));
            }
        }
    }

    private Optional<SipRequest> invitation(Target target, Body offer) {
        Optional<Host> domain = Host.parse(scene.plan().getDomain());
        Optional<Uri> uri = Uri.parse(target.getUri());
        if (domain.isEmpty() || uri.isEmpty()) {
            return Optional.empty();
        }
        List<NameAddress> path = target.getPathList().stream()
                .flatMap(hop -> NameAddress.parse(hop).stream())
                .toList();
        return Optional.of(new Invitation(
                        uri.get(),
                        path,
                        domain.get(),
                        scene.plan().getCaller().getNumber(),
                        scene.plan().getCaller().getDisplayName(),
                        step.getNumber(),
                        scene.signalling().newTag(),
                        scene.signalling().newCallId(),
                        offer,
                        scene.caller().hopsLeft(),
                        scene.plan().getSessionExpiresSeconds())
                .request());
    }

    private Rung untilOneAnswers(long deadline) throws Hangup, InterruptedException {
        while (legs.stream().anyMatch(leg -> !leg.over())) {
            CallEvent event = scene.inbox().next(deadline);
            if (event == null) {
                return new Rung.Unanswered(Crossing.best(failures).orElse(Status.TEMPORARILY_UNAVAILABLE));
            }
            Optional<Body> forCaller = attend(event);
            if (forCaller.isPresent() && winner != null) {
                return new Rung.Answered(winner, forCaller.get());
            }
        }
        return new Rung.Unanswered(Crossing.best(failures).orElse(Status.TEMPORARILY_UNAVAILABLE));
    }

    /** Media's answer for the caller, where this event was the callee's. */
    private Optional<Body> attend(CallEvent event) throws Hangup {
        if (!(event instanceof CallEvent.Sip(var leg, var happened))) {
            return Optional.empty();
        }
        if (leg.equals(scene.callerLeg())) {
            scene.caller()
                    .whileWaiting(
                            happened,
                            request -> changes.asked(scene.callerLeg(), Optional.ofNullable(heardEarly), request));
            return Optional.empty();
        }
        if (leg.over() || !legs.contains(leg)) {
            Scene.stray(event);
            return Optional.empty();
        }
        switch (happened) {
            case SipEvent.Response(var transaction, var response, var dialog) -> {
                return response(leg, response, dialog);
            }
            case SipEvent.Failed(var transaction, var failure) ->
                failed(
                        leg,
                        failure == SipEvent.Failure.TIMEOUT ? Status.REQUEST_TIMEOUT : Status.TEMPORARILY_UNAVAILABLE);
            case SipEvent.Request(var dialog, var request) -> early(leg, request);
            default -> {}
        }
        return Optional.empty();
    }

    /** A request of a phone that has not answered yet. */
    private void early(Leg leg, ServerTransaction request) {
        if (request.request().is(Method.UPDATE) || request.request().is(Method.PRACK)) {
            changes.asked(leg, Optional.of(scene.callerLeg()).filter(caller -> leg.equals(heardEarly)), request);
        } else if (request.request().is(Method.OPTIONS) || request.request().is(Method.INFO)) {
            request.respond(request.response(Status.OK).with(Crossing.ALLOW));
        } else {
            request.respond(request.response(Status.METHOD_NOT_ALLOWED).with(Crossing.ALLOW));
        }
    }

    private Optional<Body> response(Leg leg, SipResponse response, Optional<Dialog> dialog) throws Hangup {
        Status status = response.status();
        if (status.isProvisional()) {
            provisional(leg, response);
            return Optional.empty();
        }
        if (status.isFailure()) {
            failed(leg, status);
            if (status.isGlobalFailure()) {
                legs.stream().filter(other -> !other.over()).forEach(this::end);
            }
            return Optional.empty();
        }
        if (dialog.isEmpty()) {
            failed(leg, Status.SERVER_INTERNAL_ERROR);
            return Optional.empty();
        }
        return picksUp(leg, response, dialog.get());
    }

    private void provisional(Leg leg, SipResponse response) {
        scene.ledger().rung();
        Optional<Body> early = Scene.sdp(response);
        if (early.isPresent() && (heardEarly == null || heardEarly.equals(leg))) {
            leg.earlyAnswer(early.get());
            if (!scene.caller().offersNothing()
                    && scene.media().answer(leg, scene.callerLeg(), early.get())
                            instanceof MediaSession.Agreed.Bodies(var bodies, var hold)) {
                heardEarly = leg;
                scene.caller().progress(bodies.getFirst());
                return;
            }
        }
        if (response.status().code() == 180 || response.status().code() == 182) {
            scene.caller().ring();
        }
    }

    /** A 2xx: acknowledged at once; it wins if its answer suits media. */
    private Optional<Body> picksUp(Leg leg, SipResponse response, Dialog dialog) throws Hangup {
        leg.dialog(dialog);
        Optional<Body> answer = Scene.sdp(response).or(leg::earlyAnswer);
        MediaSession.Agreed agreed = answer.map(sdp -> scene.media().answer(leg, scene.callerLeg(), sdp))
                .orElseGet(() -> new MediaSession.Agreed.No(Status.NOT_ACCEPTABLE_HERE, "no answer in the 200"));
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        switch (agreed) {
            case MediaSession.Agreed.Bodies bodies -> {
                winner = leg;
                leg.answered(scene.ledger().now());
                leg.invite().ifPresent(invite -> invite.abandon()); // a second phone behind the same contact
                return Optional.of(bodies.first());
            }
            case MediaSession.Agreed.No(var status, var reason) -> {
                scene.mediaRefused(leg, status.code(), reason);
                dialog.bye(Reason.sip(488, "Not Acceptable Here"));
                failed(leg, Status.NOT_ACCEPTABLE_HERE);
                return Optional.empty();
            }
            case MediaSession.Agreed.Away(var reason) -> {
                dialog.bye();
                failed(leg, Status.SERVER_INTERNAL_ERROR);
                throw Hangup.unavailable("media unavailable: " + reason);
            }
        }
    }

    private void failed(Leg leg, Status status) {
        leg.ended(status, scene.ledger().now());
        failures.add(status);
        scene.ledger().measured(scene.media().close(leg));
        if (leg.equals(heardEarly)) {
            heardEarly = null;
        }
    }

    private void endTheOthers() {
        legs.stream().filter(leg -> !leg.over() && !leg.equals(winner)).forEach(this::end);
    }

    private void end(Leg leg) {
        leg.invite().ifPresent(invite -> {
            if (winner != null) {
                invite.abandon(ELSEWHERE);
            } else {
                invite.abandon();
            }
        });
        leg.ended(Status.REQUEST_TERMINATED, scene.ledger().now());
        scene.ledger().measured(scene.media().close(leg));
    }
}
