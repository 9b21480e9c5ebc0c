package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Ring;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.edge.topology.Invitation;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.Reason;

/**
 * One step of the plan that rings: all phones at once, as far as there is breadth for them, each a leg of its own with its own
 * media. The first that answers and whose media agrees, wins; the others are cancelled, and a 2xx of theirs that crossed is ended.
 * Where a phone sends the call elsewhere, those who are rung there join.
 *
 * @rfc 3261 16.7
 * @rfc 5393 5.3.3
 */
final class Ringing {
    /** How it ended. */
    sealed interface Rung {
        /** Somebody is there; the body is media's answer for the caller. */
        record Answered(Leg leg, Body forCaller) implements Rung {}

        /**
         * Nobody; what the caller may hear where no other step follows.
         *
         * @param next what a phone that sent the call elsewhere wants tried before the plan's other steps
         */
        record Unanswered(Status best, List<Step> next) implements Rung {}
    }

    private static final int LONGEST_SECONDS = 300;
    private static final Reason ELSEWHERE = Reason.sip(200, "Call completed elsewhere");

    private final Scene scene;
    private final Waiting waiting;
    private final Redirections redirections;
    private final EarlyChange changes;
    private final Pickups pickups;
    private final List<Leg> legs = new ArrayList<>();
    private final Invitations invitations;
    private final Forks forks;

    private final List<Status> failures = new ArrayList<>();
    private final List<Step> next = new ArrayList<>();
    /** Phones that sent the call elsewhere, and somebody is rung or served there. */
    private final Set<Fork> sentOn = new HashSet<>();

    private List<Fork> planned = List.of();
    private long deadline;
    private @Nullable Leg winner;

    /** @param redirections of all steps of the same plan together */
    Ringing(Scene scene, Waiting waiting, Redirections redirections) {
        this.scene = scene;
        this.waiting = waiting;
        this.redirections = redirections;
        this.changes = new EarlyChange(scene);
        this.forks = new Forks(waiting.breadth());
        this.invitations = new Invitations(scene, waiting);
        this.pickups = new Pickups(scene, waiting);
    }

    Rung ring(Ring step, String why) throws Hangup, InterruptedException {
        try {
            begin(step, why);
            planned = List.copyOf(forks.waiting());
            return untilOneAnswers();
        } finally {
            endTheOthers();
            pickups.over();
        }
    }

    private void begin(Ring step, String why) {
        deadline = Math.max(deadline, Scene.in(Duration.ofSeconds(Math.clamp(step.getSeconds(), 1, LONGEST_SECONDS))));
        List<Target> others =
                step.getTargetsList().stream().filter(this::isAnother).toList();
        Fork.of(step, why, others).stream()
                .filter(phone -> !forks.has(phone))
                .filter(this::isReachable)
                .forEach(forks.waiting()::add);
    }

    /** Whether it is neither the phone that waits nor one that rings already. */
    private boolean isAnother(Target target) {
        String device = target.getDeviceId();
        if (device.isEmpty()) {
            return true;
        }
        boolean rings = forks.ringing()
                .anyMatch(attempt -> device.equals(attempt.target().getDeviceId())
                        && flow(attempt.target()).equals(flow(target)));
        return !rings && !device.equals(waiting.leg().record().getDeviceId());
    }

    /** Whether we have a flow to it; where not, the legs are written down as tried in vain. */
    private boolean isReachable(Fork fork) {
        while (!fork.flows().isEmpty() && flow(fork.flows().element()).isEmpty()) {
            Leg leg = leg(fork, fork.flows().remove(), Optional.empty());
            leg.ended(Status.TEMPORARILY_UNAVAILABLE, scene.ledger().now());
            if (fork.flows().isEmpty()) {
                failures.add(Status.TEMPORARILY_UNAVAILABLE);
            }
        }
        return !fork.flows().isEmpty();
    }

    /** As many of those who wait as there is breadth for. Where there is none at all, and none will come back, nobody is rung. */
    private void inviteWaiting() throws Hangup {
        while (true) {
            forks.waiting().removeIf(fork -> !isReachable(fork));
            if (!forks.waiting().isEmpty() && forks.starved()) {
                failures.add(Status.MAX_BREADTH_EXCEEDED);
                forks.waiting().clear();
            }
            List<Attempt> fresh = forks.next();
            if (fresh.isEmpty()) {
                return;
            }
            invite(fresh);
        }
    }

