package org.ringfort.media.recorder;

import java.util.Arrays;

/** The app's sealed label of a recording: octets that mean nothing here. Immutable. */
public final class Label {
    static final int MOST_BYTES = 65_536;

    private final byte[] octets;

    private Label(byte[] octets) {
        this.octets = octets;
    }

    public static Label of(byte[] octets) {
        return new Label(octets.clone());
    }

    public byte[] octets() {
        return octets.clone();
    }

    int lengthBytes() {
        return octets.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Label that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "Label[" + octets.length + " octets]";
    }
}
