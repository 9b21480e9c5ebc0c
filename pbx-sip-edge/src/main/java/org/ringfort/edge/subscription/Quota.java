package org.ringfort.edge.subscription;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ringfort.edge.lamps.Place;

/** How many subscriptions a tenant has, and each of its extensions. For any thread. */
final class Quota {
    private final Subscriptions.Limits limits;
    private final Map<String, Integer> tenants = new ConcurrentHashMap<>();
    private final Map<Place, Integer> watchers = new ConcurrentHashMap<>();

    Quota(Subscriptions.Limits limits) {
        this.limits = limits;
    }

    /** One more for {@code watcher}; false where it, or its tenant, has enough. */
    boolean take(Place watcher) {
        if (!more(watchers, watcher, limits.ofWatcher())) {
            return false;
        }
        boolean taken = more(tenants, watcher.tenantId(), limits.ofTenant());
        if (!taken) {
            less(watchers, watcher);
        }
        return taken;
    }

    void release(Place watcher) {
        less(tenants, watcher.tenantId());
        less(watchers, watcher);
    }

    /** Extensions that have subscribed to anything. */
    int watchers() {
        return watchers.size();
    }

    private static <K> boolean more(Map<K, Integer> counts, K key, int most) {
        boolean[] taken = new boolean[1];
        counts.compute(key, (who, count) -> {
            int now = count == null ? 0 : count;
            taken[0] = now < most;
            return taken[0] ? Integer.valueOf(now + 1) : count;
        });
        return taken[0];
    }

    private static <K> void less(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (who, count) -> count == 1 ? null : count - 1);
    }
}