    private Optional<Flow> flow(Target target) {
        return target.getEdgeId().equals(scene.settings().edgeId())
                ? scene.signalling().flow(target.getFlow())
                : Optional.empty();
    }

    private Optional<Flow> flow(Leg ringing) {
        return forks.of(ringing).flatMap(attempt -> flow(attempt.target()));
    }

    private Leg leg(Fork fork, Target target, Optional<Flow> flow) {
        Leg leg = Leg.callee(
                flow,
                target.getMedia(),
                target.getNumber().isEmpty() ? fork.step().getNumber() : target.getNumber(),
                target.getDeviceId(),
                fork.why(),
                scene.ledger().now());
        leg.shown("");
        leg.faces(waiting.leg().shown());
        scene.ledger().leg(leg);
        return leg;
    }

    private void invite(List<Attempt> together) throws Hangup {
        List<Leg> fresh = new ArrayList<>();
        // those who ring already stay part of the offer: media would take a refusal of the others for one of all
        List<Leg> ringing = legs.stream().filter(leg -> !leg.over()).toList();
        for (Attempt attempt : together) {
            Leg leg = leg(attempt.fork(), attempt.target(), flow(attempt.target()));
            fresh.add(leg);
            legs.add(leg);
            forks.rings(leg, attempt);
        }
        List<Leg> toward = new ArrayList<>(fresh);
        toward.addAll(ringing);
        switch (waiting.offer(toward)) {
            case MediaSession.Agreed.Bodies(var offers, var hold) -> {
                for (int i = 0; i < fresh.size(); i++) {
                    invite(fresh.get(i), together.get(i), offers.get(i));
                }
                scene.ledger().show();
            }
            case MediaSession.Agreed.No(var status, var reason) -> {
                scene.mediaRefused(waiting.leg(), status.code(), reason);
                fresh.forEach(leg -> failed(leg, status));
            }
            case MediaSession.Agreed.Away away -> fresh.forEach(leg -> failed(leg, Status.SERVICE_UNAVAILABLE));
        }
    }

    private void invite(Leg leg, Attempt attempt, Body offer) {
        Optional<Flow> flow = flow(attempt.target());
        Optional<Invitation> invitation = attempt.invitation(scene, waiting, offer);
        if (offer.isEmpty()) {
            scene.mediaRefused(leg, 488, "nothing can be offered under the policy of the device");
            failed(leg, Status.NOT_ACCEPTABLE_HERE);
        } else if (flow.isEmpty() || invitation.isEmpty()) {
            failed(leg, Status.TEMPORARILY_UNAVAILABLE);
        } else {
            invitations.send(leg, invitation.get(), flow.get());
        }
    }

    private Rung untilOneAnswers() throws Hangup, InterruptedException {
        inviteWaiting();
        while (legs.stream().anyMatch(leg -> !leg.over())) {
            CallEvent event = scene.inbox().next(deadline);
            if (event == null) {
                return unanswered();
            }
            Optional<Body> forCaller = attend(event);
            if (forCaller.isPresent() && winner != null) {
                return new Rung.Answered(winner, forCaller.get());
            }
            inviteWaiting();
        }
        return unanswered();
    }

    /** Where one of the phones did not send the call elsewhere, the plan goes on as it was. */
    private Rung unanswered() {
        Status best = Crossing.best(failures).orElse(Status.TEMPORARILY_UNAVAILABLE);
        return new Rung.Unanswered(best, sentOn.containsAll(planned) ? List.copyOf(next) : List.of());
    }

    /** Media's answer for who waits, where this event was the callee's. */
    private Optional<Body> attend(CallEvent event) throws Hangup, InterruptedException {
        if (event instanceof CallEvent.PickUp(var order)) {
            pickups.asked(order, legs);
            return Optional.empty();
        }
        if (event instanceof CallEvent.PickedUp(var order)) {
            Optional<Leg> by = pickups.taken(order);
            return by.isPresent() ? pickedUp(by.get()) : Optional.empty();
        }
        if (!(event instanceof CallEvent.Sip(var leg, var happened)) || !legs.contains(leg)) {
            waiting.meanwhile(event);
            return Optional.empty();
        }
        if (leg.over()) {
            Scene.stray(event);
            return Optional.empty();
        }
        switch (happened) {
            case SipEvent.Response(var transaction, var response, var dialog) -> {
                return response(leg, response, dialog);
            }
            case SipEvent.Failed(var transaction, var failure) ->
                failed(leg, failure == SipEvent.Failure.TIMEOUT ? Status.REQUEST_TIMEOUT : Status.FLOW_FAILED);
            case SipEvent.Request(var dialog, var request) -> changes.requested(leg, waiting, request);
            default -> {}
        }
        return Optional.empty();
    }

