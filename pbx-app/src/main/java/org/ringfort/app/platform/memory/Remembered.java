package org.ringfort.app.platform.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers of the database, remembered for a while. However many ask the same at once while nothing is known, one looks and the
 * others wait for what becomes of it, be it a failure: a site that comes back after an outage costs one connection for each
 * fact, and with the database away nobody waits longer than the one who looked. What is forgotten while somebody looks is
 * not remembered from that look. Any thread.
 *
 * @param <K> what is asked for
 * @param <V> the answer
 */
public final class Remembered<K, V> {
    private final Cache<K, V> known;
    private final Predicate<V> worthKeeping;
    private final Map<K, Look<V>> underWay = new ConcurrentHashMap<>();

    private static final class Look<V> {
        private final CompletableFuture<V> answer = new CompletableFuture<>();
    }

    private Remembered(long most, Duration time, Predicate<V> worthKeeping) {
        this.known =
                Caffeine.newBuilder().maximumSize(most).expireAfterWrite(time).build();
        this.worthKeeping = worthKeeping;
    }

    /** Remembers every answer for so long, and at most so many. */
    public static <K, V> Remembered<K, V> everything(long most, Duration time) {
        return new Remembered<>(most, time, _ -> true);
    }

    /** Remembers the answers that {@code worthKeeping} names; the others are shared by those who ask at the same time. */
    public static <K, V> Remembered<K, V> only(Predicate<V> worthKeeping, long most, Duration time) {
        return new Remembered<>(most, time, worthKeeping);
    }

    /**
     * The answer as it is known, else as {@code look} finds it; blocks for that.
     *
     * @throws RuntimeException what the look threw, to all who waited for it
     */
    public V of(K key, Supplier<V> look) {
        V answer = known.getIfPresent(key);
        return answer != null ? answer : anew(key, look);
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

    /** The answer as it is known; never looks. */
    public Optional<V> known(K key) {
        return Optional.ofNullable(known.getIfPresent(key));
    }

    private V look(K key, Supplier<V> look, Look<V> mine) {
        try {
            V found = look.get();
            underWay.computeIfPresent(key, (_, current) -> {
                if (current == mine) {
                    if (worthKeeping.test(found)) {
                        known.put(key, found);
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
        underWay.remove(key);
        known.invalidate(key);
    }

    /** As {@link #forget}, for all keys. */
    public void forgetAll() {
        underWay.clear();
        known.invalidateAll();
    }

    /** As {@link #forget}, for the answers that {@code concerned} names; nothing of what is being looked for is kept. */
    public void forgetIf(Predicate<V> concerned) {
        underWay.clear();
        known.asMap().values().removeIf(concerned);
    }
}
