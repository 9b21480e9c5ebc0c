package org.ringfort.edge.transport.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate of ours with its key.
 *
 * @param label names it in logs and metrics: {@code default}, or its file's name
 * @param chain as it is sent, our own first
 * @param key its private key
 */
record Identity(String label, List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] PROBE = {1, 2, 3};
    private static final int LEAST_RSA_BITS = 2_048;

    /**
     * Reads and judges both.
     *
     * @throws IOException where they cannot be used, in the operator's words
     */
    static Identity read(String label, Path certificate, Path key) throws IOException {
        List<X509Certificate> chain = certificates(certificate);
        if (chain.isEmpty()) {
            throw new IOException("there is no certificate in the file");
        }
        X509Certificate own = chain.getFirst();
        if (own.getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
            throw new IOException("its RSA key is shorter than " + LEAST_RSA_BITS + " bits");
        }
        PrivateKey secret = PrivateKeyFile.read(key, own.getPublicKey());
        if (!belongTogether(own, secret)) {
            throw new IOException("the key is not that of the certificate");
        }
        return new Identity(label, chain, secret);
    }

    /** All certificates of a PEM or DER file, in its order. */
    static List<X509Certificate> certificates(Path file) throws IOException {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                if (one instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
        } catch (CertificateException unreadable) {
            throw new IOException("a certificate cannot be read: " + unreadable.getMessage(), unreadable);
        }
        return List.copyOf(found);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signs = Signature.getInstance(algorithm);
            signs.initSign(key);
            signs.update(PROBE);
            byte[] signed = signs.sign();
            Signature verifies = Signature.getInstance(algorithm);
            verifies.initVerify(certificate.getPublicKey());
            verifies.update(PROBE);
            return verifies.verify(signed);
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    /** The key's algorithm, as TLS libraries ask for it. */
    String keyType() {
        return chain.getFirst().getPublicKey().getAlgorithm();
    }

    Instant notAfter() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    List<String> names() {
        return PeerCertificate.dnsNames(chain.getFirst());
    }
}
