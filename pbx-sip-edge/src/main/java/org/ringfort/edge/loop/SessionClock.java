package org.ringfort.edge.loop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.SessionTimer;

/** Runs the session timer of one dialog. On the loop only. */
final class SessionClock {
    private final Core core;
    private final Runnable refresh;
    private final Runnable expired;
    private TimerWheel.@Nullable Handle refreshing;
    private TimerWheel.@Nullable Handle expiring;

    SessionClock(Core core, Runnable refresh, Runnable expired) {
        this.core = core;
        this.refresh = refresh;
        this.expired = expired;
    }

    /** A refresh has just happened, with this agreement. */
    void restart(SessionTimer timer) {
        stop();
        if (timer.runs()) {
            expiring = core.after(timer.untilBye(), expired);
            if (timer.weRefresh()) {
                refreshing = core.after(timer.untilRefresh(), refresh);
            }
        }
    }

    /** Our refresh could not be sent now. */
    void tryAgain(Duration delay) {
        if (refreshing != null) {
            refreshing.cancel();
        }
        refreshing = core.after(delay, refresh);
    }

    void stop() {
        if (refreshing != null) {
            refreshing.cancel();
        }
        if (expiring != null) {
            expiring.cancel();
        }
    }
}
