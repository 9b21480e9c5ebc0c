package org.ringfort.media.negotiation;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Payload formats that may pass. What is not here is never offered and never relayed.
 *
 * @rfc 3551 6
 */
public enum Codec {
    PCMU("PCMU", 8_000, 1, 0, 0),
    PCMA("PCMA", 8_000, 1, 8, 8),
    /** Its RTP clock is 8000 Hz by an old mistake that everybody keeps.
     *  @rfc 3551 4.5.2 */
    G722("G722", 8_000, 1, 9, 9),
    OPUS("opus", 48_000, 2, -1, 96),
    TELEPHONE_EVENT("telephone-event", 8_000, 1, -1, 101),
    /** How loud it is while nobody speaks.
     *  @rfc 3389 4 */
    COMFORT_NOISE("CN", 8_000, 1, 13, 13);

    private final String encoding;
    private final int clockHz;
    private final int channels;
    private final int staticType;
    private final int preferredType;

    Codec(String encoding, int clockHz, int channels, int staticType, int preferredType) {
        this.encoding = encoding;
        this.clockHz = clockHz;
        this.channels = channels;
        this.staticType = staticType;
        this.preferredType = preferredType;
    }

    /** The codec of a policy's word, e.g. "PCMU" or "opus". */
    public static Optional<Codec> named(String word) {
        for (Codec codec : values()) {
            if (codec.encoding.equalsIgnoreCase(word)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    static Optional<Codec> of(String encoding, int clockHz, int channels) {
        return named(encoding).filter(codec -> codec.clockHz == clockHz && codec.channels == channels);
    }

    static Optional<Codec> ofStaticType(int payloadType) {
        for (Codec codec : values()) {
            if (codec.staticType == payloadType && payloadType >= 0) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** Whether it carries speech, and does not only stand beside what does. */
    public boolean isAudio() {
        return this != TELEPHONE_EVENT && this != COMFORT_NOISE;
    }

    /** Whether it carries speech of up to 4 kHz alone, and costs next to nothing. */
    boolean isG711() {
        return this == PCMU || this == PCMA;
    }

    public String encoding() {
        return encoding;
    }

    public int clockHz() {
        return clockHz;
    }

    int channels() {
        return channels;
    }

    OptionalInt staticType() {
        return staticType < 0 ? OptionalInt.empty() : OptionalInt.of(staticType);
    }

    int preferredType() {
        return preferredType;
    }

    @Override
    public String toString() {
        return encoding.toLowerCase(Locale.ROOT);
    }
}
