package org.ringfort.app.attestation;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.ringfort.app.fetch.HttpAnswer;
import org.ringfort.app.fetch.HttpsFetch;

/**
 * Fetches one signer's certificates.
 *
 * @rfc 8224 7
 */
final class CertificateFetch {
    /** Media types that signers' certificates have. */
    static final String ACCEPT = "application/pem-certificate-chain, application/pkix-cert, */*";

    private static final int MOST_CERTIFICATES = 6;

    /**
     * What was found.
     *
     * @param certificates the signer's first; 1 to 6
     * @param keep how long the server says that it stays so
     */
    record Fetched(List<X509Certificate> certificates, Duration keep) {
        Fetched {
            certificates = List.copyOf(certificates);
        }
    }

    private final HttpsFetch pages;

    CertificateFetch(HttpsFetch pages) {
        this.pages = pages;
    }

    /** Blocks. @throws IOException saying why in words that hold nothing of the other side's */
    Fetched fetch(String url) throws IOException {
        HttpAnswer answer = pages.fetch(url);
        try {
            List<X509Certificate> certificates = PemFiles.certificates(answer.body());
            if (certificates.isEmpty() || certificates.size() > MOST_CERTIFICATES) {
                throw new IOException("no certificate, or too many");
            }
            return new Fetched(certificates, answer.keep());
        } catch (CertificateException malformed) {
            throw new IOException("what was fetched is no certificate", malformed);
        }
    }
}
