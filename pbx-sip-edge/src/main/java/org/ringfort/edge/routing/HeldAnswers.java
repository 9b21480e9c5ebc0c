package org.ringfort.edge.routing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.sip.location.Dns.Answer;

/**
 * Answers of one kind, remembered for as long as they say, within bounds. Who asks what another is asking already waits for the
 * same answer. While nobody answers, what was said before still holds: calls outlive the death of a name server. Any thread;
 * blocks.
 *
 * @rfc 8767 4
 */
final class HeldAnswers<T> {
    /**
     * @param names remembered; the one longest unused makes room
     * @param patience of who asks
     * @param shortest and {@code longest} that an answer holds, whatever it says
     * @param silence for so long nobody is asked again who did not answer
     * @param stale for so long an answer that has expired is better than none
     */
    record Limits(int names, Duration patience, Duration shortest, Duration longest, Duration silence, Duration stale) {
        static final Limits DEFAULT = new Limits(
                10_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Duration.ofDays(1));
    }

    private final Function<String, CompletableFuture<Answer<T>>> servers;
    private final Limits limits;
    private final LongSupplier clockNanos;
    private final Map<String, Known<T>> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known<T>> eldest) {
            return size() > limits.names();
        }
    };
    private long unanswered;

    /** What is known of a name; guarded by {@link #entries}. */
    private static final class Known<T> {
        Optional<Answer.Told<T>> told = Optional.empty();
        long toldNanos;
        boolean known;
        long untilNanos;

        @Nullable
        CompletableFuture<Answer<T>> asked;
    }

    HeldAnswers(Function<String, CompletableFuture<Answer<T>>> servers, Limits limits, LongSupplier clockNanos) {
        this.servers = servers;
        this.limits = limits;
        this.clockNanos = clockNanos;
    }

    Answer<T> answer(String name) {
        Known<T> entry;
        CompletableFuture<Answer<T>> asked;
        boolean mine = false;
        synchronized (entries) {
            entry = entries.computeIfAbsent(name, unknown -> new Known<>());
            if (entry.known && entry.untilNanos - clockNanos.getAsLong() > 0) {
                return held(entry);
            }
            asked = entry.asked;
            if (asked == null) {
                mine = true;
                asked = new CompletableFuture<>();
                entry.asked = asked;
            }
        }
        if (mine) {
            ask(name, entry, asked);
        }
        await(asked);
        synchronized (entries) {
            return held(entry);
        }
    }

    private void ask(String name, Known<T> entry, CompletableFuture<Answer<T>> asked) {
        CompletableFuture<Answer<T>> answering;
        try {
            answering = servers.apply(name);
        } catch (RuntimeException bug) {
            answering = CompletableFuture.failedFuture(bug);
        }
        var _ = answering.whenComplete((answer, failure) -> {
            Answer<T> heard = failure == null ? answer : new Answer.Silent<>();
            synchronized (entries) {
                take(entry, heard);
            }
            asked.complete(heard);
        });
    }

    private void take(Known<T> entry, Answer<T> heard) {
        long now = clockNanos.getAsLong();
        entry.asked = null;
        entry.known = true;
        switch (heard) {
            case Answer.Told<T> told -> {
                entry.told = Optional.of(told);
                entry.toldNanos = now;
                entry.untilNanos = now + bounded(told.life()).toNanos();
            }
            case Answer.Silent<T> silent -> {
                unanswered++;
                entry.untilNanos = now + limits.silence().toNanos();
            }
        }
    }

    private void await(CompletableFuture<Answer<T>> asked) {
        try {
            asked.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            return; // what was known before is all there is
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer<T> held(Known<T> entry) {
        long now = clockNanos.getAsLong();
        if (entry.told.isEmpty() || now - entry.toldNanos > limits.stale().toNanos()) {
            return new Answer.Silent<>();
        }
        List<T> records = entry.told.get().records();
        Duration left = Duration.ofNanos(Math.max(0, entry.untilNanos - now));
        return new Answer.Told<>(records, left);
    }

    private Duration bounded(Duration life) {
        if (life.compareTo(limits.shortest()) < 0) {
            return limits.shortest();
        }
        return life.compareTo(limits.longest()) > 0 ? limits.longest() : life;
    }

    /** How many questions nobody answered. */
    long unanswered() {
        synchronized (entries) {
            return unanswered;
        }
    }
}
