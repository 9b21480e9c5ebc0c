package org.ringfort.media.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.media.port.PortPool;
import org.ringfort.media.recorder.RecordingShelf;
import org.ringfort.media.relay.Drop;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.media.relay.RelayLoops;
import org.ringfort.media.relay.Totals;
import org.ringfort.media.session.Sessions;

/** What is measured, under the names of {@link Metrics}. */
final class MediaMetrics {
    private MediaMetrics() {}

    static void register(
            MeterRegistry registry, Sessions sessions, PortPool ports, RelayLoops loops, RecordingShelf shelf) {
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
        counter(registry, loops, Metrics.MEDIA_RECEIVED, Totals::datagramsReceived);
        counter(registry, loops, Metrics.MEDIA_SENT, Totals::packetsSent);
        counter(registry, loops, Metrics.MEDIA_QUALITY_WINDOWS, Totals::windows);
        counter(registry, loops, Metrics.MEDIA_QUALITY_MOS, Totals::opinions);
        counter(registry, loops, Metrics.MEDIA_QUALITY_JITTER, Totals::jitter);
        counter(registry, loops, Metrics.MEDIA_QUALITY_ROUND_TRIP, Totals::roundTrips);
        counter(registry, loops, Metrics.MEDIA_QUALITY_ALARMS, Totals::alarms);
        Gauge.builder(Metrics.MEDIA_QUALITY_POOR, loops, all -> all.sum(Totals::poor))
                .register(registry);
        counter(registry, loops, Metrics.LOOP_FAULTS, Totals::faults);
        for (Drop reason : Drop.values()) {
            FunctionCounter.builder(Metrics.MEDIA_DROPPED, loops, all -> all.sum(counts -> counts.dropped(reason)))
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (RelayLoop loop : loops.all()) {
            Gauge.builder(Metrics.MEDIA_LOOP_LEGS, loop, RelayLoop::legs)
                    .tag("loop", loop.name())
                    .register(registry);
            FunctionCounter.builder(
                            Metrics.MEDIA_LOOP_RECEIVED,
                            loop,
                            one -> one.totals().datagramsReceived())
                    .tag("loop", loop.name())
                    .register(registry);
        }
    }

    /** Of all loops together. */
    private static void counter(MeterRegistry registry, RelayLoops loops, String name, ToDoubleFunction<Totals> count) {
        FunctionCounter.builder(name, loops, all -> all.sum(count)).register(registry);
    }
}
