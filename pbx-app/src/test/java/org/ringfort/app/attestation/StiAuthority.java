package org.ringfort.app.attestation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that issues to providers, as the tests need them. */
public final class StiAuthority {
    private static final ASN1ObjectIdentifier TN_AUTH_LIST = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.26");

    private final KeyPair keys = pair();
    private final X509Certificate root =
            issued("CN=root", keys, Instant.now().plus(Duration.ofDays(2)), true, null, "");

    /** What it issued to somebody. */
    public record Issued(X509Certificate certificate, KeyPair keys) {}

    static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<TrustAnchor> anchors() {
        return Set.of(new TrustAnchor(root, null));
    }

    public X509Certificate root() {
        return root;
    }

    /** For all numbers of a provider. */
    public static ASN1Encodable code(String code) {
        return new DERTaggedObject(true, 0, new DERIA5String(code));
    }

    static ASN1Encodable range(String first, int count) {
        ASN1Encodable[] range = {new DERIA5String(first), new ASN1Integer(count)};
        return new DERTaggedObject(true, 1, new DERSequence(range));
    }

    static ASN1Encodable one(String number) {
        return new DERTaggedObject(true, 2, new DERIA5String(number));
    }

    public Issued provider(ASN1Encodable... numbers) {
        return provider(Instant.now().plus(Duration.ofDays(1)), numbers);
    }

    Issued provider(Instant until, ASN1Encodable... numbers) {
        KeyPair pair = pair();
        return new Issued(issued("CN=SHAKEN 4711", pair, until, false, new DERSequence(numbers), ""), pair);
    }

    /** A web server's, for a host name. */
    public SSLContext server(String name) {
        KeyPair pair = pair();
        X509Certificate certificate =
                issued("CN=" + name, pair, Instant.now().plus(Duration.ofDays(1)), false, null, name);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", pair.getPrivate(), new char[0], new X509Certificate[] {certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who believes servers of this authority. */
    SSLSocketFactory client() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("root", root);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] pem(X509Certificate... certificates) {
        var out = new ByteArrayOutputStream();
        for (X509Certificate certificate : List.of(certificates)) {
            try {
                out.writeBytes(("-----BEGIN CERTIFICATE-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                                + "\n-----END CERTIFICATE-----\n")
                        .getBytes(StandardCharsets.US_ASCII));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        return out.toByteArray();
    }

    private X509Certificate issued(
            String subject,
            KeyPair pair,
            Instant until,
            boolean authority,
            @org.jspecify.annotations.Nullable ASN1Encodable numbers,
            String host) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Principal("CN=root"),
                    new BigInteger(64, new SecureRandom()),
                    Date.from(Instant.now().minus(Duration.ofDays(1))),
                    Date.from(until),
                    new X500Principal(subject),
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (numbers != null) {
                builder.addExtension(TN_AUTH_LIST, false, numbers);
            }
            if (!host.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
