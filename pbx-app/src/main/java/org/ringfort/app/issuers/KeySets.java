package org.ringfort.app.issuers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.fetch.HttpAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public keys of issuers, by where they are fetched. Kept as long as their server says, between a minute and a quarter of an hour,
 * so that a key that was withdrawn is soon no good; fetched before that for a token that names a key which is not there (keys
 * rotate), but never twice within half a minute, whatever strangers make up. Where the server is out of reach, keys that were
 * good are good for an hour more. Many who ask at once wait for the same fetch. Any thread.
 *
 * @rfc 7517 5
 */
final class KeySets {
    private static final Logger LOG = LoggerFactory.getLogger(KeySets.class);
    private static final int MOST = 1_000;
    private static final int MOST_KEYS = 50;
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int AT_ONCE = 16;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration APART = Duration.ofSeconds(30);
    private static final Duration WITHOUT_SERVER = Duration.ofHours(1);

    /** Fetches; blocks. */
    interface Source {
        HttpAnswer fetch(String url) throws IOException;
    }

    private record Keys(List<JWK> list, Instant fetchedAt) {
        boolean holds(@Nullable String id) {
            return id == null || list.stream().anyMatch(key -> id.equals(key.getKeyID()));
        }

        boolean goodWithoutServer(Instant now) {
            return now.isBefore(fetchedAt.plus(WITHOUT_SERVER));
        }
    }

    /** One fetch, begun or done. */
    private static final class Look {
        private final @Nullable Keys before;
        private final CompletableFuture<Keys> keys = new CompletableFuture<>();
        private volatile Instant freshUntil = Instant.MAX;
        private volatile Instant notAgainBefore = Instant.MAX;

        Look(@Nullable Keys before) {
            this.before = before;
        }

        @Nullable
        Keys best() {
            return keys.isDone() && !keys.isCompletedExceptionally() ? keys.resultNow() : before;
        }
    }

    private final Source source;
    private final Duration patience;
    private final Clock clock;
    private final Semaphore fetches = new Semaphore(AT_ONCE);
    private final Cache<String, Look> looks =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** @param patience how long one who asks waits; the fetch itself goes on */
    KeySets(Source source, Duration patience, Clock clock) {
        this.source = source;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * The keys found at {@code url}; blocks.
     *
     * @param wanted the identity of a key that should be among them; null: any
     * @throws IOException where there are none, saying why in words of ours
     */
    List<JWK> at(String url, @Nullable String wanted) throws IOException {
        Look look = Objects.requireNonNull(looks.asMap()
                .compute(url, (_, last) -> last == null || again(last, wanted) ? begun(url, last) : last));
        try {
            return look.keys.get(patience.toMillis(), TimeUnit.MILLISECONDS).list();
        } catch (ExecutionException failed) {
            throw new IOException(
                    Objects.requireNonNullElse(failed.getCause(), failed).getMessage(), failed);
        } catch (TimeoutException late) {
            if (look.before != null && look.before.goodWithoutServer(clock.instant())) {
                return look.before.list();
            }
            throw new IOException("no answer in time", late);
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", leaving);
        }
    }

    private boolean again(Look last, @Nullable String wanted) {
        Instant now = clock.instant();
        if (!last.keys.isDone() || now.isBefore(last.notAgainBefore)) {
            return false;
        }
        Keys known = last.best();
        return known == null || !now.isBefore(last.freshUntil) || !known.holds(wanted);
    }

    private Look begun(String url, @Nullable Look last) {
        var look = new Look(last == null ? null : last.best());
        if (fetches.tryAcquire()) {
            Thread.ofVirtual().name("issuer-keys").start(() -> {
                try {
                    fetch(url, look);
                } finally {
                    fetches.release();
                }
            });
        } else {
            failed(look, new IOException("too many are fetched at once"), Instant.MIN);
        }
        return look;
    }

    private void fetch(String url, Look into) {
        Instant now = clock.instant();
        try {
            HttpAnswer answer = source.fetch(url);
            var keys = new Keys(usable(answer.body()), now);
            Duration said = answer.keep();
            Duration keep = said.compareTo(SHORTEST) < 0 ? SHORTEST : said.compareTo(LONGEST) > 0 ? LONGEST : said;
            into.freshUntil = now.plus(keep);
            into.notAgainBefore = now.plus(APART);
            into.keys.complete(keys);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The keys of a token issuer cannot be fetched from {}: {}", url, failure.getMessage());
            failed(into, failure, now.plus(APART));
        }
    }

    private void failed(Look look, Exception why, Instant notAgainBefore) {
        look.freshUntil = notAgainBefore;
        look.notAgainBefore = notAgainBefore;
        if (look.before != null && look.before.goodWithoutServer(clock.instant())) {
            look.keys.complete(look.before);
        } else {
            look.keys.completeExceptionally(why);
        }
    }

    private static List<JWK> usable(byte[] body) throws IOException {
        try {
            List<JWK> all =
                    JWKSet.parse(new String(body, StandardCharsets.UTF_8)).getKeys();
            if (all.size() > MOST_KEYS) {
                throw new IOException("more than " + MOST_KEYS + " keys");
            }
            return all.stream().filter(KeySets::verifies).toList();
        } catch (ParseException malformed) {
            throw new IOException("what was fetched is no set of keys", malformed);
        }
    }

    private static boolean verifies(JWK key) {
        boolean kind = key.getKeyType().equals(KeyType.EC)
                || (key.getKeyType().equals(KeyType.RSA) && key.size() >= LEAST_RSA_BITS);
        return kind && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE));
    }
}