    private Optional<Body> response(Leg leg, SipResponse response, Optional<Dialog> dialog) throws Hangup {
        Status status = response.status();
        if (status.isProvisional()) {
            provisional(leg, response);
            return Optional.empty();
        }
        if (status.isRedirect()) {
            redirected(leg, response);
            return Optional.empty();
        }
        if (status.equals(Status.SESSION_INTERVAL_TOO_SMALL) && invitations.again(leg, flow(leg), response)) {
            return Optional.empty();
        }
        if (status.isFailure()) {
            failed(leg, status);
            if (status.isGlobalFailure()) {
                forks.waiting().clear();
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

    /** Its phone sends the call elsewhere: the app decides, with that phone's rights; others go on ringing. */
    private void redirected(Leg leg, SipResponse response) {
        Optional<Attempt> attempt = close(leg, response.status());
        switch (redirections.from(leg, waiting.leg(), response)) {
            case Onward.Decision.Go(var plan) -> follow(attempt, plan);
            case Onward.Decision.No(var status) -> failures.add(status);
        }
    }

    private void follow(Optional<Attempt> attempt, Plan plan) {
        List<Step> steps = plan.getStepsList();
        if (steps.isEmpty() || steps.getFirst().hasRefuse()) {
            failures.add(
                    steps.isEmpty()
                            ? Status.TEMPORARILY_UNAVAILABLE
                            : SipAnswers.status(steps.getFirst().getRefuse()));
            return;
        }
        attempt.map(Attempt::fork).ifPresent(sentOn::add);
        if (steps.getFirst().hasRing()) {
            next.addAll(steps.subList(1, steps.size()));
            begin(steps.getFirst().getRing(), plan.getWhy());
        } else {
            next.addAll(steps);
        }
    }

    private void provisional(Leg leg, SipResponse response) {
        scene.ledger().rung(leg);
        Optional<Body> early = Scene.sdp(response);
        early.ifPresent(leg::earlyAnswer);
        if (early.isPresent() && waiting.hears(leg, early.get())) {
            return;
        }
        if (response.status().code() == 180 || response.status().code() == 182) {
            waiting.rings();
        }
    }

    /** A 2xx: acknowledged at once; it wins if its answer suits media. */
    private Optional<Body> picksUp(Leg leg, SipResponse response, Dialog dialog) throws Hangup {
        leg.dialog(dialog);
        Optional<Body> answer = Scene.sdp(response).or(leg::earlyAnswer);
        MediaSession.Agreed agreed = answer.map(sdp -> scene.media().answer(leg, waiting.leg(), sdp))
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

    /** Another phone answers than those that ring: they are told so, and it is connected. */
    private Optional<Body> pickedUp(Leg by) throws Hangup, InterruptedException {
        winner = by;
        endTheOthers();
        legs.add(by);
        switch (pickups.connect(by)) {
            case MediaSession.Agreed.Bodies bodies -> {
                return Optional.of(bodies.first());
            }
            case MediaSession.Agreed.No(var status, var reason) -> {
                winner = null;
                scene.mediaRefused(by, status.code(), reason);
                failed(by, status);
                return Optional.empty();
            }
            case MediaSession.Agreed.Away(var reason) -> throw Hangup.unavailable("media unavailable: " + reason);
        }
    }

    /** That flow comes to nothing; its phone may have another. */
    private void failed(Leg leg, Status status) {
        Optional<Attempt> attempt = close(leg, status);
        if (attempt.filter(over -> forks.goesOn(over, status)).isEmpty()) {
            failures.add(status);
        }
    }

    private Optional<Attempt> close(Leg leg, Status status) {
        leg.ended(status, scene.ledger().now());
        scene.ledger().measured(scene.media().close(leg));
        waiting.over(leg);
        return forks.over(leg);
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
        close(leg, Status.REQUEST_TERMINATED);
    }
}
