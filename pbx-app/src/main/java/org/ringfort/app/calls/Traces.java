package org.ringfort.app.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.telemetry.Events;
import org.springframework.stereotype.Service;

/**
 * Asks edges what was said in a call. All of them, since a record does not say which carried it; each answers whose the call
 * is, and what belongs to another tenant is as if it were not there. Whoever reads is in the audit trail before he sees
 * anything.
 */
@Service
public class Traces {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** An answer has a megabyte. */
    private static final int MOST_AT_ONCE = 16;

    private static final int MOST_EDGES = 100;

    private final Edges edges;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final Map<String, BlockingQueue<Told>> asked = new ConcurrentHashMap<>();

    Traces(Edges edges, TenantTransactions transactions, Audit audit) {
        this.edges = edges;
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * What one edge answered.
     *
     * @param tenantId whose call it is; empty where that edge does not know it
     */
    public record Told(String tenantId, CallTrace trace) {}

    /** An edge answers; any thread, never waits. */
    public void told(String requestId, Told answer) {
        BlockingQueue<Told> waiting = asked.get(requestId);
        if (waiting != null) {
            var _ = waiting.offer(answer);
        }
    }

    /** The trace of a call of the current tenant; waits for the edges, three seconds at most. */
    public CallTrace read(CallId call) {
        String tenant = TenantScope.current().toString();
        List<CallTrace> ours = ask(call).stream()
                .filter(told -> told.tenantId().equals(tenant))
                .map(Told::trace)
                .toList();
        if (ours.isEmpty()) {
            throw Problem.notFound();
        }
        transactions.current(() -> {
            audit.record(AuditEntry.of(Events.CALL_TRACED, "call", call, Map.of()));
            return true;
        });
        List<CallTrace.Message> messages = ours.stream()
                .flatMap(trace -> trace.messages().stream())
                .sorted(Comparator.comparing(CallTrace.Message::at))
                .toList();
        return new CallTrace(messages, ours.stream().anyMatch(CallTrace::truncated));
    }

    private List<Told> ask(CallId call) {
        if (!room.tryAcquire()) {
            throw Problem.unavailable("Too many traces are being read now.", Duration.ofSeconds(2));
        }
        String requestId = UUID.randomUUID().toString();
        BlockingQueue<Told> answers = new ArrayBlockingQueue<>(MOST_EDGES);
        asked.put(requestId, answers);
        try {
            return gather(answers, edges.traceWanted(requestId, call));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            asked.remove(requestId);
            room.release();
        }
    }

    private static List<Told> gather(BlockingQueue<Told> answers, int expected) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Told> told = new ArrayList<>();
        while (told.size() < expected) {
            Told next = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            told.add(next);
        }
        return told;
    }
}
