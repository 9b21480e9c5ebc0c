package org.ringfort.media.player;

import org.ringfort.media.codec.G711;
import org.ringfort.media.relay.Speaker;

/**
 * A tune, from its beginning and over again for as long as it is wanted. What a stalled loop could not send is left out, so the tune is
 * always as far as time is. The loop's thread.
 */
public final class HoldTune implements Speaker {
    private static final int FRAME_SAMPLES = 160;

    private final Sound tune;
    private int at;

    /** @param tune not empty */
    public HoldTune(Sound tune) {
        this.tune = tune;
    }

    /** The one that is ours; worked out anew each time, in a tenth of a second. */
    public static Sound builtIn() {
        return BuiltInTune.sound();
    }

    @Override
    public boolean speak(byte[] octets, int start, boolean aLaw) {
        for (int sample = 0; sample < FRAME_SAMPLES; sample++) {
            byte code = tune.at(at);
            octets[start + sample] = aLaw ? G711.muToA(code) : code;
            at = at + 1 == tune.lengthBytes() ? 0 : at + 1;
        }
        return true;
    }

    @Override
    public void missed(long frames) {
        at = (int) ((at + frames * FRAME_SAMPLES) % tune.lengthBytes());
    }

    /** It has a beginning, which is not for nobody. */
    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public void ended(boolean cut) {}
}
