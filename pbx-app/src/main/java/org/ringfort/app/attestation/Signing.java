package org.ringfort.app.attestation;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.ringfort.protocol.sip.identity.Attestation;
import org.ringfort.protocol.sip.identity.CanonicalNumber;
import org.ringfort.protocol.sip.identity.IdentityHeader;
import org.ringfort.protocol.sip.identity.Passport;
import org.ringfort.protocol.sip.identity.SignedPassport;

/**
 * Signs who calls, with the one key of this process; a signature for each call. Any thread.
 *
 * @rfc 8224 5
 * @rfc 8588 6
 * @rfc 8946 4.1
 */
public final class Signing {
    /**
     * What was signed.
     *
     * @param header value of the Identity header
     * @param origin opaque, for tracing the call back
     */
    public record Signed(String header, Attestation attestation, UUID origin) {}

    private final Optional<PrivateKey> key;
    private final String certificateUrl;
    private final Clock clock;
    private final Supplier<UUID> origins;

    Signing(Optional<PrivateKey> key, String certificateUrl, Clock clock, Supplier<UUID> origins) {
        this.key = key;
        this.certificateUrl = certificateUrl;
        this.clock = clock;
        this.origins = origins;
    }

    /** Whether there is a key. */
    public boolean able() {
        return key.isPresent();
    }

    /**
     * Signs for a call; empty where there is no key, or one of the two is no number.
     *
     * @param from the number that is presented, E.164
     * @param to the number that is called, E.164
     */
    public Optional<Signed> sign(String from, String to, Attestation attestation) {
        Optional<String> caller = CanonicalNumber.of(from);
        Optional<String> callee = CanonicalNumber.of(to);
        if (key.isEmpty() || caller.isEmpty() || callee.isEmpty()) {
            return Optional.empty();
        }
        UUID origin = origins.get();
        var passport =
                Passport.shaken(certificateUrl, clock.instant(), caller.get(), callee.get(), attestation, origin);
        return Optional.of(new Signed(header(passport, key.get()), attestation, origin));
    }

    /**
     * Signs that a call was sent on; the value of the Identity header, empty where there is no key or one of them is no number.
     *
     * @param from who calls, E.164, as the tokens say that this one adds to
     * @param before the number that it was for, E.164, which is ours to speak for
     * @param to the number that it is sent to, E.164
     * @rfc 8946 4.1
     */
    public Optional<String> divert(String from, String before, String to) {
        return key.flatMap(ours -> CanonicalNumber.of(from)
                .flatMap(caller -> CanonicalNumber.of(before)
                        .flatMap(called -> CanonicalNumber.of(to)
                                .map(next -> header(
                                        Passport.diverted(certificateUrl, clock.instant(), caller, called, next),
                                        ours)))));
    }

    private static String header(Passport passport, PrivateKey key) {
        try {
            return IdentityHeader.of(SignedPassport.sign(passport, key)).text();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the key signed at the start and does not any more", broken);
        }
    }
}
