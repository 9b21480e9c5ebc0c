package org.ringfort.media.dtmf;

/**
 * Finds the digits that are sounded in speech sampled at {@value #SAMPLES_PER_SECOND} Hz. One thread; no allocation.
 *
 * <p>Every {@value #HOP} samples a {@link ToneBlock} says which digit it holds, or none; this makes presses of that. A digit
 * began where {@value #BLOCKS_OF_A_PRESS} blocks in a row hold it, which is the least that fits into 40 ms and the most that does not fit into 23 ms,
 * and has ended where {@value #BLOCKS_OF_A_PAUSE} in a row do not: more than an interruption of 20 ms makes, fewer than a pause of 40 ms does.
 * Blocks of one press are alike, in frequency and in loudness; those of a voice that passes through a digit are not.
 *
 * <p>Source: ITU-T Q.23 and Q.24; for what is in between there, any answer will do.
 */
public final class ToneDetector {
    public static final int SAMPLES_PER_SECOND = 8_000;

    /** Blocks overlap by half. */
    static final int HOP = ToneBlock.SAMPLES / 2;

    static final int BLOCKS_OF_A_PRESS = 4;
    static final int BLOCKS_OF_A_PAUSE = 6;

    /** A digit that is not heard for longer, 100 ms, has ended. */
    private static final int MOST_UNHEARD = 800 / HOP;

    /** Blocks in a row in which something like a digit is enough to keep it from others until it is known. */
    private static final int BLOCKS_OF_A_SUSPICION = 2;

    /** On the average of its blocks, a frequency is its nominal one within this. */
    private static final double NEAR = 0.0235;
    /** The blocks of a press differ by less in power, as a factor: 4 dB. */
    private static final double ALIKE = 2.5;

    /** Where the middle of what a block needs to hold lies off its edge: what it misses there it does not mind. */
    private static final int EDGE = 3;

    private final Tones tones;
    private final ToneBlock block = new ToneBlock();
    private final float[] window = new float[ToneBlock.SAMPLES];
    private int filled;
    /** Samples so far, gaps included. */
    private long position;

    private char running;
    private long runningSince;
    private long runningUntil;
    private int missing;

    private char candidate;
    private long candidateSince;
    private int blocks;
    private double rowOff;
    private double columnOff;
    private double softest;
    private double loudest;

    /** How much went by unheard, in blocks, since the last one that was heard. */
    private int unheard;

    /** Told of presses; positions are counted in samples from the first on. */
    public interface Tones {
        /** A digit sounds since then; that much is certain now. */
        void began(char digit, long since);

        /** It sounded that long. */
        void ended(char digit, long since, long samples);
    }

    public ToneDetector(Tones tones) {
        this.tones = tones;
    }

    /** What comes next. */
    public void heard(short[] samples, int count) {
        for (int at = 0; at < count; at++) {
            window[filled++] = samples[at];
            position++;
            if (filled == ToneBlock.SAMPLES) {
                judge();
                System.arraycopy(window, HOP, window, 0, ToneBlock.SAMPLES - HOP);
                filled = ToneBlock.SAMPLES - HOP;
            }
        }
    }

    /** So much was lost on the way: what sounded before and behind it went on meanwhile, be it a digit or a pause. */
    public void lost(int samples) {
        position += samples;
        filled = 0;
        block.forget();
        unheard += samples / HOP;
        candidate = 0;
        if (missing > 0 || unheard > MOST_UNHEARD) {
            miss();
        }
    }

    /** Nothing comes any more, or something else began: a digit that sounded has ended. */
    public void silent() {
        finish();
        forget();
    }

    /** Whatever sounded counts for nothing. */
    public void forget() {
        running = 0;
        candidate = 0;
        missing = 0;
        unheard = 0;
        filled = 0;
        block.forget();
    }

    /** Samples so far, gaps included. */
    public long position() {
        return position;
    }

    /** Up to where the digit that sounds now, or sounded last, was heard. */
    public long until() {
        return runningUntil;
    }

    /** Whether a digit sounds, or may do. */
    public boolean suspects() {
        return (running != 0 && missing < BLOCKS_OF_A_SUSPICION) || (candidate != 0 && blocks >= BLOCKS_OF_A_SUSPICION);
    }

    private void judge() {
        char digit = block.judge(window);
        if (digit != 0 && digit == running) {
            missing = 0;
            unheard = 0;
            candidate = 0;
            runningUntil = position - EDGE;
            return;
        }
        if (running != 0) {
            missing++;
            miss();
        }
        unheard = 0;
        if (digit == 0) {
            candidate = 0;
        } else {
            propose(digit);
        }
    }

    /** What was not heard between two that were not the digit was not the digit. */
    private void miss() {
        missing += unheard;
        unheard = 0;
        if (running != 0 && missing >= BLOCKS_OF_A_PAUSE) {
            finish();
        }
    }

    private void propose(char digit) {
        double power = block.power();
        if (digit == candidate && Math.max(loudest, power) < ALIKE * Math.min(softest, power)) {
            blocks++;
            softest = Math.min(softest, power);
            loudest = Math.max(loudest, power);
        } else {
            candidate = digit;
            candidateSince = position - ToneBlock.SAMPLES + EDGE;
            blocks = 1;
            rowOff = 0;
            columnOff = 0;
            softest = power;
            loudest = power;
        }
        rowOff += block.rowOff();
        columnOff += block.columnOff();
        if (blocks >= BLOCKS_OF_A_PRESS && Math.abs(rowOff) < NEAR * blocks && Math.abs(columnOff) < NEAR * blocks) {
            begin();
        }
    }

    private void begin() {
        finish();
        running = candidate;
        runningSince = candidateSince;
        runningUntil = position - EDGE;
        missing = 0;
        candidate = 0;
        tones.began(running, runningSince);
    }

    private void finish() {
        if (running != 0) {
            char digit = running;
            running = 0;
            missing = 0;
            tones.ended(digit, runningSince, runningUntil - runningSince);
        }
    }
}
