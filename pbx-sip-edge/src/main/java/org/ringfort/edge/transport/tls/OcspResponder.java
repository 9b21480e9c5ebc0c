package org.ringfort.edge.transport.tls;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Asks the responder that a certificate of ours names. The certificate is the operator's, so is the address; the answer is bounded
 * in time and size, and judged.
 *
 * @rfc 6960 A.1
 */
final class OcspResponder implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LARGEST = 64 * 1024;

    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST)
            .build();

    OcspResponder(Clock clock) {
        this.clock = clock;
    }

    /** Where it is asked about; empty where the certificate names nobody. */
    static Optional<URI> of(X509Certificate certificate) {
        try {
            AuthorityInformationAccess access = AuthorityInformationAccess.fromExtensions(
                    new JcaX509CertificateHolder(certificate).getExtensions());
            if (access == null) {
                return Optional.empty();
            }
            for (AccessDescription one : access.getAccessDescriptions()) {
                GeneralName at = one.getAccessLocation();
                if (one.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
                        && at.getTagNo() == GeneralName.uniformResourceIdentifier
                        && at.getName().toString().matches("https?://.+")) {
                    return Optional.of(URI.create(at.getName().toString()));
                }
            }
            return Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Asks; blocks for at most ten seconds.
     *
     * @param chain the certificate, and whoever has signed it
     * @throws IOException where there is no answer that could be shown, in the operator's words
     */
    Staple ask(URI responder, List<X509Certificate> chain) throws IOException {
        if (chain.size() < 2) {
            throw new IOException("the file does not hold the certificate's authority");
        }
        X509Certificate issuer = chain.get(1);
        try {
            var asked = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer),
                    chain.getFirst().getSerialNumber());
            byte[] question = new OCSPReqBuilder().addRequest(asked).build().getEncoded();
            return Staple.of(post(responder, question), asked, issuer, clock.instant());
        } catch (OCSPException | GeneralSecurityException | OperatorCreationException broken) {
            throw new IOException("cannot be asked about", broken);
        }
    }

    private byte[] post(URI responder, byte[] question) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(responder)
                .header("Content-Type", "application/ocsp-request")
                .header("Accept", "application/ocsp-response")
                .timeout(LONGEST)
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        try {
            HttpResponse<byte[]> answer = http.sendAsync(
                            request,
                            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST))
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("the responder answers with " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException | TimeoutException away) {
            throw new IOException("the responder does not answer", away);
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
            throw new IOException("stopping", leaving);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
