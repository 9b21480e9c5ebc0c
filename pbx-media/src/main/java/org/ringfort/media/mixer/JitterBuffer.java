package org.ringfort.media.mixer;

import java.util.Arrays;
import org.ringfort.media.codec.G711;

/**
 * Puts what one peer says into order and even time: packets come when they come, a frame is taken every 20 ms. One thread, no
 * allocation.
 *
 * <p>It begins {@value #LEAST_DELAY} samples behind the first packet. Where packets come too late it falls back by a frame, where
 * more waits than is needed for a second it catches up by one: so it also follows a peer whose clock is not ours. What is
 * missing is concealed by the frame before it, fading.
 */
final class JitterBuffer {
    private static final int RING = 8_192;
    private static final int LEAST_DELAY = 320;
    private static final int MOST_DELAY = 1_600;
    private static final int WINDOW_FRAMES = 50;
    private static final int LATE_IN_A_WINDOW = 2;
    /** After so many in a row the path is another one. */
    private static final int LATE_IN_A_ROW = 3;

    private static final int FORGOTTEN_AFTER_FRAMES = 25;

    private final short[] samples = new short[RING];
    private final boolean[] present = new boolean[RING];
    private final short[] last = new short[Frames.SAMPLES];
    private boolean begun;
    private int at;
    private int newest;
    private int emptyFrames;
    private int frames;
    private int late;
    private int lateInARow;
    private int leastAhead;

    /** A piece of speech; its first sample has that RTP timestamp. */
    void put(int timestamp, byte[] octets, int lengthBytes, boolean aLaw) {
        int ahead = timestamp - at;
        if (!begun || ahead < -RING || ahead + lengthBytes > RING) {
            begin(timestamp);
        } else if (ahead + lengthBytes <= 0) {
            late++;
            if (++lateInARow < LATE_IN_A_ROW) {
                return;
            }
            begin(timestamp);
        }
        lateInARow = 0;
        for (int index = 0; index < lengthBytes; index++) {
            if (timestamp + index - at >= 0) {
                int place = (timestamp + index) & (RING - 1);
                samples[place] = (short) (aLaw ? G711.linearOfA(octets[index]) : G711.linearOfMu(octets[index]));
                present[place] = true;
            }
        }
        if (timestamp + lengthBytes - newest > 0) {
            newest = timestamp + lengthBytes;
        }
    }

    private void begin(int timestamp) {
        Arrays.fill(present, false);
        begun = true;
        at = timestamp - LEAST_DELAY;
        newest = timestamp;
        emptyFrames = 0;
        window();
    }

    private void window() {
        frames = 0;
        late = 0;
        leastAhead = Integer.MAX_VALUE;
    }

    /** The next 20 ms; silence where nobody speaks. */
    void take(short[] frame) {
        if (!begun) {
            Arrays.fill(frame, (short) 0);
            return;
        }
        if (newest - at > MOST_DELAY + Frames.SAMPLES) {
            skip(newest - at - LEAST_DELAY);
        }
        leastAhead = Math.min(leastAhead, newest - at);
        boolean any = false;
        for (int index = 0; index < Frames.SAMPLES; index++) {
            int place = (at + index) & (RING - 1);
            if (present[place]) {
                any = true;
                last[index] = samples[place];
                present[place] = false;
            } else {
                last[index] = (short) (last[index] / 2);
            }
        }
        at += Frames.SAMPLES;
        System.arraycopy(last, 0, frame, 0, Frames.SAMPLES);
        emptyFrames = any ? 0 : emptyFrames + 1;
        if (emptyFrames >= FORGOTTEN_AFTER_FRAMES) {
            begun = false;
        } else if (++frames == WINDOW_FRAMES) {
            adapt();
        }
    }

    private void adapt() {
        if (late >= LATE_IN_A_WINDOW && newest - at < MOST_DELAY) {
            at -= Frames.SAMPLES;
        } else if (late == 0 && leastAhead > LEAST_DELAY + Frames.SAMPLES && leastAhead != Integer.MAX_VALUE) {
            skip(Frames.SAMPLES);
        }
        window();
    }

    private void skip(int count) {
        for (int index = 0; index < count; index++) {
            present[(at + index) & (RING - 1)] = false;
        }
        at += count;
    }
}
