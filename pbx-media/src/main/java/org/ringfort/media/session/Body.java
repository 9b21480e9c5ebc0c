package org.ringfort.media.session;

import java.util.Arrays;

/** A session description as it travels. Holds keys, so it is never printed. Immutable. */
public final class Body {
    /** Nothing said. */
    public static final Body EMPTY = new Body(new byte[0]);

    private final byte[] octets;

    private Body(byte[] octets) {
        this.octets = octets;
    }

    public static Body of(byte[] octets) {
        return new Body(octets.clone());
    }

    public byte[] octets() {
        return octets.clone();
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "Body[" + octets.length + " octets]";
    }
}
