package org.ringfort.app.calls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.kernel.id.TenantId;

/**
 * Who is in which conference room now, as the edges tell. In memory alone: each edge says all of its conferences again whenever it
 * attaches. Bounded.
 */
public final class LiveConferences {
    private final int capacity;
    private final Consumer<ConferenceChanged> changed;
    private final Map<Place, LiveConference> byPlace = new ConcurrentHashMap<>();

    private record Place(String edgeId, TenantId tenant, RoomId room) {}

    /** Somebody came, left, or does something else in a room. */
    public record ConferenceChanged(TenantId tenant, RoomId room) {}

    /**
     * @param capacity rooms that people are in; of more nothing is known
     * @param changed told of every change, in the caller's thread
     */
    public LiveConferences(int capacity, Consumer<ConferenceChanged> changed) {
        this.capacity = capacity;
        this.changed = changed;
    }

    /** An edge attaches, and says all of it again, or stays away: what it said before is forgotten. */
    public void forget(String edgeId) {
        for (Place place : List.copyOf(byPlace.keySet())) {
            if (place.edgeId().equals(edgeId) && byPlace.remove(place) != null) {
                changed.accept(new ConferenceChanged(place.tenant(), place.room()));
            }
        }
    }

    /** An edge tells of a room. */
    public void told(String edgeId, LiveConference now) {
        var place = new Place(edgeId, now.tenant(), now.room());
        if (now.members().isEmpty()) {
            byPlace.remove(place);
        } else if (byPlace.containsKey(place) || byPlace.size() < capacity) {
            byPlace.put(place, now);
        }
        changed.accept(new ConferenceChanged(now.tenant(), now.room()));
    }

    /** Rooms of the tenant with people in them, over all edges. */
    public List<LiveConference> of(TenantId tenant) {
        return byPlace.keySet().stream()
                .filter(place -> place.tenant().equals(tenant))
                .map(Place::room)
                .distinct()
                .sorted(Comparator.comparing(RoomId::value))
                .map(room -> of(tenant, room))
                .filter(conference -> !conference.members().isEmpty())
                .toList();
    }

    /** Who is in that room, over all edges, longest first. */
    public LiveConference of(TenantId tenant, RoomId room) {
        List<LiveConference.Member> members = new ArrayList<>();
        boolean waits = false;
        boolean locked = false;
        for (Map.Entry<Place, LiveConference> part : byPlace.entrySet()) {
            if (part.getKey().tenant().equals(tenant) && part.getKey().room().equals(room)) {
                members.addAll(part.getValue().members());
                waits |= part.getValue().waits();
                locked |= part.getValue().locked();
            }
        }
        members.sort(Comparator.comparing(LiveConference.Member::since).thenComparing(LiveConference.Member::legId));
        return new LiveConference(tenant, room, waits, locked, members);
    }
}
