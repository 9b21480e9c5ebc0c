package org.ringfort.e2e.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A small certificate authority that lives in one directory: {@code ca.pem}, {@code ca.key}, and a pair of files for each
 * certificate it issued. P-256 throughout; a certificate is issued anew when it is about to expire or lacks a name.
 */
final class CertificateAuthority {
    private static final Duration CA_LIFE = Duration.ofDays(3650);
    private static final Duration LEAF_LIFE = Duration.ofDays(397);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final String SIGNATURE = "SHA256withECDSA";

    private final Path directory;
    private final SecureRandom random;
    private final Instant now;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private CertificateAuthority(
            Path directory, SecureRandom random, Instant now, X509Certificate certificate, PrivateKey key) {
        this.directory = directory;
        this.random = random;
        this.now = now;
        this.certificate = certificate;
        this.key = key;
    }

    /** Opens the authority in this directory; founds it first where there is none. */
    static CertificateAuthority in(Path directory, String name, SecureRandom random, Instant now)
            throws IOException, GeneralSecurityException {
        PrivateFile.makeDirectory(directory);
        Path certificateFile = directory.resolve("ca.pem");
        Path keyFile = directory.resolve("ca.key");
        if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
            KeyPair pair = keyPair(random);
            var subject = new X500Name("CN=" + name + ",O=Ringfort");
            var builder = new JcaX509v3CertificateBuilder(
                    subject,
                    serial(random),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(CA_LIFE)),
                    subject,
                    pair.getPublic());
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(pair.getPublic()));
            PrivateFile.write(keyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            PrivateFile.write(
                    certificateFile,
                    pem("CERTIFICATE", sign(builder, pair.getPrivate()).getEncoded()));
        }
        return new CertificateAuthority(directory, random, now, readCertificate(certificateFile), readKey(keyFile));
    }

    /** What others must trust. */
    Path certificateFile() {
        return directory.resolve("ca.pem");
    }

    /** A certificate and its key, as files. */
    record Issued(Path certificate, Path key) {}

    /** The certificate of this name, good for these DNS names and addresses, as server and as client. */
    Issued issue(String name, List<String> dnsNames, List<String> addresses)
            throws IOException, GeneralSecurityException {
        var issued = new Issued(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
        if (!stillGood(issued, dnsNames, addresses)) {
            KeyPair pair = keyPair(random);
            var builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    serial(random),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(LEAF_LIFE)),
                    new X500Name("CN=" + name + ",O=Ringfort"),
                    pair.getPublic());
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, names(dnsNames, addresses));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(certificate));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(pair.getPublic()));
            PrivateFile.write(issued.key(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            PrivateFile.write(
                    issued.certificate(), pem("CERTIFICATE", sign(builder, key).getEncoded()));
        }
        return issued;
    }

    /** The list of those that are not to be believed any more, made anew; good for as long as a certificate is. */
    Path revoke(List<Issued> revoked) throws IOException, GeneralSecurityException {
        var list = new JcaX509v2CRLBuilder(certificate, Date.from(now.minus(Duration.ofHours(1))));
        list.setNextUpdate(Date.from(now.plus(LEAF_LIFE)));
        for (Issued one : revoked) {
            list.addCRLEntry(
                    readCertificate(one.certificate()).getSerialNumber(), Date.from(now), CRLReason.superseded);
        }
        Path file = directory.resolve("revoked.pem");
        try {
            ContentSigner signer = new JcaContentSignerBuilder(SIGNATURE).build(key);
            PrivateFile.write(file, pem("X509 CRL", list.build(signer).getEncoded()));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
        return file;
    }

    private boolean stillGood(Issued issued, List<String> dnsNames, List<String> addresses)
            throws IOException, GeneralSecurityException {
        if (!Files.exists(issued.certificate()) || !Files.exists(issued.key())) {
            return false;
        }
        X509Certificate present = readCertificate(issued.certificate());
        if (present.getNotAfter().toInstant().isBefore(now.plus(RENEW_BEFORE))
                || present.getSubjectAlternativeNames() == null) {
            return false;
        }
        List<String> named = present.getSubjectAlternativeNames().stream()
                .map(pair -> String.valueOf(pair.get(1)))
                .toList();
        return named.containsAll(dnsNames) && named.containsAll(addresses);
    }

    private static GeneralNames names(List<String> dnsNames, List<String> addresses) {
        var names = new java.util.ArrayList<GeneralName>();
        dnsNames.forEach(dns -> names.add(new GeneralName(GeneralName.dNSName, dns)));
        addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static KeyPair keyPair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(127, random).add(BigInteger.ONE);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static String pem(String type, byte[] der) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        }
        return text.toString();
    }

    private static X509Certificate readCertificate(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
        try (var reader = new PemReader(Files.newBufferedReader(file))) {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(reader.readPemObject().getContent()));
        }
    }
}
