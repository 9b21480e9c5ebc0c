package org.ringfort.media.relay;

/** What a packet may carry; payload types differ from leg to leg, this does not. */
public enum Payload {
    PCMU(8_000),
    PCMA(8_000),
    G722(8_000),
    OPUS(48_000),
    /** Key presses. */
    EVENT(8_000);

    private final int clockHz;

    Payload(int clockHz) {
        this.clockHz = clockHz;
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
