package org.ringfort.edge.transport.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * An authority's word that a certificate of ours is good, as it is shown with the certificate. Phones judge it again; here it is
 * judged so that none is shown that they would have to refuse.
 *
 * @param der the OCSP response, its own octets: not to be changed
 * @rfc 6960 3.2
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to the TLS library, never compared
record Staple(byte[] der, Instant thisUpdate, Instant nextUpdate) {
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /**
     * Reads and judges an answer.
     *
     * @param asked which certificate it must be about
     * @param issuer who has signed that certificate
     * @throws IOException where it is none that could be shown, in the operator's words
     */
    static Staple of(byte[] der, CertificateID asked, X509Certificate issuer, Instant now) throws IOException {
        try {
            OCSPResp response = new OCSPResp(der);
            if (response.getStatus() != OCSPResp.SUCCESSFUL
                    || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
                throw new IOException("the responder refuses, status " + response.getStatus());
            }
            if (!isSigned(basic, issuer, now)) {
                throw new IOException("the answer is not signed by the certificate's authority");
            }
            for (SingleResp single : basic.getResponses()) {
                if (single.getCertID().equals(asked)) {
                    return judged(der, single, now);
                }
            }
            throw new IOException("the answer is about another certificate");
        } catch (OCSPException | GeneralSecurityException | OperatorCreationException | RuntimeException malformed) {
            throw new IOException("what came back is no OCSP answer", malformed);
        }
    }

    private static Staple judged(byte[] der, SingleResp single, Instant now) throws IOException {
        if (single.getCertStatus() != null) { // which is how good is written
            throw new IOException("the authority says that the certificate is revoked, or does not know it");
        }
        Date until = single.getNextUpdate();
        Instant from = single.getThisUpdate().toInstant();
        if (until == null
                || from.isAfter(now.plus(CLOCKS_APART))
                || !until.toInstant().isAfter(now)) {
            throw new IOException("the answer is not of now");
        }
        return new Staple(der, from, until.toInstant());
    }

    /** By the authority itself, or by whom it has certified for that (RFC 6960 4.2.2.2). */
    private static boolean isSigned(BasicOCSPResp answer, X509Certificate issuer, Instant now)
            throws OCSPException, GeneralSecurityException, OperatorCreationException, IOException {
        var verifiers = new JcaContentVerifierProviderBuilder();
        if (answer.isSignatureValid(verifiers.build(issuer))) {
            return true;
        }
        for (X509CertificateHolder holder : answer.getCerts()) {
            X509Certificate delegate = new JcaX509CertificateConverter().getCertificate(holder);
            if (isDelegate(delegate, issuer, now) && answer.isSignatureValid(verifiers.build(delegate))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDelegate(X509Certificate delegate, X509Certificate issuer, Instant now)
            throws GeneralSecurityException {
        List<String> purposes = delegate.getExtendedKeyUsage();
        if (purposes == null
                || !purposes.contains(KeyPurposeId.id_kp_OCSPSigning.getId())
                || !delegate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            delegate.checkValidity(Date.from(now));
            delegate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException not) {
            return false;
        }
    }
}
