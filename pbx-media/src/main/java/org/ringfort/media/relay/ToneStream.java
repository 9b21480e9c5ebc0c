package org.ringfort.media.relay;

import org.ringfort.media.codec.AudioDecoder;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.Resampler;
import org.ringfort.media.dtmf.ToneDetector;

/**
 * Digits that sound in one stream of packets of one coding. What overtakes is left out, what is lost is no pause. One thread at a time, but for {@link
 * #until}; no allocation where the coding's decoder makes none.
 */
final class ToneStream {
    /** Out of order by more than this, a stream has begun anew. */
    private static final int MOST_OUT_OF_ORDER = 100;
    /** Who sends nothing for so long, and has lost nothing, pauses. */
    private static final int PAUSE_SAMPLES = 320;

    private final Heard heard;
    private final int clockHz;
    private final int ticksOfASample;
    private final AudioDecoder decoder;
    private final Resampler resampler;
    private final ToneDetector detector;
    private final short[] read;
    private final short[] narrow;
    private boolean begun;
    private int ssrc;
    private int nextSequence;
    private int nextTimestamp;
    private long position;
    private int timestamp;
    private volatile int until;

    /** Told of digits, in ticks of the stream's clock. */
    interface Heard {
        /** A digit sounds since then. */
        void began(char digit, int sinceTimestamp);

        /** It does no more. */
        void ended(char digit, int sinceTimestamp, int untilTimestamp);
    }

    ToneStream(Coding coding, Heard heard) {
        this.heard = heard;
        this.clockHz = coding.clockHz();
        this.ticksOfASample = clockHz / ToneDetector.SAMPLES_PER_SECOND;
        this.decoder = coding.decoder(ToneDetector.SAMPLES_PER_SECOND); // G.722 gives twice as many
        this.resampler = new Resampler(decoder.sampleHz(), ToneDetector.SAMPLES_PER_SECOND);
        this.read = new short[AudioDecoder.LONGEST_MILLIS * decoder.sampleHz() / 1_000];
        this.narrow = new short[AudioDecoder.LONGEST_MILLIS * ToneDetector.SAMPLES_PER_SECOND / 1_000];
        this.detector = new ToneDetector(new ToneDetector.Tones() {
            @Override
            public void began(char digit, long since) {
                ToneStream.this.heard.began(digit, at(since));
            }

            @Override
            public void ended(char digit, long since, long samples) {
                ToneStream.this.heard.ended(digit, at(since), at(since + samples));
            }
        });
    }

    void packet(int from, int sequenceOfPacket, int timestampOfPacket, byte[] octets, int start, int length) {
        int ahead = (short) (sequenceOfPacket - nextSequence);
        if (!begun || from != ssrc || Math.abs(ahead) > MOST_OUT_OF_ORDER) {
            detector.silent();
            begun = true;
            ssrc = from;
        } else if (ahead < 0) {
            return;
        } else {
            gap((timestampOfPacket - nextTimestamp) / ticksOfASample, ahead > 0);
        }
        nextSequence = (sequenceOfPacket + 1) & 0xffff;
        nextTimestamp = timestampOfPacket;
        int count = decoder.decode(octets, start, length, read);
        if (count <= 0) {
            return;
        }
        nextTimestamp += (int) ((long) count * clockHz / decoder.sampleHz());
        timestamp = timestampOfPacket;
        position = detector.position();
        detector.heard(narrow, resampler.resample(read, count, narrow, 0));
        until = at(detector.until());
    }

    private void gap(int samples, boolean lost) {
        if (samples >= PAUSE_SAMPLES && !lost) {
            detector.silent();
        } else if (samples > 0) {
            detector.lost(samples);
        }
    }

    /** Nothing has come for a while. */
    void silent() {
        detector.silent();
        begun = false;
    }

    /** Whether a digit sounds, or may do. */
    boolean suspects() {
        return detector.suspects();
    }

    /** Up to when the digit that sounds was heard; any thread. */
    int until() {
        return until;
    }

    private int at(long sample) {
        return timestamp + (int) (sample - position) * ticksOfASample;
    }
}
