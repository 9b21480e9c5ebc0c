package org.ringfort.edge.loop;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;

/** What the loop counts. Labels come from closed sets, never from what a stranger wrote. */
final class LoopMetrics {
    private final MeterRegistry registry;

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
        registry.counter(Metrics.SIP_RECEIVED, "transport", transport, "what", labelOf(message))
                .increment();
    }

    void sent(SipMessage message) {
        registry.counter(Metrics.SIP_SENT, "what", labelOf(message)).increment();
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
            case SipResponse response -> response.status().code() / 100 + "xx";
        };
    }

    private static String nameOf(Method method) {
        return method.isKnown() ? method.name() : "other";
    }
}
