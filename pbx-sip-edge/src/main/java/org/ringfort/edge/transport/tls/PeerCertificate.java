package org.ringfort.edge.transport.tls;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A certificate that a peer showed, and that was verified: chain, dates, purpose and revocation.
 *
 * @param subject RFC 2253
 * @param domains SIP domains that it speaks for, lower case, at most 100: the hosts of its SIP URIs without a user; where it has
 *     none, its DNS names. Wildcards match nothing and are left out
 * @param uris of its subjectAltName as they are, at most 100
 * @param sha256 of its DER, lower case hexadecimal
 * @param notAfter when it ends
 * @param chain as it was shown, the certificate itself first
 * @rfc 5922 7.1
 */
public record PeerCertificate(
        String subject,
        List<String> domains,
        List<String> uris,
        String sha256,
        Instant notAfter,
        List<X509Certificate> chain) {
    private static final int MOST_NAMES = 100;
    private static final int DNS_NAME = 2;
    private static final int URI_NAME = 6;

    /** Of a chain that was verified. */
    static PeerCertificate of(List<X509Certificate> chain) {
        X509Certificate own = chain.getFirst();
        List<String> uris = uris(own);
        List<String> sip =
                uris.stream().flatMap(uri -> sipDomain(uri).stream()).distinct().toList();
        List<String> domains = sip.isEmpty()
                ? names(own, DNS_NAME).stream()
                        .filter(name -> !name.contains("*"))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList()
                : sip;
        return new PeerCertificate(
                own.getSubjectX500Principal().getName(),
                domains,
                uris,
                sha256(own),
                own.getNotAfter().toInstant(),
                List.copyOf(chain));
    }

    /** The DNS names of a certificate as they are. */
    static List<String> dnsNames(X509Certificate certificate) {
        return names(certificate, DNS_NAME);
    }

    /** The URIs of a certificate as they are. */
    static List<String> uris(X509Certificate certificate) {
        return names(certificate, URI_NAME);
    }

    private static List<String> names(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(one -> one.size() >= 2 && Objects.equals(one.getFirst(), kind))
                            .map(one -> String.valueOf(one.get(1)))
                            .limit(MOST_NAMES)
                            .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    private static Optional<String> sipDomain(String uri) {
        try {
            URI read = URI.create(uri);
            String scheme = read.getScheme() == null ? "" : read.getScheme().toLowerCase(Locale.ROOT);
            String rest = read.getRawSchemeSpecificPart();
            boolean domain = (scheme.equals("sip") || scheme.equals("sips"))
                    && rest.matches("[A-Za-z0-9.-]{1,253}"); // no user, no port, no parameters
            return domain ? Optional.of(rest.toLowerCase(Locale.ROOT)) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException unreadable) {
            throw new IllegalArgumentException(unreadable);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
