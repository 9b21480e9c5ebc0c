package org.ringfort.edge.transport.tls;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is shown with each certificate that names a responder. Asked for when half of an answer's time is over, and once in a
 * minute while there is no answer; what has ended is not shown. Nobody's handshake waits for it: without one the certificate is
 * shown alone, and that is said once. Any thread.
 *
 * @rfc 6066 8
 */
final class Staples implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Staples.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration LATEST = Duration.ofDays(1);

    private final Clock clock;
    private final OcspResponder responders;
    private final Map<X509Certificate, Kept> kept = new ConcurrentHashMap<>();

    private static final class Kept {
        private volatile @Nullable Staple staple;
        private volatile Instant askAt = Instant.MIN;
        private volatile boolean told;
    }

    Staples(Clock clock) {
        this.clock = clock;
        this.responders = new OcspResponder(clock);
    }

    /** What may be shown with it now: an OCSP response in DER. */
    Optional<byte[]> of(Identity identity) {
        Kept known = kept.get(identity.chain().getFirst());
        Staple staple = known == null ? null : known.staple;
        return staple != null && staple.nextUpdate().isAfter(clock.instant())
                ? Optional.of(staple.der())
                : Optional.empty();
    }

    /** Begins to ask where it is time to, and forgets what is shown no more. By one thread; does not block. */
    void look(Collection<Identity> shown) {
        Set<X509Certificate> own =
                shown.stream().map(identity -> identity.chain().getFirst()).collect(Collectors.toSet());
        kept.keySet().retainAll(own);
        Instant now = clock.instant();
        for (Identity identity : shown) {
            OcspResponder.of(identity.chain().getFirst()).ifPresent(responder -> {
                Kept one = kept.computeIfAbsent(identity.chain().getFirst(), _ -> new Kept());
                if (!now.isBefore(one.askAt)) {
                    one.askAt = Instant.MAX; // while it is asked
                    Thread.ofVirtual().name("ocsp").start(() -> ask(identity, responder, one));
                }
            });
        }
    }

    private void ask(Identity identity, URI responder, Kept into) {
        try {
            Staple fresh = responders.ask(responder, identity.chain());
            into.staple = fresh;
            into.told = false;
            into.askAt = refresh(fresh, clock.instant());
        } catch (IOException | RuntimeException none) {
            missing(identity.label(), none, into);
            into.askAt = clock.instant().plus(AGAIN);
        }
    }

    /** In the middle of its time, so that a responder may be away for the other half. */
    static Instant refresh(Staple fresh, Instant now) {
        Instant middle = fresh.thisUpdate()
                .plus(Duration.between(fresh.thisUpdate(), fresh.nextUpdate()).dividedBy(2));
        Instant latest = now.plus(LATEST);
        return List.of(middle, latest).stream()
                .min(Instant::compareTo)
                .filter(now::isBefore)
                .orElse(now.plus(AGAIN));
    }

    private static void missing(String label, Exception why, Kept into) {
        if (into.told) {
            return;
        }
        into.told = true;
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.TLS_STAPLE_MISSING)
                .addKeyValue(Fields.CERTIFICATE, label)
                .addKeyValue(Fields.EVENT_REASON, why.getMessage())
                .log("no OCSP answer for a certificate of ours; it is shown without when the last one has ended");
    }

    @Override
    public void close() {
        responders.close();
    }
}
