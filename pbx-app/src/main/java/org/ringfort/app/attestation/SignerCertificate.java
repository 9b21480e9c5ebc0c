package org.ringfort.app.attestation;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a signer's certificate is one to be believed: issued, over whatever links, by an authority that the operator names,
 * within its dates, for a key on P-256, and for signing. Revocation is not asked for.
 *
 * @rfc 8226 4
 */
final class SignerCertificate {
    private static final int P256_BITS = 256;
    private static final int DIGITAL_SIGNATURE = 0;

    private SignerCertificate() {}

    /** Its key; empty where it is not to be believed. */
    static Optional<ECPublicKey> key(List<X509Certificate> chain, Set<TrustAnchor> authorities, Instant now) {
        X509Certificate leaf = chain.getFirst();
        boolean[] usage = leaf.getKeyUsage();
        boolean signs = usage == null || usage[DIGITAL_SIGNATURE];
        if (!signs
                || leaf.getBasicConstraints() >= 0
                || !(leaf.getPublicKey() instanceof ECPublicKey key)
                || key.getParams().getCurve().getField().getFieldSize() != P256_BITS
                || !chained(chain, authorities, now)) {
            return Optional.empty();
        }
        return Optional.of(key);
    }

    private static boolean chained(List<X509Certificate> chain, Set<TrustAnchor> authorities, Instant now) {
        if (authorities.isEmpty()) {
            return false;
        }
        List<X509Certificate> path = chain.stream()
                .filter(link -> authorities.stream().noneMatch(authority -> link.equals(authority.getTrustedCert())))
                .toList();
        try {
            var parameters = new PKIXParameters(authorities);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return path.contains(chain.getFirst());
        } catch (GeneralSecurityException no) {
            return false;
        }
    }
}
