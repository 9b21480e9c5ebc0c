package org.ringfort.media.player;

import java.util.List;
import org.ringfort.media.codec.G711;
import org.ringfort.media.relay.Speaker;

/** Sounds one after the other, without a gap; the last frame is filled up with silence. The loop's thread. */
public final class Playlist implements Speaker {
    private static final int FRAME_SAMPLES = 160;

    private final List<Sound> sounds;
    private final Ended ended;
    private final boolean waits;
    private int sound;
    private int at;

    /** Told once, on the loop, when the last sound was heard or the play was cut. */
    @FunctionalInterface
    public interface Ended {
        void ended(boolean cut);
    }

    public Playlist(List<Sound> sounds, Ended ended) {
        this(sounds, false, ended);
    }

    /** @param waits until somebody can hear it, a hold among what it waits for */
    public Playlist(List<Sound> sounds, boolean waits, Ended ended) {
        this.sounds = List.copyOf(sounds);
        this.waits = waits;
        this.ended = ended;
    }

    @Override
    public boolean waits() {
        return waits;
    }

    @Override
    public boolean speak(byte[] octets, int start, boolean aLaw) {
        if (!more()) {
            return false;
        }
        for (int sample = 0; sample < FRAME_SAMPLES; sample++) {
            byte code = more() ? sounds.get(sound).at(at++) : G711.MU_SILENCE;
            octets[start + sample] = aLaw ? G711.muToA(code) : code;
        }
        return true;
    }

    private boolean more() {
        while (sound < sounds.size() && at >= sounds.get(sound).lengthBytes()) {
            sound++;
            at = 0;
        }
        return sound < sounds.size();
    }

    @Override
    public void ended(boolean cut) {
        ended.ended(cut);
    }
}
