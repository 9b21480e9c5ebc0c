package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.Application;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.topology.Brought;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Replaces;

/**
 * One party sends the other elsewhere by REFER. The app decides where that is, with the rights of the one who sends; phones are
 * rung there, or the public network is called, on behalf of the one who remains, with media made of what that one has agreed to. Until somebody answers, both go
 * on talking; where nobody does, the call is as it was.
 *
 * @rfc 3515 2.4
 * @rfc 5589 6
 * @rfc 3891 3
 */
final class Transfer implements Waiting {
    /** What became of it. */
    sealed interface Outcome {
        /** Somebody answered, and media has connected the two. */
        record Talks(Leg with) implements Outcome {}

        /**
         * A party of another call was taken over; media does not connect the two yet.
         *
         * @param onHold whether it had been put on hold there
         */
        record Joins(Leg with, boolean onHold) implements Outcome {}

        /** An application is to serve the one who remains, whom media has taken over. */
        record Served(Application by) implements Outcome {}

        record Failed(Status status) implements Outcome {}
    }

    private final Scene scene;
    private final Leg transferor;
    private final Leg remaining;
    /** Where to. */
    private final Destination to;

    private final Optional<Replaces> replaces;

    private final Journey journey = Journey.begun();
    private final Breadth breadth = new Breadth(Breadth.MOST);
    private final Progress progress;
    private final Reoffer.Meanwhile meanwhile;

    Transfer(
            Scene scene,
            Leg transferor,
            Leg remaining,
            Referral referral,
            Progress progress,
            Reoffer.Meanwhile meanwhile) {
        this.scene = scene;
        this.transferor = transferor;
        this.remaining = remaining;
        this.to = referral.to();
        this.replaces = referral.replaces();
        this.progress = progress;
        this.meanwhile = meanwhile;
    }

    Leg transferor() {
        return transferor;
    }

    Leg remaining() {
        return remaining;
    }

    /** Where the one who remains is sent. */
    String destination() {
        return to.number();
    }

    /** Never returns where the one who remains hangs up. */
    Outcome run() throws Hangup, InterruptedException {
        if (replaces.isPresent()) {
            return takenOver(replaces.get());
        }
        return switch (new Onward(scene, transferor, remaining, OnBehalf.Cause.CAUSE_TRANSFER).to(to)) {
            case Onward.Decision.Go(var plan) -> carryOut(plan);
            case Onward.Decision.No(var status) -> new Outcome.Failed(status);
        };
    }

    /**
     * The other call of the party that sends: whom it talks with there is brought together with the one who remains here. Both
     * calls were allowed when they were made, so nobody is asked again.
     *
     * @rfc 5589 7
     */
    private Outcome takenOver(Replaces there) throws Hangup, InterruptedException {
        String by = transferor.record().getNumber();
        return switch (new Takeover(scene, meanwhile).of(there, by)) {
            case Handover.Answer.Given(var leg, var onHold) -> {
                scene.ledger().leg(leg);
                leg.dialog().ifPresent(held -> scene.traced(held.state().id().callId()));
                scene.ledger()
                        .decided("Transferred by " + by + " to " + leg.record().getNumber() + " after consultation");
                yield new Outcome.Joins(leg, onHold);
            }
            case Handover.Answer.No(var status) -> new Outcome.Failed(status);
        };
    }

    private Outcome carryOut(Plan plan) throws Hangup, InterruptedException {
        var course = new Course(plan.getStepsList());
        Outcome outcome = carryOut(plan, course);
        LeftTrunks.untried(scene, course.left());
        return outcome;
    }

    private Outcome carryOut(Plan plan, Course course) throws Hangup, InterruptedException {
        var redirections = new Redirections(scene, to.number());
        for (Step step = course.next(); step != null; step = course.next()) {
            switch (step.getKindCase()) {
                case RING -> {
                    switch (new Ringing(scene, this, redirections).ring(step.getRing(), plan.getWhy())) {
                        case Ringing.Rung.Answered(var leg, var unneeded) -> {
                            return new Outcome.Talks(leg);
                        }
                        case Ringing.Rung.Unanswered(var status, var next) -> {
                            unanswered();
                            course.unanswered(step.getRing(), status, next);
                        }
                    }
                }
                case APPLICATION -> {
                    return takenOver()
                            ? new Outcome.Served(step.getApplication())
                            : new Outcome.Failed(Status.NOT_ACCEPTABLE_HERE);
                }
                case REFUSE -> {
                    return new Outcome.Failed(SipAnswers.status(step.getRefuse()));
                }
                case DIAL -> {
                    switch (new Dialling(scene, this, step.getDial()).dial()) {
                        case Dialling.Dialled.Answered(var leg, var unneeded) -> {
                            return new Outcome.Talks(leg);
                        }
                        case Dialling.Dialled.Final(var status) -> {
                            return new Outcome.Failed(status);
                        }
                        case Dialling.Dialled.Unreached(var status) -> course.unreached(status);
                    }
                }
                case PAGE -> {
                    return new Outcome.Failed(Status.FORBIDDEN); // who is heard by all has dialled it himself
                }
                case KIND_NOT_SET -> {} // newer than this edge
            }
        }
        return new Outcome.Failed(course.best());
    }

    /** The one who remains is offered to talk with media itself. */
    private boolean takenOver() throws Hangup, InterruptedException {
        boolean agreed = scene.media().offer(remaining, Body.EMPTY, List.of()) instanceof MediaSession.Agreed.Bodies
                && scene.media().terminate(remaining) instanceof MediaSession.Agreed.Bodies ours
                && new Reoffer(scene, remaining, meanwhile)
                        .offer(ours.first())
                        .filter(answer -> scene.media().answer(remaining, answer) instanceof MediaSession.Agreed.Bodies)
                        .isPresent();
        if (!agreed) {
            scene.media().rollback();
        }
        return agreed;
    }

    // ------------------------------------------------------------------ while it rings

    @Override
    public Leg leg() {
        return remaining;
    }

    @Override
    public String number() {
        return remaining.record().getNumber();
    }

    @Override
    public String displayName() {
        return remaining.equals(scene.callerLeg()) ? scene.plan().getCaller().getDisplayName() : "";
    }

    @Override
    public boolean anonymous() {
        return remaining.equals(scene.callerLeg()) && scene.caller().anonymous();
    }

    @Override
    public String verstat() {
        boolean inward = remaining.equals(scene.callerLeg()) && scene.plan().hasInward();
        return inward ? scene.plan().getIdentity().getVerstat() : "";
    }

    /** A new call, and the party that sends begins its history. */
    @Override
    public Brought brought() {
        return Brought.NOTHING;
    }

    @Override
    public int hopsLeft() {
        return scene.caller().hopsLeft();
    }

    @Override
    public Breadth breadth() {
        return breadth;
    }

    /** Not the call's: a person has answered since, and decides. */
    @Override
    public Journey journey() {
        return journey;
    }

    @Override
    public MediaSession.Agreed offer(List<Leg> toward) {
        return scene.media().offer(remaining, Body.EMPTY, toward);
    }

    @Override
    public void rings() {
        progress.rings();
    }

    /** Nobody hears it: the one who remains still talks with the one who sends. */
    @Override
    public boolean hears(Leg leg, Body early) {
        progress.rings();
        return false;
    }

    @Override
    public Optional<Leg> heard() {
        return Optional.empty();
    }

    @Override
    public void over(Leg leg) {}

    @Override
    public void unanswered() {
        scene.media().rollback();
    }

    @Override
    public void meanwhile(CallEvent event) throws Hangup {
        meanwhile.attend(event);
    }
}
