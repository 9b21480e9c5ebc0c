package org.ringfort.app.attestation;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/**
 * Whether a certificate speaks for a number: by a provider's code it speaks for all that the provider has, by a list for those.
 * Lists that stand elsewhere (RFC 8226 10.1) are not fetched.
 *
 * @rfc 8226 9
 */
final class NumberAuthority {
    private static final String TN_AUTH_LIST = "1.3.6.1.5.5.7.1.26";
    private static final int PROVIDER_CODE = 0;
    private static final int RANGE = 1;
    private static final int ONE = 2;

    private NumberAuthority() {}

    /** Whether it does; without the list, or where it cannot be read, it does not. */
    static boolean covers(X509Certificate certificate, String digits) {
        byte[] extension = certificate.getExtensionValue(TN_AUTH_LIST);
        if (extension == null) {
            return false;
        }
        try {
            byte[] octets = ASN1OctetString.getInstance(extension).getOctets();
            Enumeration<?> entries = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(octets))
                    .getObjects();
            while (entries.hasMoreElements()) {
                if (covers(ASN1TaggedObject.getInstance(entries.nextElement()), digits)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | IllegalArgumentException | IllegalStateException malformed) {
            return false;
        }
    }

    private static boolean covers(ASN1TaggedObject entry, String digits) {
        return switch (entry.getTagNo()) {
            case PROVIDER_CODE ->
                !ASN1IA5String.getInstance(entry, true).getString().isEmpty();
            case RANGE -> inRange(ASN1Sequence.getInstance(entry, true), digits);
            case ONE -> ASN1IA5String.getInstance(entry, true).getString().equals(digits);
            default -> false;
        };
    }

    private static boolean inRange(ASN1Sequence range, String digits) {
        String first = ASN1IA5String.getInstance(range.getObjectAt(0)).getString();
        BigInteger count = ASN1Integer.getInstance(range.getObjectAt(1)).getPositiveValue();
        Optional<BigInteger> from = number(first);
        Optional<BigInteger> asked = number(digits);
        return first.length() == digits.length()
                && from.isPresent()
                && asked.isPresent()
                && asked.get().compareTo(from.get()) >= 0
                && asked.get().compareTo(from.get().add(count)) < 0;
    }

    private static Optional<BigInteger> number(String digits) {
        return digits.length() <= 15 && digits.chars().allMatch(c -> c >= '0' && c <= '9') && !digits.isEmpty()
                ? Optional.of(new BigInteger(digits))
                : Optional.empty();
    }
}
