package org.ringfort.app.calls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

/**
 * The calls that are up, as the edges tell. In memory alone: each edge says all of its calls again whenever it attaches,
 * so nothing is lost with this process. Bounded by what the edges may carry together.
 */
public final class LiveCalls {
    private final int capacity;
    private final Consumer<LiveCall> changed;
    private final Map<CallId, LiveCall> byId = new ConcurrentHashMap<>();
    private final Map<TenantId, Integer> counts = new ConcurrentHashMap<>();

    /** @param changed told of every change, ENDED included; in the caller's thread */
    public LiveCalls(int capacity, Consumer<LiveCall> changed) {
        this.capacity = capacity;
        this.changed = changed;
    }

    /** The tenant's calls, latest first. */
    public List<LiveCall> of(TenantId tenant) {
        return byId.values().stream()
                .filter(call -> call.tenant().equals(tenant))
                .sorted(Comparator.comparing(LiveCall::startedAt).reversed().thenComparing(LiveCall::id))
                .toList();
    }

    /** How many calls of the tenant are up; asked before each call. */
    public int count(TenantId tenant) {
        return counts.getOrDefault(tenant, 0);
    }

    /** A call of that tenant. */
    public Optional<LiveCall> find(TenantId tenant, CallId id) {
        return Optional.ofNullable(byId.get(id)).filter(call -> call.tenant().equals(tenant));
    }

    /** How many are up, over all tenants. */
    public int size() {
        return byId.size();
    }

    /** An edge tells of one call. */
    public void told(LiveCall call) {
        if (call.state() == LiveCall.State.ENDED) {
            LiveCall gone = byId.remove(call.id());
            if (gone != null) {
                counts.computeIfPresent(gone.tenant(), (_, count) -> count == 1 ? null : count - 1);
            }
            changed.accept(call);
        } else if (byId.containsKey(call.id()) || byId.size() < capacity) {
            if (byId.put(call.id(), call) == null) {
                counts.merge(call.tenant(), 1, Integer::sum);
            }
            changed.accept(call);
        }
    }

    /** An edge tells of all its calls: what it does not name is over. */
    public void snapshot(String edgeId, List<LiveCall> calls) {
        Set<CallId> named = calls.stream().map(LiveCall::id).collect(Collectors.toSet());
        for (LiveCall call : new ArrayList<>(byId.values())) {
            if (call.edgeId().equals(edgeId) && !named.contains(call.id())) {
                ended(call);
            }
        }
        calls.forEach(this::told);
    }

    private void ended(LiveCall call) {
        told(new LiveCall(
                call.id(),
                call.tenant(),
                call.edgeId(),
                LiveCall.State.ENDED,
                call.caller(),
                call.callerName(),
                call.dialled(),
                call.connected(),
                call.startedAt(),
                call.answeredAt(),
                call.legs()));
    }
}
