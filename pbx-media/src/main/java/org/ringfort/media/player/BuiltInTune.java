package org.ringfort.media.player;

import org.ringfort.media.codec.G711;

/**
 * The tune that is ours: twelve chords of four seconds, picked softly note by note over a swelling ground. It is worked out here, so that
 * nobody else has a right in it, and its end runs into its beginning.
 */
final class BuiltInTune {
    private static final int SAMPLE_HZ = 8_000;
    private static final int CHORD_SAMPLES = 4 * SAMPLE_HZ;
    private static final int NOTE_SAMPLES = SAMPLE_HZ / 2;
    private static final int RING_SAMPLES = 3 * SAMPLE_HZ;
    private static final double ATTACK_SECONDS = 0.015;
    private static final double DECAY_SECONDS = 0.8;
    /** Of the whole, below the loudest sine that fits: -20 dB. */
    private static final double LEVEL = 0.1 / Math.sqrt(2);

    /** Semitones, 69 is 440 Hz: the ground, and three notes above it. */
    private static final int[][] CHORDS = {
        {55, 62, 67, 71}, {52, 59, 64, 67}, {60, 64, 67, 72}, {62, 66, 69, 74},
        {55, 62, 67, 71}, {59, 62, 66, 71}, {60, 64, 67, 76}, {62, 66, 69, 78},
        {52, 59, 64, 71}, {60, 67, 72, 76}, {57, 60, 64, 69}, {62, 66, 69, 72},
    };
    /** Which note of a chord is picked when. */
    private static final int[] PICKED = {0, 1, 2, 3, 2, 3, 1, 2};

    private BuiltInTune() {}

    static Sound sound() {
        double[] sum = new double[CHORDS.length * CHORD_SAMPLES];
        for (int chord = 0; chord < CHORDS.length; chord++) {
            int from = chord * CHORD_SAMPLES;
            swell(sum, from, hz(CHORDS[chord][0]));
            for (int note = 0; note < PICKED.length; note++) {
                pick(sum, from + note * NOTE_SAMPLES, hz(CHORDS[chord][PICKED[note]]));
            }
        }
        return levelled(sum);
    }

    private static double hz(int semitones) {
        return 440 * Math.pow(2, (semitones - 69) / 12.0);
    }

    private static void pick(double[] sum, int from, double hz) {
        for (int at = 0; at < RING_SAMPLES; at++) {
            double seconds = (double) at / SAMPLE_HZ;
            double loud = Math.min(1, seconds / ATTACK_SECONDS)
                    * Math.exp(-seconds / DECAY_SECONDS)
                    * Math.min(1, (double) (RING_SAMPLES - at) / NOTE_SAMPLES);
            double turn = 2 * Math.PI * hz * seconds;
            sum[(from + at) % sum.length] += loud * (Math.sin(turn) + 0.2 * Math.sin(2 * turn));
        }
    }

    private static void swell(double[] sum, int from, double hz) {
        for (int at = 0; at < CHORD_SAMPLES; at++) {
            double turn = 2 * Math.PI * hz * at / SAMPLE_HZ;
            sum[from + at] += 0.25 * Math.sin(Math.PI * at / CHORD_SAMPLES) * Math.sin(turn);
        }
    }

    private static Sound levelled(double[] sum) {
        double squares = 0;
        for (double sample : sum) {
            squares += sample * sample;
        }
        double by = LEVEL * Short.MAX_VALUE / Math.sqrt(squares / sum.length);
        byte[] octets = new byte[sum.length];
        for (int at = 0; at < octets.length; at++) {
            octets[at] = G711.compressMu((int) Math.round(sum[at] * by));
        }
        return Sound.ofMuLaw(octets);
    }
}
