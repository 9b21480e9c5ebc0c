package org.ringfort.app.provisioning.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringfort.app.defence.Network;
import org.ringfort.app.provisioning.EnrolmentSettings;
import org.springframework.stereotype.Component;

/**
 * Who comes to enrol: so many requests of one address in a minute, so many at once of all and
 * of one, before it is asked who they are. The memory is capped; any thread, nobody waits.
 */
@Component
class Visitors {
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST = 50_000;
    private static final int AT_ONCE = 8;
    private static final int AT_ONCE_OF_ONE = 2;

    private final Cache<String, AtomicInteger> seen;
    private final Semaphore room = new Semaphore(AT_ONCE);
    /** Places by who has them; as many entries as there are places at most. */
    private final ConcurrentHashMap<String, Integer> places = new ConcurrentHashMap<>();

    private final int requestsPerMinute;

    Visitors(EnrolmentSettings settings, Clock clock) {
        Ticker ticker = () -> Duration.ofMillis(clock.millis()).toNanos();
        this.requestsPerMinute = settings.requestsPerMinute();
        this.seen = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(WINDOW)
                .ticker(ticker)
                .build();
    }

    /** Whether that address may ask once more now. */
    boolean mayAsk(String address) {
        return seen.get(source(address), _ -> new AtomicInteger()).incrementAndGet() <= requestsPerMinute;
    }

    /** Takes one of the places; false where all are taken, or that address has its two. Who has one gives it back by {@link #leave}. */
    boolean enter(String address) {
        if (!room.tryAcquire()) {
            return false;
        }
        if (places.merge(source(address), 1, Integer::sum) > AT_ONCE_OF_ONE) {
            leave(address);
            return false;
        }
        return true;
    }

    void leave(String address) {
        places.computeIfPresent(source(address), (_, held) -> held == 1 ? null : held - 1);
        room.release();
    }

    private static String source(String address) {
        return Network.sourceOf(address).map(Network::toString).orElse(address);
    }
}
