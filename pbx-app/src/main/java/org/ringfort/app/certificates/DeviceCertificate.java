package org.ringfort.app.certificates;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.extensions.DeviceId;

/**
 * A certificate that a tenant's authority has issued to one of its devices.
 *
 * @param serial lower case hexadecimal
 * @param sha256 of its DER, lower case hexadecimal: what it is known by
 * @param uri the only name in its subjectAltName: {@code sip:}, the device's authentication name, {@code @}, the tenant's domain
 * @param keyKind as {@code EC 256}, {@code RSA 3072}
 * @param obtained how the device came by it
 * @param revokedAt since when it counts for nothing
 */
public record DeviceCertificate(
        UUID id,
        DeviceId device,
        String serial,
        String sha256,
        String uri,
        String keyKind,
        Instant notBefore,
        Instant notAfter,
        Instant issuedAt,
        Obtained obtained,
        Optional<Instant> revokedAt) {

    /** Whether it proves its device at that moment. */
    public boolean isGoodAt(Instant now) {
        return revokedAt.isEmpty() && !now.isBefore(notBefore) && now.isBefore(notAfter);
    }
}
