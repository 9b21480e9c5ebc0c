package org.ringfort.media.relay;

import org.ringfort.media.codec.AudioDecoder;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.Resampler;
import org.ringfort.media.dtmf.ToneDetector;

/**
 * Digits that sound in one stream of packets of one coding. What overtakes is left out, what is lost is no pause. How long a digit lasts is
 * counted in what was heard of it, so that timestamps that slip or begin anew move neither its beginning nor its end. One thread at a time, but for
 * {@link #lasted}; no allocation where the coding's decoder makes none.
 */
final class ToneStream {
    /** Out of order by more than this, a stream has begun anew. */
    private static final int MOST_OUT_OF_ORDER = 100;
    /** Who sends nothing for so long, and has lost nothing, pauses. */
    private static final int PAUSE_SAMPLES = 320;
    /** By so much, 1 ms, timestamps slip where nothing is missing. */
    private static final int SLIP_SAMPLES = 8;

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
    private boolean sounds;
    private long since;
    private volatile int lasted;

    /** Told of digits; how long they last is in ticks of events, 8000 a second. */
    interface Heard {
        /**
         * A digit sounds.
         *
         * @param ssrc of the stream that it sounds in
         * @param since when it began, in ticks of that stream's clock
         * @param ticks of that clock in one of events
         */
        void began(char digit, int ssrc, int since, int ticks);

        /** It does no more. */
        void ended(char digit, int lasted);
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
            public void began(char digit, long first) {
                sounds = true;
                since = first;
                lasted = (int) (detector().until() - first);
                ToneStream.this.heard.began(digit, ssrc, at(first), ticksOfASample);
            }

            @Override
            public void ended(char digit, long first, long samples) {
                sounds = false;
                lasted = 0;
                ToneStream.this.heard.ended(digit, (int) samples);
            }
        });
    }

    private ToneDetector detector() {
        return detector;
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
        if (sounds) {
            lasted = (int) (detector.until() - since);
        }
    }

    private void gap(int samples, boolean lost) {
        if (samples >= PAUSE_SAMPLES && !lost) {
            detector.silent();
        } else if (samples > SLIP_SAMPLES) {
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

    /** How long the digit has lasted that sounds, in ticks of events; 0 where none does. Any thread. */
    int lasted() {
        return lasted;
    }

    private int at(long sample) {
        return timestamp + (int) (sample - position) * ticksOfASample;
    }
}
