package org.ringfort.app.attestation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Certificates and keys as operators give them. */
final class PemFiles {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private PemFiles() {}

    /** Certificates, PEM or DER, in the order of the text. */
    static List<X509Certificate> certificates(byte[] octets) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(octets)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** @throws IllegalArgumentException naming the setting, where the file holds no certificate */
    static List<X509Certificate> certificates(String setting, String file) {
        try {
            List<X509Certificate> read = certificates(Files.readAllBytes(Path.of(file)));
            if (!read.isEmpty()) {
                return read;
            }
        } catch (IOException | CertificateException unreadable) {
            throw new IllegalArgumentException(setting + ": " + file + " cannot be read", unreadable);
        }
        throw new IllegalArgumentException(setting + ": " + file + " holds no certificate");
    }

    /** @throws IllegalArgumentException naming the setting and the file, never what is in it */
    static PrivateKey key(String setting, String file) {
        byte[] der = new byte[0];
        try {
            String text = Files.readString(Path.of(file));
            int from = text.indexOf(BEGIN);
            int to = text.indexOf(END);
            if (from >= 0 && to > from) {
                der = Base64.getMimeDecoder().decode(text.substring(from + BEGIN.length(), to));
            }
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(setting + ": " + file + " holds no private key on P-256 in PKCS #8 PEM ("
                    + unreadable.getClass().getSimpleName() + ")");
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }
}
