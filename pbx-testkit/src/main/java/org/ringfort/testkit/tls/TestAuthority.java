package org.ringfort.testkit.tls;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for one test; writes PEM files into a folder. One thread. */
public final class TestAuthority {
    private final KeyPair keys;
    private final X500Principal name;
    private final Path folder;
    private final Path trust;
    private long serial = 1;

    /** What a service of this authority is given: its certificate, its key, and whom it is to trust. */
    public record Issued(Path certificate, Path key, Path trust) {}

    public TestAuthority(String name, Path folder) throws IOException, GeneralSecurityException {
        this.keys = newKeys();
        this.name = new X500Principal("CN=" + name);
        this.folder = folder;
        this.trust = folder.resolve(name + "-ca.pem");
        write(trust, "CERTIFICATE", certificate(this.name, keys, true).getEncoded());
    }

    /** A certificate for the DNS name {@code subject}. */
    public Issued issue(String subject) throws IOException, GeneralSecurityException {
        KeyPair subjectKeys = newKeys();
        Path certificate = folder.resolve(subject + serial + ".pem");
        Path key = folder.resolve(subject + serial + ".key");
        write(
                certificate,
                "CERTIFICATE",
                certificate(new X500Principal("CN=" + subject), subjectKeys, false)
                        .getEncoded());
        write(key, "PRIVATE KEY", subjectKeys.getPrivate().getEncoded());
        return new Issued(certificate, key, trust);
    }

    private X509Certificate certificate(X500Principal subject, KeyPair subjectKeys, boolean authority)
            throws IOException, GeneralSecurityException {
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial++),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(3600)),
                subject,
                subjectKeys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        String dns = subject.getName().substring("CN=".length());
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, dns)));
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException broken) {
            throw new GeneralSecurityException(broken);
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static void write(Path file, String type, byte[] der) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write("-----BEGIN " + type + "-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type
                    + "-----\n");
        }
    }
}
