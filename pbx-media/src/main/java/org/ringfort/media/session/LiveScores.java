package org.ringfort.media.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Tells edges how the legs of their sessions are heard now: those alone whose score has changed, many together. The sessions'
 * thread alone.
 */
final class LiveScores {
    /** In one message. */
    static final int MOST = 500;

    private final BiConsumer<EdgeName, SessionEvent> tell;

    LiveScores(BiConsumer<EdgeName, SessionEvent> tell) {
        this.tell = tell;
    }

    /** What has changed since the last time. */
    void sweep(Collection<Session> sessions) {
        Map<EdgeName, List<SessionEvent.ScoredLeg>> changed = new HashMap<>();
        for (Session session : sessions) {
            for (Leg leg : session.legs()) {
                leg.news()
                        .newScore()
                        .ifPresent(score -> changed.computeIfAbsent(session.edge(), _ -> new ArrayList<>())
                                .add(new SessionEvent.ScoredLeg(session.id(), leg.id(), score)));
            }
        }
        changed.forEach((edge, legs) -> {
            for (int from = 0; from < legs.size(); from += MOST) {
                tell.accept(edge, new SessionEvent.LegsScored(legs.subList(from, Math.min(legs.size(), from + MOST))));
            }
        });
    }

    /** An edge's stream stands anew: what was told on the one before may not have arrived. */
    static void attached(EdgeName edge, Collection<Session> sessions) {
        sessions.stream()
                .filter(session -> session.edge().equals(edge))
                .flatMap(session -> session.legs().stream())
                .forEach(leg -> leg.news().repeatScore());
    }
}
