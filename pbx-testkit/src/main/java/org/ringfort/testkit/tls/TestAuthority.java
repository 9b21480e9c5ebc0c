package org.ringfort.testkit.tls;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

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
        write(
                trust,
                "CERTIFICATE",
                certificate(this.name, keys.getPublic(), true, Wish.dns(name)).getEncoded());
    }

    /**
     * What is to be in a certificate.
     *
     * @param dnsNames of subjectAltName
     * @param uris of subjectAltName
     * @param purposes object identifiers of extendedKeyUsage; none: the extension is left out
     * @param begins when it begins
     * @param ends when it ends
     * @param responders who is asked whether it is revoked (OCSP)
     */
    public record Wish(
            List<String> dnsNames,
            List<String> uris,
            List<String> purposes,
            Instant begins,
            Instant ends,
            List<String> responders) {
        /** For one DNS name, of use for everything, an hour long. */
        public static Wish dns(String... names) {
            Instant now = Instant.now();
            return new Wish(
                    List.of(names), List.of(), List.of(), now.minusSeconds(60), now.plusSeconds(3600), List.of());
        }

        /** The same with these URIs in it. */
        public Wish withUris(String... uris) {
            return new Wish(dnsNames, List.of(uris), purposes, begins, ends, responders);
        }

        /** The same for these purposes alone. */
        public Wish withPurposes(String... purposes) {
            return new Wish(dnsNames, uris, List.of(purposes), begins, ends, responders);
        }

        /** The same with another end; where that is over, it began two hours before. */
        public Wish until(Instant ends) {
            Instant from = ends.isBefore(begins) ? ends.minusSeconds(7200) : begins;
            return new Wish(dnsNames, uris, purposes, from, ends, responders);
        }

        /** The same with another beginning. */
        public Wish from(Instant begins) {
            return new Wish(dnsNames, uris, purposes, begins, ends, responders);
        }

        /** The same, with a responder at that address. */
        public Wish withResponder(String url) {
            return new Wish(dnsNames, uris, purposes, begins, ends, List.of(url));
        }
    }

    /** A certificate for the DNS name {@code subject}. */
    public Issued issue(String subject) throws IOException, GeneralSecurityException {
        return issue(subject, Wish.dns(subject));
    }

    /** A certificate whose common name is {@code subject}, with what is wished for. */
    public Issued issue(String subject, Wish wish) throws IOException, GeneralSecurityException {
        KeyPair subjectKeys = newKeys();
        Path certificate = folder.resolve(subject + serial + ".pem");
        Path key = folder.resolve(subject + serial + ".key");
        write(
                certificate,
                "CERTIFICATE",
                certificate(new X500Principal("CN=" + subject), subjectKeys.getPublic(), false, wish)
                        .getEncoded());
        write(key, "PRIVATE KEY", subjectKeys.getPrivate().getEncoded());
        return new Issued(certificate, key, trust);
    }

    /** A certificate for a key that somebody else holds. */
    public X509Certificate certify(String subject, PublicKey key, Wish wish)
            throws IOException, GeneralSecurityException {
        return certificate(new X500Principal("CN=" + subject), key, false, wish);
    }

    /** Writes a revocation list of this authority, in PEM, in one step: readers see the old or the new one. */
    public Path revocationList(Path file, Instant nextUpdate, X509Certificate... revoked)
            throws IOException, GeneralSecurityException {
        Instant now = Instant.now();
        Date since = Date.from(now.isBefore(nextUpdate) ? now.minusSeconds(60) : nextUpdate.minusSeconds(60));
        var builder = new JcaX509v2CRLBuilder(name, since);
        builder.setNextUpdate(Date.from(nextUpdate));
        for (X509Certificate one : revoked) {
            builder.addCRLEntry(one.getSerialNumber(), since, CRLReason.keyCompromise);
        }
        try {
            byte[] der = builder.build(signer()).getEncoded();
            Path made = Files.createTempFile(folder, "crl", ".tmp");
            write(made, "X509 CRL", der);
            return Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (OperatorCreationException broken) {
            throw new GeneralSecurityException(broken);
        }
    }

    /**
     * What this authority answers to an OCSP question.
     *
     * @param status of whichever certificate is asked about; null: good
     */
    public byte[] ocspAnswer(
            byte[] question, @Nullable CertificateStatus status, Instant thisUpdate, Instant nextUpdate)
            throws IOException {
        try {
            var answer = new JcaBasicOCSPRespBuilder(
                    keys.getPublic(),
                    new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1));
            for (Req asked : new OCSPReq(question).getRequestList()) {
                answer.addResponse(asked.getCertID(), status, Date.from(thisUpdate), Date.from(nextUpdate));
            }
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, answer.build(signer(), null, Date.from(thisUpdate)))
                    .getEncoded();
        } catch (OCSPException | OperatorCreationException broken) {
            throw new IOException(broken);
        }
    }

    private ContentSigner signer() throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private X509Certificate certificate(X500Principal subject, PublicKey subjectKey, boolean authority, Wish wish)
            throws IOException, GeneralSecurityException {
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial++),
                Date.from(wish.begins()),
                Date.from(wish.ends()),
                subject,
                subjectKey);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (authority) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        }
        Stream<GeneralName> names = Stream.concat(
                wish.dnsNames().stream().map(dns -> new GeneralName(GeneralName.dNSName, dns)),
                wish.uris().stream().map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
        for (String responder : wish.responders()) {
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(
                            AccessDescription.id_ad_ocsp,
                            new GeneralName(GeneralName.uniformResourceIdentifier, responder)));
        }
        if (!wish.purposes().isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(wish.purposes().stream()
                            .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                            .toArray(KeyPurposeId[]::new)));
        }
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
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
