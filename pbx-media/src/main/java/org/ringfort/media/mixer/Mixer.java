package org.ringfort.media.mixer;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that mixes all conferences, every 20 ms: relay loops, of which there may be several, neither wait for it nor for each
 * other. It rests while there is no conference.
 */
public final class Mixer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mixer.class);
    private static final long FRAME_NANOS = 20_000_000;
    /** Later than this it starts afresh instead of catching up. */
    private static final long HOPELESS_NANOS = 200_000_000;

    private static final Mix[] NONE = {};

    private final LongSupplier nanoTime;
    private final Thread thread;
    private final AtomicReference<Mix[]> mixes = new AtomicReference<>(NONE);
    private volatile boolean stopped;
    private volatile boolean rests = true;
    private volatile long dueNanos;

    public Mixer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.thread = Thread.ofPlatform().name("mixer").start(this::run);
    }

    /** Mixes it from now on until it has ended; any thread. */
    public void add(Mix mix) {
        mixes.updateAndGet(known -> {
            Mix[] more = Arrays.copyOf(known, known.length + 1);
            more[more.length - 1] = mix;
            return more;
        });
        LockSupport.unpark(thread);
    }

    /** Nanoseconds by which the next turn is late; none where it rests. Any thread. */
    public long lateNanos() {
        return rests ? 0 : Math.max(0, nanoTime.getAsLong() - dueNanos);
    }

    private void remove(Mix mix) {
        mixes.updateAndGet(
                known -> Arrays.stream(known).filter(other -> other != mix).toArray(Mix[]::new));
    }

    private void run() {
        long due = nanoTime.getAsLong();
        while (!stopped) {
            Mix[] now = mixes.get();
            if (now.length == 0) {
                rests = true;
                LockSupport.park(this);
                due = nanoTime.getAsLong();
                dueNanos = due;
                rests = false;
                continue;
            }
            for (Mix mix : now) {
                turn(mix);
                if (mix.finished()) {
                    remove(mix);
                }
            }
            due += FRAME_NANOS;
            if (nanoTime.getAsLong() - due > HOPELESS_NANOS) {
                due = nanoTime.getAsLong();
            }
            dueNanos = due;
            for (long wait = due - nanoTime.getAsLong(); wait > 0 && !stopped; wait = due - nanoTime.getAsLong()) {
                LockSupport.parkNanos(this, wait); // who adds a mix wakes it early
            }
        }
        for (Mix mix : mixes.get()) {
            mix.end();
            mix.finished();
        }
    }

    private void turn(Mix mix) {
        try {
            mix.turn(nanoTime.getAsLong());
        } catch (RuntimeException fault) {
            LOG.atError()
                    .setCause(fault)
                    .addKeyValue(Fields.EVENT_ACTION, Events.LOOP_FAULT)
                    .log("the mixer met a bug of ours");
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
