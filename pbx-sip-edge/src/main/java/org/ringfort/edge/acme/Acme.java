package org.ringfort.edge.acme;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.kernel.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a certificate for each name: obtains it where there is none, renews it after two thirds of its life. Failing costs
 * nothing but a line in the log and a count: what is there is shown on, and it is tried again, less and less often. A thread of
 * its own.
 */
public final class Acme implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Acme.class);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final AcmeSettings settings;
    private final Clock clock;
    private final OrderedFiles files;
    private final Authority authority;
    private final Counter failures;
    private final Map<String, Failed> failed = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().name("acme").unstarted(this::turn);

    private record Failed(Instant until, Duration pause) {}

    /** Not started. */
    public Acme(AcmeSettings settings, Clock clock, MeterRegistry registry) {
        this.settings = settings;
        this.clock = clock;
        this.files = new OrderedFiles(settings.account(), settings.folder());
        this.authority = new Authority(settings, files);
        this.failures = registry.counter(Metrics.ACME_FAILURES);
    }

    public void start() {
        thread.start();
    }

    private void turn() {
        try {
            while (true) {
                look();
                Thread.sleep(settings.look());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what is due. */
    void look() throws InterruptedException {
        for (String name : settings.names()) {
            Failed before = failed.get(name);
            boolean waits = before != null && clock.instant().isBefore(before.until());
            if (!waits && !clock.instant().isBefore(files.due(name))) {
                renew(name, before);
            }
        }
    }

    private void renew(String name, @Nullable Failed before) throws InterruptedException {
        try {
            KeyPair keys = OrderedFiles.newKeys();
            files.store(name, keys, authority.order(name, keys));
            failed.remove(name);
            LOG.atInfo()
                    .addKeyValue(Fields.EVENT_ACTION, Events.ACME_OBTAINED)
                    .addKeyValue(Fields.CERTIFICATE, name)
                    .addKeyValue("tls.server.renewal_due", files.due(name))
                    .log("certificate obtained");
        } catch (IOException | RuntimeException refused) { // whatever an authority says, the next name is looked at
            Duration wait = before == null ? settings.retry() : before.pause().multipliedBy(2);
            Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
            failed.put(name, new Failed(clock.instant().plus(bounded), bounded));
            failures.increment();
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.ACME_FAILED)
                    .addKeyValue(Fields.CERTIFICATE, name)
                    .addKeyValue(Fields.EVENT_REASON, refused.getMessage())
                    .addKeyValue("retry.after_seconds", bounded.toSeconds())
                    .log("no certificate obtained, what there is stays");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
