package org.ringfort.media.player;

import java.util.Arrays;
import org.ringfort.media.codec.G711;

/** One thing to hear: µ-law, 8000 Hz, mono. */
public final class Sound {
    private final byte[] octets;

    private Sound(byte[] octets) {
        this.octets = octets;
    }

    /** Takes the array over; nobody may write to it any more. */
    public static Sound ofMuLaw(byte[] octets) {
        return new Sound(octets);
    }

    public static Sound silence(int milliseconds) {
        byte[] octets = new byte[milliseconds * 8];
        Arrays.fill(octets, G711.MU_SILENCE);
        return new Sound(octets);
    }

    public int lengthBytes() {
        return octets.length;
    }

    public byte at(int index) {
        return octets[index];
    }
}
