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
        try {
            SignedPassport signed = SignedPassport.sign(passport, key.get());
            return Optional.of(new Signed(IdentityHeader.of(signed).text(), attestation, origin));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the key signed at the start and does not any more", broken);
        }
    }
}
