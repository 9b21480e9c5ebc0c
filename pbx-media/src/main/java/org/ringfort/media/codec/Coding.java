package org.ringfort.media.codec;

/**
 * The codings of speech that we can read and write.
 *
 * @rfc 3551 4.5.2
 * @rfc 3551 4.5.14
 * @rfc 7587 4.1
 */
public enum Coding {
    PCMU(8_000, 8_000, 25.1),
    PCMA(8_000, 8_000, 25.1),
    /** Sampled twice as often as its RTP clock ticks, by an old mistake that everybody keeps. */
    G722(8_000, 16_000, 15),
    /** Its RTP clock always ticks at 48000 Hz, however it is sampled: it can be at several rates. */
    OPUS(48_000, 16_000, 25.1);

    private final int clockHz;
    private final int sampleHz;
    private final double robustness;

    Coding(int clockHz, int sampleHz, double robustness) {
        this.clockHz = clockHz;
        this.sampleHz = sampleHz;
        this.robustness = robustness;
    }

    /** Of RTP timestamps. */
    public int clockHz() {
        return clockHz;
    }

    /** The samples it is best read from and written to; whoever has no others to match takes these. */
    public int sampleHz() {
        return sampleHz;
    }

    /**
     * How well it bears loss: Bpl of the E-model, with concealment. Of G.711 it is that of ITU-T G.113 appendix I; that has none for the
     * others on the scale of narrow band, so they are ours: G.722 conceals worse, Opus no worse.
     */
    public double robustness() {
        return robustness;
    }

    /** Whether it can be read and written at the rate of the other one, so that nothing need be resampled. */
    private boolean adapts() {
        return this == OPUS;
    }

    /** The rate at which this coding is read where {@code other} is to be written, or the other way round. */
    public int sampleHzBeside(Coding other) {
        return adapts() && !other.adapts() ? other.sampleHz : sampleHz;
    }

    /** @param rateHz {@link #sampleHz()}, or what {@link #sampleHzBeside} says */
    public AudioDecoder decoder(int rateHz) {
        return switch (this) {
            case PCMU -> new G711Decoder(false);
            case PCMA -> new G711Decoder(true);
            case G722 -> new G722Decoder();
            case OPUS -> new OpusSoundDecoder(rateHz);
        };
    }

    /** @param rateHz {@link #sampleHz()}, or what {@link #sampleHzBeside} says */
    public AudioEncoder encoder(int rateHz) {
        return switch (this) {
            case PCMU -> new G711Encoder(false);
            case PCMA -> new G711Encoder(true);
            case G722 -> new G722Encoder();
            case OPUS -> new OpusSoundEncoder(rateHz);
        };
    }
}
