package org.ringfort.edge.mediaplane;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to which session, and the judgement when all of them are lost: media came back as another incarnation, or
 * did not come back while it still kept them. Any thread; bounded by the calls that are up.
 */
final class Sessions implements AutoCloseable {
    private final Map<String, Consumer<MediaEvent>> listeners = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock;
    private final Duration liveOn;
    private String incarnation = "";
    private @Nullable ScheduledFuture<?> patience;

    Sessions(Duration liveOn) {
        this.liveOn = liveOn;
        this.clock = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("media-patience").factory(),
                new ThreadPoolExecutor.DiscardPolicy()); // after close, a stream's last word has nobody to reach
    }

    void put(String sessionId, Consumer<MediaEvent> listener) {
        listeners.put(sessionId, listener);
    }

    void remove(String sessionId) {
        listeners.remove(sessionId);
    }

    int size() {
        return listeners.size();
    }

    void tell(String sessionId, MediaEvent event) {
        Consumer<MediaEvent> listener = listeners.get(sessionId);
        if (listener != null) {
            listener.accept(event);
        }
    }

    /** The stream is up again. */
    void attached(String mediaIncarnation) {
        clock.execute(() -> {
            if (patience != null) {
                patience.cancel(false);
                patience = null;
            }
            if (!incarnation.isEmpty() && !incarnation.equals(mediaIncarnation)) {
                lost();
            }
            incarnation = mediaIncarnation;
        });
    }

    /** The stream is gone: the sessions are not, yet. */
    void detached() {
        clock.execute(() -> patience = clock.schedule(this::lost, liveOn.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void lost() {
        List.copyOf(listeners.values()).forEach(listener -> listener.accept(new MediaEvent.Lost()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
