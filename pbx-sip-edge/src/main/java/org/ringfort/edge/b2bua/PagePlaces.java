package org.ringfort.edge.b2bua;

import java.util.HashMap;
import java.util.Map;

/**
 * How many phones pages call just now. Each holds a leg and ports of media as a call does, and is counted as none: so pages get
 * a quarter of what the edge may carry at most, and a tenant {@value #MOST_OF_TENANT} phones. Any thread.
 */
final class PagePlaces {
    static final int MOST_OF_TENANT = 100;

    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** @param mostCalls what the edge may carry */
    PagePlaces(int mostCalls) {
        this.most = Math.max(1, mostCalls / 4);
    }

    /** As many as are asked for, or none; what was taken is to be given back. */
    synchronized boolean take(String tenantId, int phones) {
        int tenants = taken.getOrDefault(tenantId, 0) + phones;
        if (tenants > MOST_OF_TENANT || all + phones > most) {
            return false;
        }
        taken.put(tenantId, tenants);
        all += phones;
        return true;
    }

    synchronized void giveBack(String tenantId, int phones) {
        all -= phones;
        taken.computeIfPresent(tenantId, (_, before) -> before == phones ? null : before - phones);
    }
}
