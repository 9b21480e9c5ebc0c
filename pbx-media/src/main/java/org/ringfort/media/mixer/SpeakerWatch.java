package org.ringfort.media.mixer;

import org.jspecify.annotations.Nullable;

/**
 * Who speaks in a mix: whoever is loudest over {@value #FRAMES} frames of 20 ms, and stays so until he falls silent or another is twice as
 * loud, so that two who talk at once do not take turns. The mixer's thread; any may ask. Nothing is allocated.
 */
final class SpeakerWatch {
    /** Half a second. */
    private static final int FRAMES = 25;
    /** Mean of the samples' size, of 32,767: about -46 dB. Below it is noise of a room. */
    private static final int SPEECH = 160;

    private int frames;
    private volatile @Nullable Seat speaker;

    /** A frame of all of them was mixed. */
    void turned(Seat[] present) {
        if (++frames < FRAMES) {
            return;
        }
        frames = 0;
        Seat before = speaker;
        Seat loudest = null;
        int most = SPEECH - 1;
        int stays = 0;
        for (Seat seat : present) {
            int level = seat.takeLevel(FRAMES);
            if (level > most) {
                most = level;
                loudest = seat;
            }
            if (seat == before) {
                stays = level;
            }
        }
        if (stays < SPEECH || most > 2 * stays) {
            speaker = loudest;
        }
    }

    @Nullable
    Seat speaker() {
        return speaker;
    }
}
