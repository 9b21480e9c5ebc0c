package org.ringfort.media.session;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells edges who is in the conferences of their legs and what he does there: where it is otherwise than was told before. The sessions'
 * thread alone.
 */
final class ConferenceNews {
    private final BiConsumer<EdgeName, SessionEvent> tell;
    private final InstantSource clock;
    /** What was told last, by edge and conference. */
    private final Map<EdgeName, Map<String, SessionEvent.ConferenceSeen>> told = new HashMap<>();

    /** @param clock what members are told to be there since */
    ConferenceNews(BiConsumer<EdgeName, SessionEvent> tell, InstantSource clock) {
        this.tell = tell;
        this.clock = clock;
    }

    long nowMillis() {
        return clock.millis();
    }

    /** How a conference is now. */
    void seen(String conferenceId, Conference conference) {
        Map<EdgeName, List<SessionEvent.Present>> present = conference.present();
        Set<EdgeName> concerned = new HashSet<>(present.keySet());
        told.forEach((edge, known) -> {
            if (known.containsKey(conferenceId)) {
                concerned.add(edge);
            }
        });
        for (EdgeName edge : concerned) {
            List<SessionEvent.Present> here = present.getOrDefault(edge, List.of());
            tell(edge, new SessionEvent.ConferenceSeen(conferenceId, here, conference.waits(), conference.locked()));
        }
    }

    private void tell(EdgeName edge, SessionEvent.ConferenceSeen now) {
        Map<String, SessionEvent.ConferenceSeen> known = told.computeIfAbsent(edge, _ -> new HashMap<>());
        if (now.present().isEmpty()) {
            if (known.remove(now.conferenceId()) != null) {
                tell.accept(edge, now);
            }
        } else if (!now.equals(known.put(now.conferenceId(), now))) {
            tell.accept(edge, now);
        }
        if (known.isEmpty()) {
            told.remove(edge);
        }
    }

    /** An edge's stream stands anew: what was told on the one before may not have arrived. */
    void attached(EdgeName edge) {
        Map<String, SessionEvent.ConferenceSeen> known = told.getOrDefault(edge, Map.of());
        new ArrayList<>(known.values()).forEach(last -> tell.accept(edge, last));
    }
}
