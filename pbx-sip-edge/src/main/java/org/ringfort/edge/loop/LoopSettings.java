package org.ringfort.edge.loop;

import java.time.Duration;
import org.ringfort.edge.transaction.Timers;

/**
 * Bounds and wishes of the loop.
 *
 * @param loops shards, each with a thread; a leg belongs to one of them by its Call-ID
 * @param mailboxCapacity tasks that may wait for one shard; messages are dropped from three quarters on
 * @param maxTransactions that one shard keeps; beyond, requests are answered 503
 * @param maxDialogs that one shard keeps; beyond, likewise
 * @param timers of the transaction machines
 * @param sessionExpires the session timer we propose; zero: none
 * @param minSessionExpires the shortest we accept (RFC 4028 5)
 */
public record LoopSettings(
        int loops,
        int mailboxCapacity,
        int maxTransactions,
        int maxDialogs,
        Timers timers,
        Duration sessionExpires,
        Duration minSessionExpires) {

    public static final LoopSettings DEFAULT = new LoopSettings(
            1, 65_536, 200_000, 50_000, Timers.STANDARD, Duration.ofMinutes(30), Duration.ofSeconds(90));
}
