package org.ringfort.edge.controlplane;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.ChallengeLicence;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.edge.transport.Flow;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.digest.Nonces;

/**
 * Challenges that the app has licensed: every phone that registers is challenged, mostly with the same words as the one
 * before it, so that these are said without asking.
 *
 * <p>Strangers can make up domains and names of phones, and so fill what is remembered here for a minute; then the app is
 * asked, as it would be without this. Safe for any thread.
 */
final class OwnChallenges {
    private static final int MOST = 4_096;
    private static final int LONGEST_SECONDS = 300;
    /** As many requests a second or so as an edge bears; a power of two. */
    private static final int LATELY = 1 << 14;

    /** How long a request is repeated (RFC 3261 timer F). */
    private static final long REPEATED_NANOS = 32_000_000_000L;

    private final Map<Kind, Licence> licences = new ConcurrentHashMap<>();
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final long salt = random.nextLong();
    private final AtomicReferenceArray<@Nullable Given> lately = new AtomicReferenceArray<>(LATELY);
    private final LongAdder made = new LongAdder();

    OwnChallenges(Clock clock) {
        this.clock = clock;
    }

    /** What the offer depends on. */
    private record Kind(String domain, String userAgent, boolean secured) {}

    private record Licence(Challenged pattern, Nonces nonces, Instant until) {}

    /** Who was given which nonce. */
    private record Given(long request, String realm, String nonce, long atNanos) {}

    private static boolean secured(Requester requester) {
        return switch (requester.getSource().getTransport()) {
            case TRANSPORT_TLS, TRANSPORT_WSS -> true;
            case TRANSPORT_UDP, TRANSPORT_TCP, TRANSPORT_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /**
     * The challenge for a request that proves nothing and cannot be a carrier's, if it may be made here. One that is repeated hears
     * the same again.
     */
    Optional<Challenged> challenge(String domain, SipRequest request, Flow flow) {
        var kind = new Kind(
                domain, RequestFacts.userAgent(request), flow.transport().isSecured());
        Licence licence = licences.get(kind);
        if (licence == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(licence.until())) {
            licences.remove(kind, licence);
            return Optional.empty();
        }
        made.increment();
        Challenged.Builder challenged = licence.pattern().toBuilder();
        String realm = challenged.getChallenges(0).getRealm();
        String nonce = flow.transport().isReliable()
                ? licence.nonces().issue(realm)
                : nonce(licence.nonces(), realm, identity(request, flow));
        challenged.getChallengesBuilderList().forEach(challenge -> challenge.setNonce(nonce));
        return Optional.of(challenged.build());
    }

    /** The same for a request that is repeated, and for no other but by chance. */
    private long identity(SipRequest request, Flow flow) {
        long mixed = salt;
        for (int part : new int[] {
            request.headers().topVia().branch().orElse("").hashCode(),
            request.headers().callId().hashCode(),
            request.headers().cseq().hashCode(),
            flow.remote().hashCode()
        }) {
            mixed = (mixed ^ part) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 32;
        }
        return mixed;
    }

    /**
     * Of those who came lately one is remembered in each place, so that nobody fills anything: where others have come meanwhile, it
     * is a new one.
     *
     * @rfc 3261 8.2.7
     */
    private String nonce(Nonces nonces, String realm, long request) {
        int place = (int) request & (LATELY - 1);
        long now = System.nanoTime();
        Given given = lately.get(place);
        if (given != null
                && given.request() == request
                && given.realm().equals(realm)
                && now - given.atNanos() < REPEATED_NANOS) {
            return given.nonce();
        }
        String nonce = nonces.issue(realm);
        lately.set(place, new Given(request, realm, nonce, now));
        return nonce;
    }

    /** Remembers what the app challenged with, where it gave its licence. */
    void learn(String domain, Requester requester, Challenged challenged) {
        if (!challenged.hasLicence() || challenged.getChallengesCount() == 0) {
            return;
        }
        if (licences.size() >= MOST) {
            Instant now = clock.instant();
            licences.values().removeIf(licence -> !now.isBefore(licence.until()));
            if (licences.size() >= MOST) {
                return;
            }
        }
        ChallengeLicence given = challenged.getLicence();
        Duration ahead = Duration.between(clock.instant(), Instant.ofEpochMilli(given.getNowMs()));
        int seconds = Math.min(given.getValidSeconds(), LONGEST_SECONDS);
        licences.put(
                new Kind(domain, requester.getUserAgent(), secured(requester)),
                new Licence(
                        challenged.toBuilder().clearLicence().build(),
                        new Nonces(
                                Secret.of(given.getNonceKey().toByteArray()),
                                Duration.ofSeconds(seconds),
                                Clock.offset(clock, ahead),
                                random),
                        clock.instant().plusSeconds(seconds)));
    }

    /** The app that gave them is gone, or no longer the same. */
    void forget() {
        licences.clear();
        for (int place = 0; place < LATELY; place++) {
            lately.set(place, null);
        }
    }

    /** Challenges made here since the start. */
    long made() {
        return made.sum();
    }
}
