package org.ringfort.edge.transport.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate whose key the peer has proved to hold, and of which nothing else is known: who signed it, and whether that still
 * holds, only its issuer can say, who knows it by its fingerprint.
 *
 * @param sha256 of its DER, lower case hexadecimal
 * @param uris SIP URIs of its subjectAltName as they are, at most 4, each at most 300 characters: claims
 * @rfc 5922 7.1
 */
public record ShownCertificate(String sha256, List<String> uris) {
    private static final int MOST_URIS = 4;
    private static final int LONGEST_URI = 300;

    public ShownCertificate {
        uris = List.copyOf(uris);
    }

    static ShownCertificate of(X509Certificate certificate) {
        return new ShownCertificate(
                PeerCertificate.sha256(certificate),
                PeerCertificate.uris(certificate).stream()
                        .filter(uri -> uri.length() <= LONGEST_URI && uri.regionMatches(true, 0, "sip:", 0, 4))
                        .limit(MOST_URIS)
                        .toList());
    }
}
