package org.ringfort.edge.transport.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.kernel.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells in time that a certificate ends: a gauge for each, and a line at thirty days, seven, one, and none. One thread. */
final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final List<Duration> STAGES =
            List.of(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(1), Duration.ZERO);

    private final Clock clock;
    private final MeterRegistry registry;
    private final Map<String, Watched> watched = new HashMap<>();
    private Optional<Instant> listToldFor = Optional.empty();
    private volatile Optional<Instant> listsExpire = Optional.empty();
    private final Gauge lists;

    private static final class Watched {
        private final Gauge gauge;
        private volatile Instant ends;
        private int stage;

        Watched(MeterRegistry registry, Clock clock, String label, Instant ends) {
            this.ends = ends;
            this.gauge = Gauge.builder(Metrics.TLS_CERTIFICATE_EXPIRY, () -> seconds(clock, this.ends))
                    .tag("certificate", label)
                    .register(registry);
        }
    }

    Expiry(Clock clock, MeterRegistry registry) {
        this.clock = clock;
        this.registry = registry;
        this.lists = Gauge.builder(
                        Metrics.TLS_REVOCATION_EXPIRY,
                        () -> listsExpire.map(ends -> seconds(clock, ends)).orElse(Double.NaN))
                .register(registry);
    }

    private static double seconds(Clock clock, Instant ends) {
        return Duration.between(clock.instant(), ends).toSeconds();
    }

    /**
     * Looks at all of them.
     *
     * @param listsExpire when the first revocation list ends
     */
    void look(Collection<Identity> shown, Optional<Instant> listsExpire) {
        List<String> labels = shown.stream().map(Identity::label).toList();
        watched.entrySet().removeIf(one -> {
            boolean gone = !labels.contains(one.getKey());
            if (gone) {
                forget(one.getValue().gauge);
            }
            return gone;
        });
        shown.forEach(this::look);
        this.listsExpire = listsExpire;
        listsExpire
                .filter(ends -> ends.isBefore(clock.instant()) && !listToldFor.equals(listsExpire))
                .ifPresent(ends -> {
                    listToldFor = listsExpire;
                    LOG.atError()
                            .addKeyValue(Fields.EVENT_ACTION, Events.TLS_REVOCATION_LIST_EXPIRED)
                            .addKeyValue("tls.revocation_list.expired", ends)
                            .log(
                                    "a revocation list has expired: client certificates are refused until there is a new one");
                });
    }

    private void look(Identity identity) {
        Instant ends = identity.notAfter();
        Watched one = watched.computeIfAbsent(identity.label(), label -> new Watched(registry, clock, label, ends));
        if (!one.ends.equals(ends)) {
            one.ends = ends;
            one.stage = 0;
        }
        Duration left = Duration.between(clock.instant(), ends);
        int stage = (int) STAGES.stream().filter(at -> left.compareTo(at) <= 0).count();
        if (stage > one.stage) {
            one.stage = stage;
            boolean over = stage == STAGES.size();
            LOG.atLevel(over || stage == STAGES.size() - 1 ? Level.ERROR : Level.WARN)
                    .addKeyValue(Fields.EVENT_ACTION, Events.TLS_CERTIFICATE_EXPIRING)
                    .addKeyValue(Fields.CERTIFICATE, identity.label())
                    .addKeyValue("tls.server.not_after", ends)
                    .addKeyValue("tls.server.days_left", left.toDays())
                    .log(over ? "certificate has expired" : "certificate expires soon");
        }
    }

    private void forget(Meter meter) {
        registry.remove(meter);
    }

    void close() {
        watched.values().forEach(one -> forget(one.gauge));
        watched.clear();
        forget(lists);
    }
}
