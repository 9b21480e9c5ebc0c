package org.ringfort.edge.transport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringfort.kernel.telemetry.Metrics;

/** What the transports count. */
final class TransportMetrics {
    private final MeterRegistry registry;
    private final Map<TransportKind, AtomicInteger> live = new EnumMap<>(TransportKind.class);

    private final Map<String, Counter> dropped = new ConcurrentHashMap<>(); // reasons are ours and few

    TransportMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (TransportKind kind : TransportKind.values()) {
            var count = new AtomicInteger();
            live.put(kind, count);
            registry.gauge(Metrics.SIP_CONNECTIONS, Tags.of("transport", kind.uriToken()), count);
        }
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider buffers) {
            registry.gauge(
                    Metrics.BUFFERS_DIRECT, buffers, each -> each.metric().usedDirectMemory());
        }
    }

    void opened(TransportKind kind) {
        count(kind).incrementAndGet();
    }

    void closed(TransportKind kind) {
        count(kind).decrementAndGet();
    }

    private AtomicInteger count(TransportKind kind) {
        AtomicInteger count = live.get(kind);
        if (count == null) {
            throw new IllegalStateException(kind.name());
        }
        return count;
    }

    void dropped(String reason) {
        dropped.computeIfAbsent(reason, why -> registry.counter(Metrics.SIP_DROPPED, "reason", why))
                .increment();
    }

    void refused(int status, String reason) {
        registry.counter(Metrics.SIP_REFUSED, "status", Integer.toString(status), "reason", reason)
                .increment();
    }

    void cut(String reason) {
        registry.counter(Metrics.SIP_CONNECTIONS_CLOSED, "reason", reason).increment();
    }

    void handshakeFailed(String reason) {
        registry.counter(Metrics.TLS_HANDSHAKE_FAILURES, "reason", reason).increment();
    }
}
