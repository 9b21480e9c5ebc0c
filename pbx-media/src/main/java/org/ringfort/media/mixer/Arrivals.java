package org.ringfort.media.mixer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * G.711 on its way from a leg's loop to the mixer, in pieces of at most a frame. One thread puts, one takes; neither waits, and
 * nothing is allocated. What finds no place is lost, as on a bad line.
 */
final class Arrivals {
    private static final int PLACES = 64;

    private final byte[][] octets = new byte[PLACES][Frames.SAMPLES];
    private final int[] lengths = new int[PLACES];
    private final int[] timestamps = new int[PLACES];
    private final boolean[] aLaws = new boolean[PLACES];
    private final AtomicInteger put = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    /** By the leg's loop: a packet, however long. */
    void put(byte[] packet, int start, int lengthBytes, boolean aLaw, int timestamp) {
        for (int at = 0; at < lengthBytes; at += Frames.SAMPLES) {
            int next = put.getPlain();
            if (((next - taken.getAcquire()) & Integer.MAX_VALUE) >= PLACES) {
                return;
            }
            int place = next % PLACES;
            int length = Math.min(Frames.SAMPLES, lengthBytes - at);
            System.arraycopy(packet, start + at, octets[place], 0, length);
            lengths[place] = length;
            timestamps[place] = timestamp + at;
            aLaws[place] = aLaw;
            put.setRelease((next + 1) & Integer.MAX_VALUE);
        }
    }

    /** By the mixer: everything that came since. */
    void into(JitterBuffer buffer) {
        int end = put.getAcquire();
        int next = taken.getPlain();
        while (next != end) {
            int place = next % PLACES;
            buffer.put(timestamps[place], octets[place], lengths[place], aLaws[place]);
            next = (next + 1) & Integer.MAX_VALUE;
        }
        taken.setRelease(next);
    }
}
