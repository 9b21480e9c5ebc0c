package org.ringfort.app.attestation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Signers' certificates, fetched once and kept as long as their server says, between a minute and a day, and never beyond their
 * end. What could not be fetched is not asked for again for half a minute. Many who ask at once wait for the same fetch, which
 * goes on when they no longer do: the next call finds it.
 */
final class SignerCertificates {
    private static final int MOST = 1_000;
    private static final int AT_ONCE = 16;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    /** Fetches; blocks. */
    interface Source {
        CertificateFetch.Fetched fetch(String url) throws IOException;
    }

    private static final class Kept {
        private final CompletableFuture<List<X509Certificate>> certificates = new CompletableFuture<>();
        private volatile Instant until = Instant.MAX;
    }

    private final Source source;
    private final Clock clock;
    private final Semaphore fetches = new Semaphore(AT_ONCE);
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST).build();

    SignerCertificates(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The signer's first; completes with an IOException where they cannot be had. Never blocks. */
    CompletableFuture<List<X509Certificate>> at(String url) {
        Instant now = clock.instant();
        Kept good = Objects.requireNonNull(kept.asMap()
                .compute(url, (_, known) -> known != null && now.isBefore(known.until) ? known : begun(url)));
        return good.certificates;
    }

    private Kept begun(String url) {
        var fresh = new Kept();
        if (fetches.tryAcquire()) {
            Thread.ofVirtual().name("certificate-fetch").start(() -> fetch(url, fresh));
        } else {
            fresh.until = Instant.MIN;
            fresh.certificates.completeExceptionally(new IOException("too many are fetched at once"));
        }
        return fresh;
    }

    private void fetch(String url, Kept into) {
        try {
            CertificateFetch.Fetched fetched = source.fetch(url);
            into.until = until(fetched);
            into.certificates.complete(fetched.certificates());
        } catch (IOException | RuntimeException failure) {
            into.until = clock.instant().plus(AFTER_FAILURE);
            into.certificates.completeExceptionally(failure);
        } finally {
            fetches.release();
        }
    }

    private Instant until(CertificateFetch.Fetched fetched) {
        Duration said = fetched.keep();
        Duration keep = said.compareTo(SHORTEST) < 0 ? SHORTEST : said.compareTo(LONGEST) > 0 ? LONGEST : said;
        Instant until = clock.instant().plus(keep);
        Instant end = fetched.certificates().getFirst().getNotAfter().toInstant();
        return end.isBefore(until) ? end : until;
    }
}
