package org.ringfort.app.platform.push;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hands pushes to those who listen. Nobody who tells ever waits: a listener too slow for its queue is sent away, and reads
 * everything anew when it comes back.
 */
@Component
public final class PushHub implements SmartLifecycle {
    private static final int MOST_LISTENERS = 2_000;
    private static final int MOST_OF_ONE_ACTOR = 12;
    private static final int BACKLOG = 512;

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    /** Tells everybody who may know. */
    public void tell(Push push) {
        for (Listener listener : listeners) {
            if (listener.mayKnow(push) && !listener.waiting.offer(push)) {
                listener.close();
            }
        }
    }

    /** Whether anybody would be told of this tenant, so that a row need not be made for nobody. */
    public boolean anybodyOf(TenantId tenant) {
        return listeners.stream().anyMatch(listener -> listener.tenant.equals(tenant));
    }

    Listener listen(TenantId tenant, Actor actor) {
        long already = listeners.stream()
                .filter(listener -> listener.actor.id().equals(actor.id()))
                .count();
        if (!running || listeners.size() >= MOST_LISTENERS || already >= MOST_OF_ONE_ACTOR) {
            throw new Problem(503, "too-many-listeners", "Too many event streams are open. Close one.", List.of());
        }
        Listener listener = new Listener(tenant, actor);
        listeners.add(listener);
        return listener;
    }

    /** One open stream. */
    final class Listener implements AutoCloseable {
        private final TenantId tenant;
        private final Actor actor;
        private final BlockingQueue<Push> waiting = new ArrayBlockingQueue<>(BACKLOG);
        private volatile boolean closed;

        private Listener(TenantId tenant, Actor actor) {
            this.tenant = tenant;
            this.actor = actor;
        }

        private boolean mayKnow(Push push) {
            return push.tenant().equals(tenant)
                    && (push.permissions().stream().anyMatch(actor::may)
                            || (push.owner().isPresent()
                                    && push.owner().equals(actor.extension())
                                    && actor.may(Permission.OWN_MESSAGES)));
        }

        /** The next push; empty after {@code seconds} of silence. */
        Optional<Push> next(int seconds) throws InterruptedException {
            @Nullable Push push = waiting.poll(seconds, TimeUnit.SECONDS);
            return Optional.ofNullable(push);
        }

        boolean open() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
            listeners.remove(this);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        listeners.forEach(Listener::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE; // streams end first, so that the web server need not wait for them
    }
}
