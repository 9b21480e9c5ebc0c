package org.ringfort.edge.loop;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;

/** What the loop counts. Labels come from closed sets, never from what a stranger wrote. */
final class LoopMetrics {
    private static final String[] CLASSES = {"0xx", "1xx", "2xx", "3xx", "4xx", "5xx", "6xx"};

    private final MeterRegistry registry;
    /** Each message is counted: finding its counter in the registry costs more than counting. */
    private final Map<What, Counter> messages = new ConcurrentHashMap<>();

    private record What(String transport, String label) {}

    LoopMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void gauges(int shard, Core core) {
        var tags = Tags.of("shard", Integer.toString(shard));
        // The scraping thread reads sizes that the loop changes: a figure a moment old is good enough.
        registry.gauge(Metrics.SIP_TRANSACTIONS, tags.and("kind", "client"), core.clients, Map::size);
        registry.gauge(Metrics.SIP_TRANSACTIONS, tags.and("kind", "server"), core.servers, Map::size);
        registry.gauge(Metrics.SIP_DIALOGS, tags, core.dialogs, Map::size);
        registry.gauge(Metrics.SIP_TIMERS, tags, core.wheel, TimerWheel::running);
    }

    void received(String transport, SipMessage message) {
        messages.computeIfAbsent(
                        new What(transport, labelOf(message)),
                        what -> registry.counter(
                                Metrics.SIP_RECEIVED, "transport", what.transport(), "what", what.label()))
                .increment();
    }

    void sent(SipMessage message) {
        messages.computeIfAbsent(
                        new What("", labelOf(message)),
                        what -> registry.counter(Metrics.SIP_SENT, "what", what.label()))
                .increment();
    }

    void dropped(String reason) {
        registry.counter(Metrics.SIP_DROPPED, "reason", reason).increment();
    }

    void refused(int status, String reason) {
        registry.counter(Metrics.SIP_REFUSED, "status", Integer.toString(status), "reason", reason)
                .increment();
    }

    void repeated(String kind) {
        registry.counter(Metrics.SIP_RETRANSMISSIONS, "kind", kind).increment();
    }

    void timedOut(String kind) {
        registry.counter(Metrics.SIP_TIMEOUTS, "kind", kind).increment();
    }

    void fault() {
        registry.counter(Metrics.LOOP_FAULTS).increment();
    }

    private static String labelOf(SipMessage message) {
        return switch (message) {
            case SipRequest request -> nameOf(request.method());
            case SipResponse response -> CLASSES[Math.min(6, response.status().code() / 100)];
        };
    }

    private static String nameOf(Method method) {
        return method.isKnown() ? method.name() : "other";
    }
}
