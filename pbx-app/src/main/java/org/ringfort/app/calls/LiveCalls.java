package org.ringfort.app.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

/**
 * The calls that are up, as the edges tell. In memory alone: each edge says all of its calls again whenever it attaches,
 * so nothing is lost with this process. Bounded by what the edges may carry together.
 */
public final class LiveCalls {
    /** Within which an edge says that a call is up, or it never will be. */
    private static final Duration UNTIL_UP = Duration.ofSeconds(10);

    /** Of one call, with those that have left it. */
    private static final int MOST_LEGS = 64;

    private final int capacity;
    private final Clock clock;
    private final Consumer<LiveCall> changed;
    private final Consumer<CallsScored> scored;
    private final Map<CallId, LiveCall> byId = new ConcurrentHashMap<>();
    /** Changed under the lock of the call's entry alone, and never without one. */
    private final Map<CallId, LiveSupervisor> supervisors = new ConcurrentHashMap<>();

    /** By leg; changed under the lock of the call's entry alone, and never without one. The inner maps are never changed. */
    private final Map<CallId, Map<String, LegScore>> scores = new ConcurrentHashMap<>();

    /** Changed under the lock of its tenant's entry alone. */
    private final Map<TenantId, Places> places = new ConcurrentHashMap<>();

    /** What a tenant has taken of its calls. */
    private static final class Places {
        private int up;
        /** Routed, and not up yet; the oldest first. */
        private final LinkedHashMap<CallId, Instant> claimed = new LinkedHashMap<>();

        private void forgetBefore(Instant limit) {
            Iterator<Instant> oldest = claimed.values().iterator();
            while (oldest.hasNext() && oldest.next().isBefore(limit)) {
                oldest.remove();
            }
        }

        private @Nullable Places orNothing() {
            return up == 0 && claimed.isEmpty() ? null : this;
        }
    }

    /**
     * Both are told in the caller's thread.
     *
     * @param changed of every change, ENDED included
     * @param scored of legs that are heard otherwise than before
     */
    public LiveCalls(int capacity, Clock clock, Consumer<LiveCall> changed, Consumer<CallsScored> scored) {
        this.capacity = capacity;
        this.clock = clock;
        this.changed = changed;
        this.scored = scored;
    }

    /** The tenant's calls, latest first. */
    public List<LiveCall> of(TenantId tenant) {
        return byId.values().stream()
                .filter(call -> call.tenant().equals(tenant))
                .sorted(Comparator.comparing(LiveCall::startedAt).reversed().thenComparing(LiveCall::id))
                .toList();
    }

    /**
     * Takes a place for a call that is about to come up, so that calls that are routed at the same moment cannot exceed the limit between
     * them. Kept for ten seconds, until the call is up, or until it is {@link #givenUp given up}.
     *
     * @param most calls that the tenant may have
     * @return false where it has as many
     */
    public boolean claim(TenantId tenant, CallId call, int most) {
        Instant now = clock.instant();
        var room = new AtomicBoolean();
        places.compute(tenant, (_, before) -> {
            Places here = before == null ? new Places() : before;
            here.forgetBefore(now.minus(UNTIL_UP));
            room.set(here.up + here.claimed.size() < most);
            if (room.get()) {
                here.claimed.put(call, now);
            }
            return here.orNothing();
        });
        return room.get();
    }

    /** The call does not come up after all. */
    public void givenUp(TenantId tenant, CallId call) {
        places.computeIfPresent(tenant, (_, here) -> {
            here.claimed.remove(call);
            return here.orNothing();
        });
    }

    /** A call of that tenant. */
    public Optional<LiveCall> find(TenantId tenant, CallId id) {
        return Optional.ofNullable(byId.get(id)).filter(call -> call.tenant().equals(tenant));
    }

    /** Who supervises that call. */
    public Optional<LiveSupervisor> supervisor(CallId id) {
        return Optional.ofNullable(supervisors.get(id));
    }

