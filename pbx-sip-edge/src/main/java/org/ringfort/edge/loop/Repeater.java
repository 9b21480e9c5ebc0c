package org.ringfort.edge.loop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.UntilAcknowledged;
import org.ringfort.edge.dialog.UntilAcknowledged.Event;
import org.ringfort.edge.dialog.UntilAcknowledged.State;

/** Says a response again until it is acknowledged; see {@link UntilAcknowledged}. On the loop only. */
final class Repeater {
    private final Core core;
    private final Runnable say;
    private final Duration longest;
    private final Runnable acknowledged;
    private final Runnable unacknowledged;
    private State state = State.WAITING;
    private Duration interval;
    private TimerWheel.@Nullable Handle next;
    private final TimerWheel.Handle end;

    /**
     * Begins; the first saying has been done.
     *
     * @param longest what the interval, which doubles, does not exceed
     */
    Repeater(Core core, Runnable say, Duration longest, Runnable acknowledged, Runnable unacknowledged) {
        this.core = core;
        this.say = say;
        this.longest = longest;
        this.acknowledged = acknowledged;
        this.unacknowledged = unacknowledged;
        this.interval = core.settings.timers().t1();
        this.next = core.after(interval, () -> on(Event.REPEAT_DUE));
        this.end = core.after(core.settings.timers().giveUp(), () -> on(Event.TIME_OVER));
    }

    void acknowledge() {
        on(Event.ACKNOWLEDGEMENT);
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Nothing more is said or reported. */
    void stop() {
        state = State.ACKNOWLEDGED;
        cancelTimers();
    }

    private void on(Event event) {
        var step = UntilAcknowledged.TABLE.on(state, event);
        state = step.next();
        if (state != State.WAITING) {
            cancelTimers();
        }
        for (UntilAcknowledged.Action action : step.actions()) {
            switch (action) {
                case REPEAT -> {
                    core.metrics.repeated("response");
                    say.run();
                }
                case SCHEDULE_NEXT_REPEAT -> {
                    Duration doubled = interval.multipliedBy(2);
                    interval = doubled.compareTo(longest) < 0 ? doubled : longest;
                    next = core.after(interval, () -> on(Event.REPEAT_DUE));
                }
                case REPORT_ACKNOWLEDGED -> acknowledged.run();
                case REPORT_UNACKNOWLEDGED -> unacknowledged.run();
            }
        }
    }

    private void cancelTimers() {
        end.cancel();
        if (next != null) {
            next.cancel();
        }
    }
}
