package org.ringfort.edge.subscription;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.lamps.LampBoard;
import org.ringfort.edge.lamps.Place;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.ContentType;

/**
 * Who watches whose calls: the keys of desk phones that shine while a colleague talks, and blink while his phone rings. Every
 * document is whole, so one that is lost is made good by the next.
 *
 * @rfc 4235 3
 */
final class Lamps implements EventPackage {
    private static final ContentType TYPE = ContentType.of("application", "dialog-info+xml");
    /** That one document tells. */
    private static final int MOST_CALLS = 10;

    private final LampBoard board;
    private final int most;

    /** @param most who may watch the same extension */
    Lamps(LampBoard board, int most) {
        this.board = board;
        this.most = most;
    }

    @Override
    public String name() {
        return "dialog";
    }

    @Override
    public ContentType type() {
        return TYPE;
    }

    @Override
    public Optional<Topic> topic(Subscribed granted, SipUri watched, Watcher watcher) {
        var place = new Place(granted.getTenantId(), granted.getExtension());
        Runnable bell = watcher::changed;
        return board.watch(place, bell, most) ? Optional.of(new Lamp(place, bell, watched, granted)) : Optional.empty();
    }

    /** One extension's lamp on one phone. */
    private final class Lamp implements Topic {
        private final Place place;
        private final Runnable bell;
        private final SipUri entity;
        private String name;
        private Set<String> told = Set.of();
        private long version;

        Lamp(Place place, Runnable bell, SipUri entity, Subscribed granted) {
            this.place = place;
            this.bell = bell;
            this.entity = entity;
            this.name = granted.getDisplayName();
        }

        @Override
        public void granted(Subscribed anew) {
            name = anew.getDisplayName();
        }

        @Override
        public Body document() {
            List<LampBoard.Lamp> now = board.lamps(place);
            List<LampBoard.Lamp> shown = now.size() <= MOST_CALLS ? now : now.subList(0, MOST_CALLS);
            Set<String> alive = new HashSet<>();
            now.forEach(lamp -> alive.add(lamp.id()));
            List<String> ended =
                    told.stream().filter(id -> !alive.contains(id)).sorted().toList();
            alive.retainAll(shownOrTold(shown));
            told = alive;
            return new DialogInfo(entity, name, version++, shown, ended).body();
        }

        private Set<String> shownOrTold(List<LampBoard.Lamp> shown) {
            Set<String> known = new HashSet<>(told);
            shown.forEach(lamp -> known.add(lamp.id()));
            return known;
        }

        @Override
        public void close() {
            board.unwatch(place, bell);
        }
    }
}
