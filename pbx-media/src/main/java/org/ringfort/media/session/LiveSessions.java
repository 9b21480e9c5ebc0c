package org.ringfort.media.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.media.relay.RelayLoops;

/**
 * The sessions that are up, and the loop that each tenant's are on: legs go from one session to another of the same tenant, and must
 * find themselves on the same loop then. A tenant without any gets the loop with the fewest legs, and keeps it as long as it has one.
 * The sessions' thread alone, but for {@link #count}.
 */
final class LiveSessions {
    private record Home(RelayLoop loop, int sessions) {}

    private final RelayLoops loops;
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Home> homes = new HashMap<>();
    private volatile int count;

    LiveSessions(RelayLoops loops) {
        this.loops = loops;
    }

    /** Where a session of the tenant comes to be. A tenant that is not told (empty) is as many as it has sessions. */
    RelayLoop loop(String tenantId) {
        Home home = homes.get(tenantId);
        return home == null ? loops.idlest() : home.loop();
    }

    Optional<Session> find(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    void add(Session session) {
        sessions.put(session.id(), session);
        count = sessions.size();
        if (!session.tenantId().isEmpty()) {
            homes.merge(
                    session.tenantId(),
                    new Home(session.loop(), 1),
                    (home, one) -> new Home(home.loop(), home.sessions() + 1));
        }
    }

    Optional<Session> remove(String sessionId) {
        Optional<Session> gone = Optional.ofNullable(sessions.remove(sessionId));
        count = sessions.size();
        gone.ifPresent(session -> homes.computeIfPresent(session.tenantId(), (_, home) -> without(home)));
        return gone;
    }

    /** Null where it was the last: the map then forgets the tenant. */
    @SuppressWarnings("NullAway") // a map's own way of being told to forget
    private static Home without(Home home) {
        return home.sessions() == 1 ? null : new Home(home.loop(), home.sessions() - 1);
    }

    List<String> of(EdgeName edge) {
        return sessions.values().stream()
                .filter(session -> session.edge().equals(edge))
                .map(Session::id)
                .toList();
    }

    Collection<Session> all() {
        return new ArrayList<>(sessions.values());
    }

    /** How many there are; any thread. */
    int count() {
        return count;
    }
}
