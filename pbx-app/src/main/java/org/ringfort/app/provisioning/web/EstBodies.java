package org.ringfort.app.provisioning.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.util.CollectionStore;

/**
 * What EST sends and takes: DER in base64, with or without line ends, whatever a Content-Transfer-Encoding says of it.
 *
 * @rfc 8951 3.1
 */
final class EstBodies {
    /** Octets of a body; a request with a key of RSA 8192 has some 3,000. */
    static final int LONGEST = 16_384;

    /** How long a body may take to arrive, from first to last. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private EstBodies() {}

    /**
     * What a body holds; empty where it is longer than it may be.
     *
     * @param nanoTime of a clock that only goes on
     * @throws IOException where it breaks off or comes too slowly; silence ends by the connection's own patience
     */
    static Optional<byte[]> read(InputStream body, LongSupplier nanoTime) throws IOException {
        long begun = nanoTime.getAsLong();
        byte[] octets = new byte[LONGEST + 1];
        int held = 0;
        while (held < octets.length) {
            int more = body.read(octets, held, octets.length - held);
            if (more < 0) {
                return Optional.of(Arrays.copyOf(octets, held));
            }
            held += more;
            if (nanoTime.getAsLong() - begun > PATIENCE.toNanos()) {
                throw new IOException("a body came too slowly");
            }
        }
        return Optional.empty();
    }

    /** What is written in base64 there; empty where nothing is, or anything else. */
    static Optional<byte[]> decoded(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1).replaceAll("[ \t\r\n]", "");
        try {
            return Optional.of(Base64.getDecoder().decode(text)).filter(der -> der.length > 0);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /**
     * One certificate and nothing else (PKCS #7, certs-only), in base64.
     *
     * @rfc 7030 4.1.3
     * @rfc 5272 4.1
     */
    static String certsOnly(byte[] certificate) {
        try {
            var bag = new CMSSignedDataGenerator();
            bag.addCertificates(new CollectionStore<>(List.of(new X509CertificateHolder(certificate))));
            return encoded(
                    bag.generate(new CMSAbsentContent()).toASN1Structure().getEncoded(ASN1Encoding.DER));
        } catch (CMSException | IOException ofOurOwn) {
            throw new IllegalStateException("a certificate of ours could not be put into PKCS #7", ofOurOwn);
        }
    }

    /**
     * That keys of P-256 are asked for, in requests signed with SHA-256; in base64.
     *
     * @rfc 7030 4.5.2
     */
    static String attributes() {
        ASN1Encodable curve = new DERSequence(
                new ASN1Encodable[] {X9ObjectIdentifiers.id_ecPublicKey, new DERSet(SECObjectIdentifiers.secp256r1)});
        try {
            return encoded(new DERSequence(new ASN1Encodable[] {curve, X9ObjectIdentifiers.ecdsa_with_SHA256})
                    .getEncoded(ASN1Encoding.DER));
        } catch (IOException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        }
    }

    private static String encoded(byte[] der) {
        return Base64.getMimeEncoder().encodeToString(der) + "\r\n";
    }
}
