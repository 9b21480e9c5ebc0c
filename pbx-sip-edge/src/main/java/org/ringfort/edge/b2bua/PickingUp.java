package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.List;
import org.ringfort.edge.lamps.LampBoard;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Replaces;

/**
 * A phone that has seen on a lamp that a colleague's rings takes that call: INVITE with Replaces, by the handle that the lamp
 * was told with. It is answered by media, and goes as a leg to the call that rings, which connects it as it would have connected
 * the phone that rings; so that call keeps its plan, its limits, its place on a trunk and its record.
 *
 * <p>May be done by whoever may watch the lamp, that is every device of the tenant that may call: without the handle, which is
 * chance, nobody can name the call.
 *
 * @rfc 3891 3
 * @rfc 4235 3.6
 */
final class PickingUp {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Scene scene;
    private final Waiting waiting;
    private final Replaces replaces;

    PickingUp(Scene scene, Waiting waiting, Replaces replaces) {
        this.scene = scene;
        this.waiting = waiting;
        this.replaces = replaces;
    }

    /** How this call ends, the leg having gone to the other or not; or by {@link Hangup} where the phone ends it. */
    Hangup run(LampBoard.Found found) throws Hangup, InterruptedException {
        return switch (found) {
            case LampBoard.Found.Rings(var callId, var extension) -> pickUp(callId, extension);
            case LampBoard.Found.Talks() -> tooLate();
            case LampBoard.Found.Over() -> Hangup.bySystem(Status.DECLINE, "what was to be picked up is over");
            case LampBoard.Found.Nothing() -> Hangup.bySystem(Status.CALL_DOES_NOT_EXIST, "nothing to pick up");
        };
    }

    /** Somebody has answered: who wanted it while it rang is told that it is busy, who wants it all the same that he may not. */
    private Hangup tooLate() {
        return Hangup.bySystem(
                replaces.earlyOnly() ? Status.BUSY_HERE : Status.DECLINE,
                "another has answered what was to be picked up");
    }

    private Hangup pickUp(String callId, String extension) throws Hangup, InterruptedException {
        var pickup = new Pickup(extension, scene.inbox());
        if (!scene.calls().ask(callId, pickup)) {
            return Hangup.bySystem(Status.DECLINE, "what was to be picked up is over");
        }
        try {
            awaitAdmission(pickup);
            scene.ledger().decided("Picks up a call that rings at " + extension);
            answer(extension);
            return handOver(pickup, callId);
        } finally {
            pickup.withdraw();
        }
    }

    private void awaitAdmission(Pickup pickup) throws Hangup, InterruptedException {
        long deadline = Scene.in(PATIENCE);
        while (true) {
            CallEvent event = scene.inbox().next(deadline);
            switch (event) {
                case null ->
                    throw Hangup.bySystem(Status.TEMPORARILY_UNAVAILABLE, "the call that rings does not answer us");
                case CallEvent.MayPickUp(var of, var refusal)
                when of.equals(pickup) -> {
                    if (refusal.isPresent()) {
                        throw refusal.get().equals(Status.BUSY_HERE)
                                ? tooLate()
                                : Hangup.bySystem(refusal.get(), "what was to be picked up is not to be had");
                    }
                    return;
                }
                default -> waiting.meanwhile(event);
            }
        }
    }

    /** The phone is answered by media, until it can be connected; what was agreed must be settled before that changes. */
    private void answer(String extension) throws Hangup, InterruptedException {
        Leg leg = scene.callerLeg();
        scene.offer(List.of());
        Body answer = scene.settled(leg, scene.media().terminate(leg)).first();
        leg.answered(scene.ledger().now());
        scene.ledger().answered(extension);
        scene.caller().answer(answer);
        while (true) {
            CallEvent event = scene.inbox().next(Long.MAX_VALUE);
            if (event instanceof CallEvent.Sip(var on, SipEvent.Acknowledged acknowledged) && on.equals(leg)) {
                return;
            }
            if (event != null) {
                waiting.meanwhile(event);
            }
        }
    }

    private Hangup handOver(Pickup pickup, String callId) {
        Leg leg = scene.callerLeg();
        scene.ledger().measured(scene.media().report());
        if (!scene.media().give(leg, callId)) {
            return Hangup.bySystem(Status.SERVER_INTERNAL_ERROR, "media does not hand over");
        }
        scene.ledger().gave(leg);
        if (!pickup.give(leg)) {
            return Hangup.bySystem(Status.OK, "another was faster");
        }
        scene.parties().are();
        scene.inbox().forward(leg);
        return Hangup.bySystem(Status.OK, "picked up call " + callId);
    }
}
