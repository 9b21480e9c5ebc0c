package org.ringfort.app.platform.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Knows whether the database answers. One thread asks it a few times a second; another counts how long no answer came in time, in its own
 * steps, so that a process that stood still itself blames nobody else. Answers to anybody's questions count. Where it is
 * silent, refuses, or answers too late for long enough, it is away: the gate shuts. With the first answer in time it is back.
 * Any thread.
 */
public final class DatabaseWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Duration STEP = Duration.ofMillis(50);
    /** Who could not renew what he had while the database was away has so long to do it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final BooleanSupplier question;
    private final Runnable shut;
    private final Runnable open;
    private final long patienceNanos;
    private final Clock clock;
    private volatile long answers;
    private volatile State state = new State(false, Instant.MIN, Instant.MIN);
    private volatile @Nullable Thread asking;
    private volatile @Nullable Thread counting;

    /**
     * @param heard when it last answered before it went away the last time
     * @param back when it came back from there
     */
    private record State(boolean away, Instant heard, Instant back) {}

    /**
     * @param question asks, and tells whether an answer came in time; may block
     * @param shut done when it goes away; must not block
     * @param open done when it comes back; must not block
     */
    DatabaseWatch(BooleanSupplier question, Runnable shut, Runnable open, Duration patience, Clock clock) {
        this.question = question;
        this.shut = shut;
        this.open = open;
        this.patienceNanos = patience.toNanos();
        this.clock = clock;
    }

    /** Whether it is away. */
    public boolean isAway() {
        return state.away();
    }

    /** Somebody had an answer to what he asked at {@code asked}, of {@link System#nanoTime}. */
    public void answered(long asked) {
        if (System.nanoTime() - asked <= patienceNanos) {
            answers = asked; // which of several is the last does not matter: they differ
        }
    }

    /**
     * The moment by which to judge whether the time of something is over that is renewed in the database: now; but while it is away, and
     * half a minute longer, the moment when it last answered.
     */
    public Instant reckoned() {
        Instant now = clock.instant();
        State known = state;
        return known.away() || now.isBefore(known.back().plus(GRACE)) ? known.heard() : now;
    }

    @Override
    public void start() {
        asking = Thread.ofPlatform().name("database-watch").daemon().start(this::ask);
        counting = Thread.ofPlatform().name("database-silence").daemon().start(this::count);
    }

    @Override
    public void stop() {
        interrupt(asking);
        interrupt(counting);
        asking = null;
        counting = null;
    }

    @Override
    public boolean isRunning() {
        return asking != null;
    }

    private static void interrupt(@Nullable Thread thread) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void ask() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long asked = System.nanoTime();
                if (isAnswered()) {
                    answered(asked);
                }
                Thread.sleep(BETWEEN_QUESTIONS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who watches does not die of a bug: nobody would hear that the database is back. */
    private boolean isAnswered() {
        try {
            return question.getAsBoolean();
        } catch (RuntimeException bug) {
            LOG.error("The database could not be asked", bug);
            return false;
        }
    }

    private void count() {
        long most = 2 * patienceNanos / STEP.toNanos();
        long silent = 0;
        long last = answers;
        Instant heard = clock.instant();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(STEP);
                long newest = answers;
                silent = newest == last ? silent + 1 : 0;
                last = newest;
                if (silent == 0) {
                    back(heard);
                    heard = clock.instant();
                } else if (silent == most) {
                    away(heard);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void away(Instant heard) {
        State before = state;
        if (!before.away()) {
            // Away again before everybody could renew what he had: it is still the time of then.
            boolean again = heard.isBefore(before.back().plus(GRACE));
            state = new State(true, again ? before.heard() : heard, before.back());
            LOG.warn("The database does not answer; connections are cut, calls go on by what is known");
            done(shut);
        }
    }

    private static void done(Runnable gate) {
        try {
            gate.run();
        } catch (RuntimeException bug) {
            LOG.error("The gate before the database was not moved as it should be", bug);
        }
    }

    private void back(Instant heard) {
        State before = state;
        if (before.away()) {
            Instant now = clock.instant();
            done(open);
            state = new State(false, before.heard(), now);
            LOG.info("The database answers again, after {}", Duration.between(heard, now));
        }
    }
}
