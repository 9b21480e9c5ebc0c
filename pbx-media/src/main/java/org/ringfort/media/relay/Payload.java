package org.ringfort.media.relay;

import org.jspecify.annotations.Nullable;
import org.ringfort.media.codec.Coding;

/** What a packet may carry; payload types differ from leg to leg, this does not. */
public enum Payload {
    PCMU(Coding.PCMU),
    PCMA(Coding.PCMA),
    G722(Coding.G722),
    OPUS(Coding.OPUS),
    /** Key presses. */
    EVENT(null),
    /** How loud it is while nobody speaks. */
    COMFORT_NOISE(null);

    private final @Nullable Coding coding;
    private final int clockHz;

    Payload(@Nullable Coding coding) {
        this.coding = coding;
        this.clockHz = coding == null ? 8_000 : coding.clockHz();
    }

    /** How speech is coded; absent for what is no speech. */
    @Nullable
    Coding coding() {
        return coding;
    }

    public int clockHz() {
        return clockHz;
    }

    /** Its place in arrays of the hot path. */
    @SuppressWarnings("EnumOrdinal") // never leaves the process
    int slot() {
        return ordinal();
    }
}
