package org.ringfort.edge.admission;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Whom this edge does not speak with, as the app last said; each ban ends by itself when its time is over, also while the app is
 * away. Changed on the stream's thread, looked up by all.
 */
public final class Bans {
    static final int MOST = 10_000;

    private final LongSupplier clockNanos;
    private final Map<String, Standing> all = new HashMap<>();
    private volatile BanTable table = BanTable.EMPTY;
    private volatile int count;

    Bans(LongSupplier clockNanos) {
        this.clockNanos = clockNanos;
    }

    /** These and no others. */
    public synchronized void replace(Collection<Ban> bans) {
        all.clear();
        put(bans);
    }

    /** These too, or instead of what they were; those no more. */
    public synchronized void change(Collection<Ban> set, Collection<String> lifted) {
        lifted.forEach(all::remove);
        put(set);
    }

    private void put(Collection<Ban> bans) {
        long now = clockNanos.getAsLong();
        bans.forEach(ban -> all.put(ban.id(), new Standing(ban, now)));
        all.values().removeIf(ban -> !ban.holds(now));
        if (all.size() > MOST) {
            List<Standing> first = all.values().stream()
                    .sorted(Comparator.comparingLong(Standing::endsNanos))
                    .limit(all.size() - MOST)
                    .toList();
            first.forEach(ban -> all.remove(ban.ban().id()));
        }
        table = new BanTable(all.values());
        count = all.size(); // told only of those that are carried out
    }

    /** How many there are; some of them may have ended. */
    public int size() {
        return count;
    }

    Standing[] covering(InetAddress address) {
        return table.covering(address);
    }
}
