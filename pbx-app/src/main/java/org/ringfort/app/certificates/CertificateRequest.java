package org.ringfort.app.certificates;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.ringfort.app.platform.rest.Problem;

/**
 * A request for a certificate (PKCS #10), of which the public key alone is used: whom the certificate names is for us to say.
 *
 * <p>The request is signed by the key that it asks for, so nobody has a key certified that is another's. Keys are as strong as P-256 at
 * least, where signatures by them are known to every TLS library: the three curves of NIST, and RSA from 3072 bits.
 *
 * @rfc 2986 4.2
 * @rfc 7468 7
 */
final class CertificateRequest {
    /** Characters of PEM; one with a key of 8192 bits has some 3,000. */
    static final int LONGEST = 16_384;

    private static final int LEAST_RSA_BITS = 3072;
    private static final int MOST_RSA_BITS = 8192;
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
    private static final int MOST_EXPONENT_BITS = 32;
    private static final Set<ASN1ObjectIdentifier> SIGNATURES = Set.of(
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512,
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption);

    private CertificateRequest() {}

    /**
     * The key that is to be certified.
     *
     * @throws Problem naming the field {@code request} where it cannot be
     */
    static PublicKey key(String pem) {
        return key(read(pem));
    }

    /**
     * The same of a request as it is without its dress.
     *
     * @throws Problem naming the field {@code request} where it cannot be
     */
    static PublicKey key(byte[] der) {
        try {
            return key(new PKCS10CertificationRequest(der));
        } catch (Problem refused) {
            throw refused;
        } catch (IOException | RuntimeException unreadable) { // the library throws what it likes at strangers' octets
            throw wrong("malformed", "This is no certificate request (PKCS #10).");
        }
    }

    private static PublicKey key(PKCS10CertificationRequest request) {
        PublicKey key = publicKey(request.getSubjectPublicKeyInfo());
        checkStrength(key);
        if (!SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())) {
            throw wrong("signature", "Sign the request with SHA-256, SHA-384 or SHA-512.");
        }
        if (!isSigned(request, key)) {
            throw wrong("signature", "The request is not signed by the key that it holds.");
        }
        return key;
    }

    /** As people name it. */
    static String kind(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec -> "EC " + ec.getParams().getOrder().bitLength();
            case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
            default -> key.getAlgorithm();
        };
    }

    private static PKCS10CertificationRequest read(String pem) {
        if (pem.length() > LONGEST) {
            throw wrong("length", "Give at most " + LONGEST + " characters.");
        }
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PKCS10CertificationRequest request) {
                return request;
            }
        } catch (IOException | RuntimeException unreadable) { // the library throws what it likes at strangers' octets
            throw wrong("malformed", "This is no certificate request in PEM.");
        }
        throw wrong("malformed", "This is no certificate request in PEM (BEGIN CERTIFICATE REQUEST).");
    }

    private static PublicKey publicKey(SubjectPublicKeyInfo info) {
        ASN1ObjectIdentifier kind = info.getAlgorithm().getAlgorithm();
        String algorithm = kind.equals(X9ObjectIdentifiers.id_ecPublicKey)
                ? "EC"
                : kind.equals(PKCSObjectIdentifiers.rsaEncryption) ? "RSA" : "";
        if (algorithm.isEmpty()) {
            throw wrong("key", "The key must be of an elliptic curve (P-256, P-384, P-521), or RSA.");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException unknown) {
            throw wrong("key", "The key cannot be used: curves are P-256, P-384 and P-521.");
        }
    }

    private static void checkStrength(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) {
                throw wrong(
                        "key", "An RSA key has " + LEAST_RSA_BITS + " to " + MOST_RSA_BITS + " bits; better is P-256.");
            }
            BigInteger exponent = rsa.getPublicExponent();
            if (exponent.compareTo(LEAST_EXPONENT) < 0 || exponent.bitLength() > MOST_EXPONENT_BITS) {
                throw wrong("key", "The public exponent of an RSA key is 65537 or a little more.");
            }
        } else if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() < 256) {
            throw wrong("key", "Curves are P-256, P-384 and P-521.");
        }
    }

    private static boolean isSigned(PKCS10CertificationRequest request, PublicKey key) {
        try {
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
        } catch (PKCSException | OperatorCreationException | RuntimeException notVerified) {
            return false;
        }
    }

    private static Problem wrong(String code, String message) {
        return Problem.invalid("request", code, message);
    }
}
