package org.ringfort.protocol.sip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What follows the empty line: octets that nobody here reads. Immutable; its type is in Content-Type. */
public final class Body {
    public static final Body EMPTY = new Body(new byte[0]);

    private final byte[] octets;

    private Body(byte[] octets) {
        this.octets = octets;
    }

    /** Copies {@code octets}. */
    public static Body of(byte[] octets) {
        return octets.length == 0 ? EMPTY : new Body(octets.clone());
    }

    /** Copies {@code length} octets from {@code offset}. */
    public static Body of(byte[] octets, int offset, int length) {
        return length == 0 ? EMPTY : new Body(Arrays.copyOfRange(octets, offset, offset + length));
    }

    /** The UTF-8 octets of {@code text}. */
    public static Body ofText(String text) {
        return text.isEmpty() ? EMPTY : new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    public int lengthBytes() {
        return octets.length;
    }

    /** A copy. */
    public byte[] toBytes() {
        return octets.clone();
    }

    /** A read-only view; nothing is copied. */
    public ByteBuffer view() {
        return ByteBuffer.wrap(octets).asReadOnlyBuffer();
    }

    /** Copies all octets into {@code out} at {@code offset}. */
    public void copyTo(byte[] out, int offset) {
        System.arraycopy(octets, 0, out, offset, octets.length);
    }

    /** The octets read as UTF-8. */
    public String text() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The length alone: a body is never printed. */
    @Override
    public String toString() {
        return octets.length + " octets";
    }
}
