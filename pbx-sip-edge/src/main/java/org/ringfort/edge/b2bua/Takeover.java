package org.ringfort.edge.b2bua;

import java.time.Duration;
import org.ringfort.edge.dialog.DialogId;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Replaces;

/**
 * This call takes a party over from another call of the same tenant. Both run on threads of their own: the other is asked by its
 * mailbox, the answer comes by ours, and neither waits for the other without a bound.
 *
 * @rfc 3891 3
 */
final class Takeover {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Of one who has committed himself and only asks media yet. */
    private static final Duration COMMITTED = Duration.ofSeconds(5);

    private final Scene scene;
    private final Reoffer.Meanwhile meanwhile;

    Takeover(Scene scene, Reoffer.Meanwhile meanwhile) {
        this.scene = scene;
        this.meanwhile = meanwhile;
    }

    /**
     * The party that talks with the holder of the dialog.
     *
     * @param number whose device must hold it
     */
    Handover.Answer of(Replaces replaces, String number) throws Hangup, InterruptedException {
        var order = new Handover(
                new DialogId(replaces.callId(), replaces.toTag(), replaces.fromTag()),
                scene.plan().getTenantId(),
                number,
                replaces.earlyOnly(),
                scene.callId(),
                scene.inbox());
        if (!scene.calls().ask(order)) {
            return new Handover.Answer.No(Status.CALL_DOES_NOT_EXIST);
        }
        try {
            return answer(order);
        } catch (Hangup over) {
            orphaned(order);
            throw over;
        }
    }

    private Handover.Answer answer(Handover order) throws Hangup, InterruptedException {
        long deadline = Scene.in(PATIENCE);
        while (true) {
            CallEvent event = scene.inbox().next(deadline);
            switch (event) {
                case null -> {
                    if (order.withdraw()) {
                        return new Handover.Answer.No(Status.TEMPORARILY_UNAVAILABLE);
                    }
                    deadline = Scene.in(COMMITTED);
                }
                case CallEvent.HandedOver(var of, var answer)
                when of.equals(order) -> {
                    return answer;
                }
                default -> meanwhile.attend(event);
            }
        }
    }

    /** This call is over: who was given to it meanwhile is told so. */
    private void orphaned(Handover order) throws InterruptedException {
        if (order.withdraw()) {
            return;
        }
        long deadline = Scene.in(COMMITTED);
        for (CallEvent event = scene.inbox().last(deadline);
                event != null;
                event = scene.inbox().last(deadline)) {
            Scene.stray(event);
            if (event instanceof CallEvent.HandedOver) {
                return;
            }
        }
    }
}
