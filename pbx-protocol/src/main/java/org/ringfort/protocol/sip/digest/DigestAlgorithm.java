package org.ringfort.protocol.sip.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * The hash algorithms of digest authentication that we know, strongest first.
 *
 * @rfc 8760 2.1
 * @rfc 7616 6.1
 */
public enum DigestAlgorithm {
    SHA_256("SHA-256", "SHA-256", 32, false),
    SHA_256_SESS("SHA-256-sess", "SHA-256", 32, true),
    MD5("MD5", "MD5", 16, false),
    MD5_SESS("MD5-sess", "MD5", 16, true);

    private final String token;
    private final String hash;
    private final int hashBytes;
    private final boolean session;

    DigestAlgorithm(String token, String hash, int hashBytes, boolean session) {
        this.token = token;
        this.hash = hash;
        this.hashBytes = hashBytes;
        this.session = session;
    }

    /** The name on the wire. */
    public String token() {
        return token;
    }

    public int hashBytes() {
        return hashBytes;
    }

    /** Whether HA1 also covers nonce and cnonce. */
    public boolean isSession() {
        return session;
    }

    /** The algorithm without the session variant: what a stored HA1 is made with. */
    public DigestAlgorithm base() {
        return switch (this) {
            case SHA_256, SHA_256_SESS -> SHA_256;
            case MD5, MD5_SESS -> MD5;
        };
    }

    /** Reads the name on the wire, without case; empty where we do not know it. */
    public static Optional<DigestAlgorithm> parse(String token) {
        for (DigestAlgorithm algorithm : values()) {
            if (Ascii.same(algorithm.token, token)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    MessageDigest newHash() {
        try {
            return MessageDigest.getInstance(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this runtime lacks " + hash, e);
        }
    }
}
