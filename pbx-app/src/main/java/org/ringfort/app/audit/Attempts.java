package org.ringfort.app.audit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.kernel.burst.Bursts;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What strangers try, written to the audit trail beside the work: nobody's answer waits for it, so its time tells nothing,
 * and however many try, few rows are written: one of a kind, source, and target in ten seconds, with their number. While the
 * database is away they are kept, within the bounds.
 */
@Component
public class Attempts implements SmartLifecycle, MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Bursts.Limits LIMITS = new Bursts.Limits(Duration.ofSeconds(10), 10_000, 50);
    private static final int BACKLOG = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private record Kind(TenantId tenant, String event, String sourceAddress, String targetKind, String targetId) {}

    /** As the audit trail keeps it. */
    record Tried(String reason, String transport, String edge, int count) {}

    private final Audit audit;
    private final BlockingQueue<Bursts.Burst<Kind, Attempt>> waiting = new ArrayBlockingQueue<>(BACKLOG);
    private final Bursts<Kind, Attempt> bursts = new Bursts<>(LIMITS, System::nanoTime, waiting::offer);
    private volatile boolean running;

    Attempts(Audit audit) {
        this.audit = audit;
    }

    /** It was tried {@code times}; never blocks. */
    public void happened(Attempt attempt, int times) {
        bursts.happened(
                new Kind(
                        attempt.tenant(),
                        attempt.event(),
                        attempt.sourceAddress(),
                        attempt.targetKind(),
                        attempt.targetId()),
                attempt,
                times);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(Metrics.SECURITY_EVENTS_DROPPED, bursts, Bursts::dropped)
                .register(registry);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("audit-attempts").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                var next = waiting.poll(1, TimeUnit.SECONDS);
                while (next != null && running && !written(next)) {
                    Thread.sleep(PAUSE);
                }
                bursts.tick();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean written(Bursts.Burst<Kind, Attempt> burst) {
        Attempt attempt = burst.facts();
        Attempt.Facts facts = attempt.facts();
        try {
            Actors.call(Actor.stranger("unknown", attempt.tenant(), attempt.sourceAddress()), () -> {
                audit.recordSeparately(
                        attempt.tenant(),
                        AuditEntry.of(
                                attempt.event(),
                                attempt.targetKind(),
                                attempt.targetId(),
                                new Tried(facts.reason(), facts.transport(), facts.edge(), burst.count())));
                return true;
            });
            return true;
        } catch (RuntimeException notNow) {
            LOG.warn("What a stranger tried could not be written to the audit trail; trying again", notNow);
            return false;
        }
    }
}
