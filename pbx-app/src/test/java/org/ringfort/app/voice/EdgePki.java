package org.ringfort.app.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An internal authority made for one run, and what it issued, as PEM files. */
public final class EdgePki {
    private final Path folder;
    private final KeyPair authority;
    private final X509Certificate root;

    /** A fresh authority, and what it issued to an app and an edge. */
    public EdgePki() {
        try {
            folder = Files.createTempDirectory("ringfort-pki");
            authority = pair();
            root = certificate("CN=authority", authority, true);
            write("trust.pem", "CERTIFICATE", root.getEncoded());
            issue("app");
            issue("edge");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (GeneralSecurityException | OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The authority. */
    public Path trust() {
        return folder.resolve("trust.pem");
    }

    /** A certificate by the name of its owner. */
    public Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    /** A private key by the name of its owner. */
    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private void issue(String name)
            throws GeneralSecurityException, OperatorCreationException, CertIOException, IOException {
        KeyPair pair = pair();
        write(
                name + ".pem",
                "CERTIFICATE",
                certificate("CN=" + name, pair, false).getEncoded());
        write(name + ".key", "PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate certificate(String subject, KeyPair pair, boolean isAuthority)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal("CN=authority"),
                new BigInteger(64, new java.security.SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                new X500Principal(subject),
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
    }

    private void write(String name, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Path file = Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
        file.toFile().deleteOnExit();
    }
}
