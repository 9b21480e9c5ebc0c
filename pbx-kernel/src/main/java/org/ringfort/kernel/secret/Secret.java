package org.ringfort.kernel.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that must not be seen: prints {@code [redacted]}, compares in constant time, can be wiped.
 *
 * <p>Keys, passwords, tokens and digests live in one of these from the line that reads them. Safe for use by many
 * threads as long as nobody wipes it meanwhile; after {@link #wipe()} the content is all zero.
 */
public final class Secret {
    private final byte[] content;

    private Secret(byte[] content) {
        this.content = content;
    }

    /** Copies {@code content}; the caller may then wipe its own array. */
    public static Secret of(byte[] content) {
        return new Secret(content.clone());
    }

    /** The UTF-8 octets of {@code text}. Prefer {@link #of(byte[])}, since a String cannot be wiped. */
    public static Secret ofText(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the content, for the one call that needs it. */
    public byte[] reveal() {
        return content.clone();
    }

    /** The content read as UTF-8, for the one call that needs it. */
    public String revealText() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Length of the content in octets. */
    public int lengthBytes() {
        return content.length;
    }

    /** Compares in time that depends on the lengths only. */
    public boolean matches(byte[] candidate) {
        return MessageDigest.isEqual(content, candidate);
    }

    /** Overwrites the content with zeros. */
    public void wipe() {
        Arrays.fill(content, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && matches(that.content);
    }

    @Override
    public int hashCode() {
        return 0; // a hash would tell something of the content
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
