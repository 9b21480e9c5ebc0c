package org.ringfort.app.trunks;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What edges say of gateways: whether they answer, since when, and which rest. Nothing of it is kept on disk, since each edge says it again
 * when it attaches. Any thread.
 */
@Component
public class GatewayStates {
    static final int MOST = 50_000;

    private final Map<Key, State> states = new ConcurrentHashMap<>();
    private final Map<Key, Registration> registrations = new ConcurrentHashMap<>();

    private final Map<Key, Rest> rests = new ConcurrentHashMap<>();

    private record Key(UUID of, String edge) {}

    /**
     * As one edge sees it.
     *
     * @param why in words: a SIP status, or "no answer"
     */
    public record State(String edge, boolean up, String why, Instant since) {}

    /**
     * Calls failed there, so others are tried first.
     *
     * @param why the last failure, in words: a SIP status, or "no answer"
     * @param until one call tries it then
     */
    public record Rest(String edge, String why, Instant until) {}

    /**
     * Of a trunk's account, as one edge keeps it.
     *
     * @param gateway where it is, or was refused last
     * @param why in words: a SIP status, or "no answer"
     * @param until empty where it is not registered
     */
    public record Registration(String edge, UUID gateway, String why, Optional<Instant> until) {}

    /** An edge told of a trunk's registration. */
    public void told(TrunkId trunk, Registration registration) {
        keep(registrations, new Key(trunk.value(), registration.edge()), registration);
    }

    /** By edge; nothing where the trunk does not register, or has not yet. */
    public List<Registration> registrations(TrunkId trunk) {
        return registrations.entrySet().stream()
                .filter(one -> one.getKey().of().equals(trunk.value()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Registration::edge))
                .toList();
    }

    /** A trunk is no longer to be registered. */
    public void unregistered(TrunkId trunk) {
        registrations.keySet().removeIf(key -> key.of().equals(trunk.value()));
    }

    /** An edge told of a gateway. */
    public void told(UUID gateway, State state) {
        keep(states, new Key(gateway, state.edge()), state);
    }

    /** An edge told that a gateway rests. */
    public void rests(UUID gateway, Rest rest) {
        keep(rests, new Key(gateway, rest.edge()), rest);
    }

    /** An edge told that a gateway takes calls again. */
    public void resumed(UUID gateway, String edge) {
        rests.remove(new Key(gateway, edge));
    }

    /** By edge; nothing where it takes calls. */
    public List<Rest> rests(TrunkId trunk, Gateway gateway) {
        UUID id = gateway.id(trunk);
        return rests.entrySet().stream()
                .filter(one -> one.getKey().of().equals(id))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Rest::edge))
                .toList();
    }

    /** What is known stays up to date also where there is no room for more. */
    private static <V> void keep(Map<Key, V> known, Key key, V value) {
        if (known.size() < MOST) {
            known.put(key, value);
        } else {
            known.computeIfPresent(key, (same, before) -> value);
        }
    }

    /** An edge is gone, and with it what it knew. */
    public void left(String edge) {
        states.keySet().removeIf(key -> key.edge().equals(edge));
        registrations.keySet().removeIf(key -> key.edge().equals(edge));
        rests.keySet().removeIf(key -> key.edge().equals(edge));
    }

    /** What is known of a gateway, by edge; nothing where it is not asked, or not yet. */
    public List<State> of(TrunkId trunk, Gateway gateway) {
        UUID id = gateway.id(trunk);
        return states.keySet().stream()
                .filter(key -> key.of().equals(id))
                .flatMap(key -> Optional.ofNullable(states.get(key)).stream())
                .sorted(Comparator.comparing(State::edge))
                .toList();
    }
}
