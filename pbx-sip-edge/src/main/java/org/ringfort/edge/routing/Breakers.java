package org.ringfort.edge.routing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Which gateways rest, because calls failed at them: a circuit breaker for each. So many failures within a time open it, and calls go
 * to others first; when its rest is over, one call tries it, the others still go past it. Where that call fails the gateway rests
 * twice as long; where it does not, the gateway is like any other again. A gateway that answers OPTIONS is tried again after the
 * shortest rest, however long its own has grown. Any thread.
 */
public final class Breakers {
    /** Known to the app by these. */
    public record Known(String tenant, String trunk, String gateway) {}

    /**
     * When a breaker opens.
     *
     * @param failures so many, 1 to 20
     * @param within such a time
     */
    public record Rule(int failures, Duration within) {
        /** Three within a minute. */
        public static final Rule DEFAULT = new Rule(3, Duration.ofMinutes(1));

        static final int MOST_FAILURES = 20;

        public Rule {
            failures = Math.clamp(failures, 1, MOST_FAILURES);
        }
    }

    /**
     * A gateway rests, or does no longer.
     *
     * @param length from now; zero: it takes calls again
     * @param why the last failure, in words
     */
    public record Rest(Known gateway, Duration length, String why) {}

    static final Duration FIRST_REST = Duration.ofSeconds(30);
    static final Duration LONGEST_REST = Duration.ofMinutes(5);
    /** A call that tries a gateway and is not over by then says nothing of it; another one may try. */
    static final Duration TRIAL = Duration.ofSeconds(15);

    private static final int MOST = 10_000;

    private final LongSupplier clockNanos;
    private Consumer<Rest> news = rest -> {};
    private final Map<String, Breaker> breakers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Breaker> eldest) {
            return size() > MOST;
        }
    };

    private static final class Breaker {
        private final Known of;
        private final Deque<Long> failures = new ArrayDeque<>();
        private boolean open;
        private long openedNanos;
        private long restsUntilNanos;
        private long trialUntilNanos;
        private Duration rest = FIRST_REST;
        private String why = "";

        Breaker(Known of) {
            this.of = of;
        }
    }

    /** @param clockNanos a clock that never jumps */
    Breakers(LongSupplier clockNanos) {
        this.clockNanos = clockNanos;
    }

    /** Who hears of every change, at once and in order; it must not block. */
    public synchronized void tell(Consumer<Rest> listener) {
        news = listener;
    }

    /**
     * Which of those that are left to try next: the first that takes calls, or whose rest is over and that no other call is
     * trying; where there is none, the first.
     *
     * @param remaining in the order wanted, at least one
     * @param down whether it is known not to be there
     */
    synchronized <T> T next(List<T> remaining, Function<T, String> identity, Function<String, Boolean> down) {
        long now = clockNanos.getAsLong();
        for (T one : remaining) {
            String id = identity.apply(one);
            if (!down.apply(id) && admits(id, now)) {
                return one;
            }
        }
        return remaining.getFirst();
    }

    private boolean admits(String gateway, long now) {
        Breaker breaker = breakers.get(gateway);
        if (breaker == null || !breaker.open) {
            return true;
        }
        if (breaker.restsUntilNanos - now > 0 || breaker.trialUntilNanos - now > 0) {
            return false;
        }
        breaker.trialUntilNanos = now + TRIAL.toNanos();
        return true;
    }

    /** Whether others are called before it. */
    synchronized boolean rests(String gateway) {
        Breaker breaker = breakers.get(gateway);
        return breaker != null && breaker.open;
    }

    /** A call failed there. */
    public synchronized void failed(Known gateway, Rule rule, String why) {
        long now = clockNanos.getAsLong();
        Breaker breaker = breakers.computeIfAbsent(gateway.gateway(), id -> new Breaker(gateway));
        breaker.why = why;
        if (breaker.open) {
            if (breaker.restsUntilNanos - now
                    <= 0) { // else it was called in spite of its rest, which is proof of nothing
                Duration twice = breaker.rest.multipliedBy(2);
                rest(breaker, twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST, now);
            }
            return;
        }
        breaker.failures.addLast(now);
        while (breaker.failures.size() > Rule.MOST_FAILURES
                || now - breaker.failures.getFirst() > rule.within().toNanos()) {
            breaker.failures.removeFirst();
        }
        if (breaker.failures.size() >= rule.failures()) {
            breaker.open = true;
            rest(breaker, FIRST_REST, now);
        }
    }

    private void rest(Breaker breaker, Duration length, long now) {
        breaker.rest = length;
        breaker.openedNanos = now;
        breaker.restsUntilNanos = now + length.toNanos();
        breaker.trialUntilNanos = now;
        news.accept(new Rest(breaker.of, length, breaker.why));
    }

    /** It did its work; what failed before no longer counts. */
    public synchronized void worked(String gateway) {
        Breaker breaker = breakers.remove(gateway);
        if (breaker != null && breaker.open) {
            news.accept(new Rest(breaker.of, Duration.ZERO, ""));
        }
    }

    /** It answers OPTIONS: a call may try it, if it has rested at all. */
    public synchronized void answered(String gateway) {
        Breaker breaker = breakers.get(gateway);
        if (breaker != null && breaker.open) {
            long soonest = breaker.openedNanos + FIRST_REST.toNanos();
            if (soonest - breaker.restsUntilNanos < 0) {
                breaker.restsUntilNanos = soonest;
                news.accept(new Rest(breaker.of, left(breaker), breaker.why));
            }
        }
    }

    /** Nobody knows anything of it any more. */
    synchronized void forget(String gateway) {
        worked(gateway);
    }

    /** Says of all that rest once more that they do. */
    public synchronized void repeat() {
        breakers.values().stream()
                .filter(breaker -> breaker.open)
                .forEach(breaker -> news.accept(new Rest(breaker.of, left(breaker), breaker.why)));
    }

    /** At least a millisecond, since zero means that it is over. */
    private Duration left(Breaker breaker) {
        return Duration.ofNanos(
                Math.max(Duration.ofMillis(1).toNanos(), breaker.restsUntilNanos - clockNanos.getAsLong()));
    }

    /** How many rest now. */
    public synchronized long resting() {
        long now = clockNanos.getAsLong();
        return breakers.values().stream()
                .filter(breaker -> breaker.open && breaker.restsUntilNanos - now > 0)
                .count();
    }
}
