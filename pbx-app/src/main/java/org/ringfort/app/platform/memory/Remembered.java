package org.ringfort.app.platform.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ringfort.app.platform.database.DatabaseAway;

/**
 * Answers of the database, remembered for a while. However many ask the same at once while nothing is known, one looks and the
 * others wait for what becomes of it, be it a failure: a site that comes back after an outage costs one connection for each
 * fact, and with the database away nobody waits longer than the one who looked. What is forgotten while somebody looks is
 * not remembered from that look. Any thread.
 *
 * <p>While the database is away what was known last is an answer, too. It must not have been much older than the newest answer that came
 * from there, so that what another process has changed since is not brought back to life by an outage.
 *
 * @param <K> what is asked for
 * @param <V> the answer
 */
public final class Remembered<K, V> {
    /** Whoever wants answers for an outage reads them anew more often than that. */
    private static final Duration MUCH_OLDER = Duration.ofMinutes(10);

    private static final Duration LONGEST_OUTAGE = Duration.ofDays(1);

    private final Cache<K, Known<V>> known;
    private final long freshNanos;
    private final Predicate<V> worthKeeping;
    private final LongSupplier nanoTime;
    private final Map<K, Look<V>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();
    private volatile long newest;

    private static final class Look<V> {
        private final CompletableFuture<V> answer = new CompletableFuture<>();
    }

    private record Known<V>(V answer, long since) {}

    Remembered(long most, Duration time, Predicate<V> worthKeeping, LongSupplier nanoTime) {
        this.known = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(LONGEST_OUTAGE)
                .build();
        this.freshNanos = time.toNanos();
        this.worthKeeping = worthKeeping;
        this.nanoTime = nanoTime;
    }

    /** Remembers every answer for so long, and at most so many. */
    public static <K, V> Remembered<K, V> everything(long most, Duration time) {
        return new Remembered<>(most, time, _ -> true, System::nanoTime);
    }

    /** Remembers the answers that {@code worthKeeping} names; the others are shared by those who ask at the same time. */
    public static <K, V> Remembered<K, V> only(Predicate<V> worthKeeping, long most, Duration time) {
        return new Remembered<>(most, time, worthKeeping, System::nanoTime);
    }

    /**
     * The answer as it is known, else as {@code look} finds it, else, with the database away, as it was known last; blocks for the look.
     *
     * @throws RuntimeException what the look threw, to all who waited for it
     */
    public V of(K key, Supplier<V> look) {
        return known(key).orElseGet(() -> anewOrLast(key, look));
    }

    /**
     * The answer as {@code look} finds it, or as a look does that is under way, whatever is known; it is what is known from then on. Where
     * the look fails, what was known stays.
     *
     * @throws RuntimeException what the look threw, to all who waited for it
     */
    public V anew(K key, Supplier<V> look) {
        var mine = new Look<V>();
        Look<V> other = underWay.putIfAbsent(key, mine);
        return other == null ? look(key, look, mine) : await(other.answer);
    }

    /** As {@link #anew}; with the database away what was known last. */
    public V anewOrLast(K key, Supplier<V> look) {
        try {
            return anew(key, look);
        } catch (RuntimeException failure) {
            if (!DatabaseAway.causes(failure)) {
                throw failure;
            }
            return last(key).orElseThrow(() -> failure);
        }
    }

    /** As {@link #anewOrLast}, by a look that begins now; what others are looking for is not kept. */
    public V afresh(K key, Supplier<V> look) {
        forgotten.incrementAndGet();
        underWay.remove(key);
        return anewOrLast(key, look);
    }

    /** The answer as it is known; never looks. */
    public Optional<V> known(K key) {
        Known<V> found = known.getIfPresent(key);
        return found != null && nanoTime.getAsLong() - found.since() < freshNanos
                ? Optional.of(found.answer())
                : Optional.empty();
    }

    /** The answer as it was known last, for who finds the database away; never looks. */
    public Optional<V> last(K key) {
        Known<V> found = known.getIfPresent(key);
        return found != null && newest - found.since() <= MUCH_OLDER.toNanos()
                ? Optional.of(found.answer())
                : Optional.empty();
    }

    /** The mark to hand to {@link #learn}: taken before the database is read. */
    public long mark() {
        return forgotten.get();
    }

    /**
     * What was read of many at once: known as if each had been looked for. Where something was forgotten since {@code mark} it is not, and
     * what is known stays.
     */
    public void learn(long mark, K key, V answer) {
        if (!worthKeeping.test(answer)) {
            return;
        }
        var read = new Known<>(answer, nanoTime.getAsLong());
        known.asMap().compute(key, (_, before) -> forgotten.get() == mark ? read : before);
        if (forgotten.get() == mark) {
            newest = read.since();
        } else {
            known.asMap().remove(key, read); // whoever forgot all of them may not have seen it
        }
    }

    private void keep(K key, V answer) {
        long now = nanoTime.getAsLong();
        known.put(key, new Known<>(answer, now));
        newest = now;
    }

    private V look(K key, Supplier<V> look, Look<V> mine) {
        try {
            V found = look.get();
            underWay.computeIfPresent(key, (_, current) -> {
                if (current == mine) {
                    if (worthKeeping.test(found)) {
                        keep(key, found);
                    } else {
                        known.invalidate(key);
                    }
                }
                return current;
            });
            mine.answer.complete(found);
            return found;
        } catch (RuntimeException | Error failure) {
            mine.answer.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(key, mine);
        }
    }

    private static <V> V await(CompletableFuture<V> other) {
        try {
            return other.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException shared) {
                throw shared;
            }
            throw failed;
        }
    }

    /** The next who asks looks anew, and does not wait for who is looking now. */
    public void forget(K key) {
        forgotten.incrementAndGet();
        underWay.remove(key);
        known.invalidate(key);
    }

    /** As {@link #forget}, for all keys. */
    public void forgetAll() {
        forgotten.incrementAndGet();
        underWay.clear();
        known.invalidateAll();
    }

    /** As {@link #forget}, for the answers that {@code concerned} names; nothing of what is being looked for is kept. */
    public void forgetIf(Predicate<V> concerned) {
        forgotten.incrementAndGet();
        underWay.clear();
        known.asMap().values().removeIf(kept -> concerned.test(kept.answer()));
    }
}
