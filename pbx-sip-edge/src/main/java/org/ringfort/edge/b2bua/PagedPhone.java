package org.ringfort.edge.b2bua;

import java.util.List;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;

/**
 * A phone that is to hear a page: a leg whose media is a session of its own, so that whatever it negotiates, or refuses to, touches
 * nobody else's. Media offers first, since who pages was answered before. Owned by the call's thread.
 */
final class PagedPhone {
    private final Leg leg;
    private final MediaSession media;
    private final Line line;
    private final long patience;
    private boolean hears;

    /** @param patience until when it may answer ({@link System#nanoTime} scale) */
    PagedPhone(Scene scene, Leg leg, long patience) {
        this.leg = leg;
        this.patience = patience;
        this.media = new MediaSession(scene.calls().media(), scene.callId() + "/" + leg.id());
        media.tenant(scene.plan().getTenantId());
        // whether a listener keeps us on hold is no state of the call
        this.line = new Line(scene, leg, media, hold -> scene.ledger().show());
    }

    Leg leg() {
        return leg;
    }

    /** Whether it may still answer, or has answered. */
    boolean over() {
        return leg.over();
    }

    /** Whether it is in the conference. */
    boolean hears() {
        return hears && !leg.over();
    }

    boolean rings() {
        return !hears && !leg.over();
    }

    long patience() {
        return patience;
    }

    /** Media's offer for it, or why there is none. */
    MediaSession.Agreed offer() {
        MediaSession.Agreed made = media.offer(leg, Body.EMPTY, List.of());
        return made instanceof MediaSession.Agreed.Bodies ? media.terminate(leg) : made;
    }

    /** It answered our offer with that; what media says. Whether it {@link #hears()} the page then is another question. */
    MediaSession.Agreed hears(Body answer, ConferenceOrder order) {
        MediaSession.Agreed agreed = answer.isEmpty()
                ? new MediaSession.Agreed.No(Status.NOT_ACCEPTABLE_HERE, "no answer to our offer")
                : media.answer(leg, answer);
        hears = agreed instanceof MediaSession.Agreed.Bodies
                && media.confer(leg, order).filter(reply -> reply.getJoined()).isPresent();
        return agreed;
    }

    /** What it says once it hears us; its end leaves as {@link Hangup}, which is nobody else's. */
    void attend(CallEvent event) throws Hangup {
        line.hear(event);
        line.digits().clear(); // its keys mean nothing
    }

    /** It is spoken to no more; what media has measured is written down. */
    void close(Ledger ledger) {
        ledger.measured(media.close());
    }
}
