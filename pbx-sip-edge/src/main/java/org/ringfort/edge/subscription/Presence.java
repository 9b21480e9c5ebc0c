package org.ringfort.edge.subscription;

import java.util.Optional;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.lamps.Announcements;
import org.ringfort.edge.lamps.CallSeen.Phase;
import org.ringfort.edge.lamps.LampBoard;
import org.ringfort.edge.lamps.Place;
import org.ringfort.edge.lamps.Reachable;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.ContentType;

/**
 * Who watches whether whom can be reached: open where a phone is registered, and on the phone while one talks. Beside what we see
 * ourselves stands what the extension's phones publish, each as a tuple of its own.
 *
 * @rfc 3856 6
 */
final class Presence implements EventPackage {
    private static final ContentType TYPE = ContentType.of("application", "pidf+xml");

    private final LampBoard board;
    private final Reachable reachable;
    private final Announcements announcements;
    private final int most;

    /** @param most who may watch the same extension */
    Presence(LampBoard board, Reachable reachable, Announcements announcements, int most) {
        this.announcements = announcements;
        this.board = board;
        this.reachable = reachable;
        this.most = most;
    }

    @Override
    public String name() {
        return "presence";
    }

    @Override
    public ContentType type() {
        return TYPE;
    }

    @Override
    public Optional<Topic> topic(Subscribed granted, SipUri watched, Watcher watcher) {
        var place = new Place(granted.getTenantId(), granted.getExtension());
        Runnable bell = watcher::changed;
        if (!board.watch(place, bell, most)) {
            return Optional.empty();
        }
        if (!reachable.watch(place, bell, most)) {
            board.unwatch(place, bell);
            return Optional.empty();
        }
        if (!announcements.watch(place, bell, most)) {
            board.unwatch(place, bell);
            reachable.unwatch(place, bell);
            return Optional.empty();
        }
        return Optional.of(new Presentity(place, bell, watched));
    }

    /** One extension's presence on one phone. */
    private final class Presentity implements Topic {
        private final Place place;
        private final Runnable bell;
        private final SipUri entity;

        Presentity(Place place, Runnable bell, SipUri entity) {
            this.place = place;
            this.bell = bell;
            this.entity = entity;
        }

        @Override
        public void granted(Subscribed anew) {}

        @Override
        public Body document() {
            boolean talks =
                    board.lamps(place).stream().anyMatch(lamp -> lamp.side().phase() == Phase.CONFIRMED);
            return Pidf.of(entity, reachable.at(place), talks, announcements.at(place));
        }

        @Override
        public void close() {
            board.unwatch(place, bell);
            reachable.unwatch(place, bell);
            announcements.unwatch(place, bell);
        }
    }
}