    /** Somebody is let into that call, which may be over already, or goes further in it; whoever is there before another stays. */
    public void supervised(CallId id, LiveSupervisor by) {
        tell(byId.computeIfPresent(id, (_, call) -> {
            supervisors.merge(id, by, (there, comes) -> there.by().equals(comes.by()) ? comes : there);
            return call;
        }));
    }

    /** Who supervises by that call is not there any more; another may be. */
    public void unsupervised(CallId id, CallId by) {
        tell(byId.computeIfPresent(id, (_, call) -> {
            supervisors.computeIfPresent(id, (_, there) -> there.by().equals(by) ? null : there);
            return call;
        }));
    }

    /** How the call's legs are heard now, by leg; those that are not judged are left out. */
    public Map<String, LegScore> scores(CallId id) {
        return scores.getOrDefault(id, Map.of());
    }

    /** An edge tells how legs of its calls are heard now. */
    public void scored(String edgeId, List<ScoredLeg> legs) {
        Map<TenantId, List<ScoredLeg>> kept = new HashMap<>();
        for (ScoredLeg leg : legs) {
            byId.computeIfPresent(leg.call(), (_, call) -> {
                if (call.edgeId().equals(edgeId)) {
                    scores.compute(call.id(), (_, before) -> with(before, leg));
                    kept.computeIfAbsent(call.tenant(), _ -> new ArrayList<>()).add(leg);
                }
                return call;
            });
        }
        kept.forEach((tenant, all) -> scored.accept(new CallsScored(tenant, all)));
    }

    private static Map<String, LegScore> with(@Nullable Map<String, LegScore> before, ScoredLeg leg) {
        Map<String, LegScore> now = before == null ? new HashMap<>() : new HashMap<>(before);
        now.remove(leg.legId());
        if (now.size() < MOST_LEGS) {
            leg.score().ifPresent(score -> now.put(leg.legId(), score));
        }
        return Map.copyOf(now);
    }

    /** An edge may tell of the call meanwhile: whatever is said last of it is so. */
    private void tell(@Nullable LiveCall call) {
        LiveCall said = call;
        while (said != null) {
            changed.accept(said);
            LiveCall now = byId.get(said.id());
            if (now == null) {
                changed.accept(said.ended());
            }
            said = said.equals(now) ? null : now;
        }
    }

    /** How many are up, over all tenants. */
    public int size() {
        return byId.size();
    }

    /** An edge tells of one call. */
    public void told(LiveCall call) {
        if (call.state() == LiveCall.State.ENDED) {
            if (removed(call.id())) {
                places.computeIfPresent(call.tenant(), (_, here) -> {
                    here.up--;
                    return here.orNothing();
                });
            }
            givenUp(call.tenant(), call.id());
            changed.accept(call);
        } else if (byId.containsKey(call.id()) || byId.size() < capacity) {
            if (byId.put(call.id(), call) == null) {
                places.compute(call.tenant(), (_, before) -> {
                    Places here = before == null ? new Places() : before;
                    here.claimed.remove(call.id());
                    here.up++;
                    return here;
                });
            }
            changed.accept(call);
        }
    }

    private boolean removed(CallId id) {
        var was = new AtomicBoolean();
        byId.computeIfPresent(id, (_, call) -> {
            supervisors.remove(id);
            scores.remove(id);
            was.set(true);
            return null;
        });
        return was.get();
    }

    /** An edge tells of all its calls: what it does not name is over. */
    public void snapshot(String edgeId, List<LiveCall> calls) {
        Set<CallId> named = calls.stream().map(LiveCall::id).collect(Collectors.toSet());
        for (LiveCall call : new ArrayList<>(byId.values())) {
            if (call.edgeId().equals(edgeId) && !named.contains(call.id())) {
                told(call.ended());
            }
        }
        calls.forEach(this::told);
    }
}
