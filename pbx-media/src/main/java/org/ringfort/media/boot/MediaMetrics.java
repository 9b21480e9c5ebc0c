package org.ringfort.media.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.media.port.PortPool;
import org.ringfort.media.recorder.RecordingShelf;
import org.ringfort.media.relay.Drop;
import org.ringfort.media.relay.Totals;
import org.ringfort.media.session.Sessions;

/** What is measured, under the names of {@link Metrics}. */
final class MediaMetrics {
    private MediaMetrics() {}

    static void register(
            MeterRegistry registry, Sessions sessions, PortPool ports, Totals totals, RecordingShelf shelf) {
        Gauge.builder(Metrics.MEDIA_RECORDINGS, shelf, RecordingShelf::waiting).register(registry);
        FunctionCounter.builder(Metrics.MEDIA_RECORDINGS_MISSED, sessions, Sessions::missedRecordings)
                .register(registry);
        Gauge.builder(Metrics.MEDIA_SESSIONS, sessions, Sessions::live).register(registry);
        Gauge.builder(Metrics.MEDIA_PORTS_IN_USE, ports, PortPool::inUse).register(registry);
        Gauge.builder(Metrics.MEDIA_PORTS, ports, PortPool::size).register(registry);
        FunctionCounter.builder(Metrics.MEDIA_PORTS_EXHAUSTED, ports, PortPool::exhaustions)
                .register(registry);
        FunctionCounter.builder(Metrics.MEDIA_PORTS_EXHAUSTED_FOR_HELP, ports, PortPool::helpExhaustions)
                .register(registry);
        Gauge.builder(Metrics.MEDIA_PORTS_RESERVED, ports, PortPool::reserve).register(registry);
        Gauge.builder(Metrics.MEDIA_PORTS_RESERVED_IN_USE, ports, PortPool::reserveInUse)
                .register(registry);
        FunctionCounter.builder(Metrics.MEDIA_PORTS_HURRIED, ports, PortPool::hurried)
                .register(registry);
        FunctionCounter.builder(Metrics.MEDIA_RECEIVED, totals, Totals::datagramsReceived)
                .register(registry);
        FunctionCounter.builder(Metrics.MEDIA_SENT, totals, Totals::packetsSent).register(registry);
        FunctionCounter.builder(Metrics.MEDIA_QUALITY_WINDOWS, totals, Totals::windows)
                .register(registry);
        FunctionCounter.builder(Metrics.MEDIA_QUALITY_MOS, totals, Totals::opinions)
                .register(registry);
        FunctionCounter.builder(Metrics.MEDIA_QUALITY_JITTER, totals, Totals::jitter)
                .register(registry);
        FunctionCounter.builder(Metrics.MEDIA_QUALITY_ROUND_TRIP, totals, Totals::roundTrips)
                .register(registry);
        FunctionCounter.builder(Metrics.MEDIA_QUALITY_ALARMS, totals, Totals::alarms)
                .register(registry);
        Gauge.builder(Metrics.MEDIA_QUALITY_POOR, totals, Totals::poor).register(registry);
        FunctionCounter.builder(Metrics.LOOP_FAULTS, totals, Totals::faults).register(registry);
        for (Drop reason : Drop.values()) {
            FunctionCounter.builder(Metrics.MEDIA_DROPPED, totals, counts -> counts.dropped(reason))
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
