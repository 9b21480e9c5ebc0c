package org.ringfort.edge.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hashed timer wheel: adding and cancelling cost the same however many timers run. A timer fires at the first tick not
 * before its time. One thread; time is given from outside, in nanoseconds of a clock that never jumps.
 */
final class TimerWheel {
    private static final int SLOTS = 1024;
    static final long TICK_NANOS = 10_000_000;

    private final @Nullable Handle[] slots = new @Nullable Handle[SLOTS];
    private long tick;
    private int running;

    TimerWheel(long nowNanos) {
        this.tick = nowNanos / TICK_NANOS;
    }

    /** A timer that runs, has fired, or was cancelled. */
    static final class Handle {
        private final TimerWheel wheel;
        private final Runnable task;
        private final long dueTick;
        private final int slot;
        private @Nullable Handle before;
        private @Nullable Handle after;
        private boolean live = true;

        private Handle(TimerWheel wheel, Runnable task, long dueTick) {
            this.wheel = wheel;
            this.task = task;
            this.dueTick = dueTick;
            this.slot = (int) Math.floorMod(dueTick, (long) SLOTS);
        }

        /** Nothing happens where it has fired or was cancelled before. */
        void cancel() {
            if (live) {
                wheel.unlink(this);
            }
        }
    }

    /** Runs {@code task} {@code delay} after {@code nowNanos}, at the next tick where that is zero. */
    Handle schedule(long nowNanos, Duration delay, Runnable task) {
        long due = nowNanos + Math.max(0, delay.toNanos());
        long dueTick = Math.max(Math.floorDiv(due + TICK_NANOS - 1, TICK_NANOS), tick + 1);
        var handle = new Handle(this, task, dueTick);
        Handle head = slots[handle.slot];
        handle.after = head;
        if (head != null) {
            head.before = handle;
        }
        slots[handle.slot] = handle;
        running++;
        return handle;
    }

    /** Fires what is due; a task may schedule and cancel. */
    void advance(long nowNanos, Consumer<Runnable> runner) {
        long target = Math.floorDiv(nowNanos, TICK_NANOS);
        if (running == 0) {
            tick = Math.max(tick, target);
            return;
        }
        while (tick < target) {
            tick++;
            fire((int) Math.floorMod(tick, (long) SLOTS), runner);
        }
    }

    private void fire(int slot, Consumer<Runnable> runner) {
        List<Handle> due = new ArrayList<>();
        for (Handle handle = slots[slot]; handle != null; handle = handle.after) {
            if (handle.dueTick <= tick) {
                due.add(handle);
            }
        }
        for (Handle handle : due) {
            if (handle.live) { // a task before it may have cancelled it
                unlink(handle);
                runner.accept(handle.task);
            }
        }
    }

    private void unlink(Handle handle) {
        handle.live = false;
        Handle before = handle.before;
        Handle after = handle.after;
        if (before != null) {
            before.after = after;
        } else {
            slots[handle.slot] = after;
        }
        if (after != null) {
            after.before = before;
        }
        handle.before = null;
        handle.after = null;
        running--;
    }

    /** How many timers run. */
    int running() {
        return running;
    }
}
