package org.ringfort.media.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The hash of a certificate, as the signalling tells it: what a peer shows in the handshake must have it.
 *
 * @param hash "sha-256", "sha-384" or "sha-512"; older ones prove nothing any more
 * @param value upper case hexadecimal with colons
 * @rfc 8122 5
 */
public record Fingerprint(String hash, String value) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    /** The fingerprint, where we know its hash and the value is as long as it. */
    public static Optional<Fingerprint> of(String hash, String value) {
        return algorithm(hash)
                .filter(digest -> value.length() == digest.getDigestLength() * 3 - 1)
                .map(_ -> new Fingerprint(hash.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT)));
    }

    /** Of a certificate, by SHA-256. */
    static Fingerprint of(byte[] certificate) {
        return new Fingerprint("sha-256", COLONS.formatHex(digest("sha-256").digest(certificate)));
    }

    /** As the signalling writes it: "sha-256 AB:CD:…". */
    public String text() {
        return hash + " " + value;
    }

    /** Whether the certificate is the one that was told. */
    boolean isOf(byte[] certificate) {
        return COLONS.formatHex(digest(hash).digest(certificate)).equals(value);
    }

    private static MessageDigest digest(String hash) {
        return algorithm(hash).orElseThrow(() -> new IllegalArgumentException("no hash of ours: " + hash));
    }

    private static Optional<MessageDigest> algorithm(String hash) {
        String name = switch (hash.toLowerCase(Locale.ROOT)) {
            case "sha-256" -> "SHA-256";
            case "sha-384" -> "SHA-384";
            case "sha-512" -> "SHA-512";
            default -> "";
        };
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MessageDigest.getInstance(name));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
