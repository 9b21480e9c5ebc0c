package org.ringfort.edge.controlplane;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.ringfort.contract.control.v1.ChallengeLicence;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.kernel.secret.Secret;
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

    private final Map<Kind, Licence> licences = new ConcurrentHashMap<>();
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final LongAdder made = new LongAdder();

    OwnChallenges(Clock clock) {
        this.clock = clock;
    }

    /** What the offer depends on. */
    private record Kind(String domain, String userAgent, boolean secured) {}

    private record Licence(Challenged pattern, Nonces nonces, Instant until) {}

    private static boolean secured(Requester requester) {
        return switch (requester.getSource().getTransport()) {
            case TRANSPORT_TLS, TRANSPORT_WSS -> true;
            case TRANSPORT_UDP, TRANSPORT_TCP, TRANSPORT_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /** The challenge for a request that proves nothing and cannot be a carrier's, if it may be made here. */
    Optional<Challenged> challenge(String domain, String userAgent, boolean secured) {
        var kind = new Kind(domain, userAgent, secured);
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
        String nonce = licence.nonces().issue(realm);
        challenged.getChallengesBuilderList().forEach(challenge -> challenge.setNonce(nonce));
        return Optional.of(challenged.build());
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
    }

    /** Challenges made here since the start. */
    long made() {
        return made.sum();
    }
}
