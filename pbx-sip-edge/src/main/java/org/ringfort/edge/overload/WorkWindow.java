package org.ringfort.edge.overload;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many pieces of new work (calls being routed, registrations being written) may be under way at once. Without it a system that
 * is asked for more than it can do does everything too late, and so nothing: who asked has given up or asked again.
 *
 * <p>The window is found by how long work takes, and needs no number from an operator. It is looked at every interval: where it
 * was in use and hardly any work was done in good time, there is a queue behind it, and it shrinks; where work is done in good time, it grows
 * again. That some work is slow says nothing: it may wait for somebody far away. So a tenth in good time is enough.
 *
 * <p>Any thread; never blocks but for the nanoseconds of its lock.
 *
 * @rfc 7339 5.10.2
 */
public final class WorkWindow {
    /**
     * @param least never fewer at once, however long they take
     * @param first how many at the start
     * @param most never more
     * @param goodTime what work may take
     * @param interval how often the window is looked at
     */
    public record Settings(int least, int first, int most, Duration goodTime, Duration interval) {
        public Settings {
            if (least < 1 || first < least || most < first) {
                throw new IllegalArgumentException(
                        "least, first and most must be in this order: " + least + ", " + first + ", " + most);
            }
        }
    }

    private static final double SHRINKS_TO = 0.7;
    private static final double GROWS_TO = 1.3;
    /** So much of the work in good time, and there is no queue. */
    private static final double ENOUGH = 0.1;

    private final Settings settings;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private double size;
    private int underWay;
    private long intervalBegan;
    private int inGoodTime;
    private int late;
    /** Whether the window was more than half full at some time of this interval. */
    private boolean used;

    public WorkWindow(Settings settings) {
        this(settings, System::nanoTime);
    }

    WorkWindow(Settings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.size = settings.first();
        this.intervalBegan = nanos.getAsLong();
    }

    /** A piece of work that is under way; who has it must say when it is done, once or more often. */
    public final class Turn {
        private final AtomicBoolean over = new AtomicBoolean();
        private final long began;
        private volatile boolean counts = true;

        private Turn(long began) {
            this.began = began;
        }

        /** All that is ours to do is done, well or not; from here on it waits for others, or is over. */
        public void done() {
            if (over.compareAndSet(false, true)) {
                left(nanos.getAsLong() - began, counts);
            }
        }

        /** There was nothing to do that takes time: how long it took says nothing. To be said before it is done. */
        public void uncounted() {
            counts = false;
        }
    }

    /** Empty where this piece of work had better not begin. */
    public Optional<Turn> enter() {
        return enter(false);
    }

    /** For work that is never refused; it counts like other work. */
    public Turn enterAnyway() {
        return enter(true).orElseThrow();
    }

    private Optional<Turn> enter(boolean anyway) {
        long now = nanos.getAsLong();
        lock.lock();
        try {
            look(now);
            used |= underWay >= size / 2;
            if (underWay >= size && !anyway) {
                return Optional.empty();
            }
            underWay++;
            return Optional.of(new Turn(now));
        } finally {
            lock.unlock();
        }
    }

    private void left(long took, boolean counts) {
        boolean inTime = took <= settings.goodTime().toNanos();
        lock.lock();
        try {
            underWay--;
            inGoodTime += counts && inTime ? 1 : 0;
            late += counts && !inTime ? 1 : 0;
            look(nanos.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. Nothing finished says nothing, unless everything hangs: then it will be late when it ends. */
    private void look(long now) {
        if (now - intervalBegan < settings.interval().toNanos()) {
            return;
        }
        int finished = inGoodTime + late;
        if (used && finished > 0) {
            size = inGoodTime < finished * ENOUGH
                    ? Math.max(settings.least(), size * SHRINKS_TO)
                    : Math.min(settings.most(), size * GROWS_TO);
        }
        intervalBegan = now;
        inGoodTime = 0;
        late = 0;
        used = underWay >= size / 2;
    }

    /** How many may be under way now. */
    public int size() {
        lock.lock();
        try {
            return (int) size;
        } finally {
            lock.unlock();
        }
    }

    /** How many are. */
    public int underWay() {
        lock.lock();
        try {
            return underWay;
        } finally {
            lock.unlock();
        }
    }
}
