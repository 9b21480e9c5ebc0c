package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.LegRole;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;

/**
 * Those who want to answer what rings here, at another phone than the ones that ring. Owned by the thread of the call that rings.
 *
 * @rfc 3891 3
 */
final class Pickups {
    /** At the same time; the first whose phone is answered has the call. */
    private static final int MOST = 4;

    private final Scene scene;
    private final Waiting waiting;
    private final List<Pickup> admitted = new ArrayList<>();

    Pickups(Scene scene, Waiting waiting) {
        this.scene = scene;
        this.waiting = waiting;
    }

    /** @param rings what rings here now */
    void asked(Pickup pickup, List<Leg> rings) {
        boolean here = rings.stream()
                .anyMatch(leg -> !leg.over() && leg.record().getNumber().equals(pickup.extension()));
        if (here
                && admitted.size() < MOST
                && !waiting.leg().endToEnd()) { // media answers who picks up, and cannot there
            admitted.add(pickup);
            pickup.admit(scene.inbox());
        } else {
            pickup.refuse(Status.DECLINE);
        }
    }

    /** The leg that was given, now one of this call. */
    Optional<Leg> taken(Pickup pickup) {
        Optional<Leg> leg = pickup.take();
        leg.ifPresent(taken -> {
            admitted.remove(pickup);
            taken.record().setRole(LegRole.LEG_ROLE_CALLEE).setWhy("picks up what rings at " + pickup.extension());
            scene.ledger().leg(taken);
            scene.ledger().decided("Picked up by " + taken.record().getNumber());
            taken.dialog().ifPresent(dialog -> scene.traced(dialog.state().id().callId()));
        });
        return leg;
    }

    /** Connects it with who waits: media's answer for that one, or why there is none. The leg then has had its BYE. */
    MediaSession.Agreed connect(Leg leg) throws Hangup, InterruptedException {
        boolean connected = false;
        try {
            MediaSession.Agreed agreed = waiting.offer(List.of(leg));
            if (agreed instanceof MediaSession.Agreed.Bodies offers
                    && !offers.first().isEmpty()) {
                Optional<Body> said = new Reoffer(scene, leg, waiting::meanwhile).offer(offers.first());
                agreed = said.map(sdp -> scene.media().answer(leg, waiting.leg(), sdp))
                        .orElseGet(() -> new MediaSession.Agreed.No(
                                Status.NOT_ACCEPTABLE_HERE, "who picks up does not take the session"));
                connected = agreed instanceof MediaSession.Agreed.Bodies;
            } else if (agreed instanceof MediaSession.Agreed.Bodies) {
                agreed = new MediaSession.Agreed.No(
                        Status.NOT_ACCEPTABLE_HERE, "nothing can be offered to who picks up");
            }
            return agreed;
        } finally {
            if (!connected) {
                leg.dialog().ifPresent(Dialog::bye);
            }
        }
    }

    /** It rings no more: who was admitted has come too late. */
    void over() {
        admitted.forEach(pickup -> pickup.over().ifPresent(late -> {
            scene.media().close(late);
            late.dialog().ifPresent(Dialog::bye);
        }));
        admitted.clear();
    }
}
