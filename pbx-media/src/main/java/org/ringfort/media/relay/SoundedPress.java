package org.ringfort.media.relay;

/**
 * A key that a peer sounds, as the event in which another leg is told of it: in every packet how long it has lasted, its end three times. What lasts
 * longer than an event can say goes on in a new segment. Used again for the next; the loop's thread, no allocation.
 *
 * @rfc 4733 2.5.1.3
 * @rfc 4733 2.5.1.4
 */
final class SoundedPress {
    static final int EVENT_BYTES = 4;

    private static final String KEYS = "0123456789*#ABCD";
    private static final int ENDS = 3;
    private static final int END = 0x80;
    /** In -dBm0: as loud as most phones sound them. */
    private static final int VOLUME = 10;

    private static final int MOST_TICKS = 0xffff;

    private char key;
    private int ssrc;
    private int since;
    /** Of the stream's clock, in one of events. */
    private int ticks;

    private boolean sounds;
    private int lasted;
    /** Of that, what segments before this one told. */
    private int toldBefore;

    private boolean full;
    private boolean marked;
    /** Packets that are to say that it has ended. */
    private int ends;

    private boolean endTold;

    /** As {@link ToneStream.Heard#began}. */
    void begin(char digit, int ofSsrc, int sinceTimestamp, int ticksOfAnEventTick) {
        key = digit;
        ssrc = ofSsrc;
        since = sinceTimestamp;
        ticks = ticksOfAnEventTick;
        sounds = true;
        lasted = 0;
        toldBefore = 0;
        full = false;
        marked = true;
        ends = 0;
        endTold = false;
    }

    /**
     * It has lasted so long by now, in ticks of events.
     *
     * @return whether that is longer than before
     */
    boolean lasts(int soLong) {
        boolean longer = soLong > lasted;
        lasted = longer ? soLong : lasted;
        return longer;
    }

    void end() {
        sounds = false;
        ends = ENDS;
        endTold = false;
    }

    /** Nobody is told any more of it. */
    void forget() {
        sounds = false;
        ends = 0;
    }

    boolean sounds() {
        return sounds;
    }

    /** Whether the next packet tells of it. */
    boolean tells() {
        return sounds || ends > 0;
    }

    /** Whether it has ended and no packet could tell so yet. */
    boolean owesItsEnd() {
        return ends > 0 && !endTold;
    }

    /** A packet has gone by. */
    void passed() {
        if (ends > 0 && endTold) {
            ends--;
        }
    }

    /** The present packet tells of it, or might have done. */
    void told() {
        endTold = ends > 0;
    }

    char key() {
        return key;
    }

    int ssrc() {
        return ssrc;
    }

    /** The timestamp of the packet written last: when it began, or its segment did. */
    int since() {
        return since;
    }

    int lastedMillis() {
        return lasted / (Payload.EVENT.clockHz() / 1_000);
    }

    /**
     * Writes the event.
     *
     * @return whether its packet is to be marked as the first
     */
    boolean write(byte[] octets, int start) {
        if (full) {
            full = false;
            since += MOST_TICKS * ticks;
            toldBefore += MOST_TICKS;
        }
        int duration = Math.max(1, lasted - toldBefore);
        if (duration > MOST_TICKS) { // this segment is told to its end, without the end of the event
            duration = MOST_TICKS;
            full = true;
        }
        octets[start] = (byte) KEYS.indexOf(key);
        octets[start + 1] = (byte) (sounds || full ? VOLUME : END | VOLUME);
        octets[start + 2] = (byte) (duration >> 8);
        octets[start + 3] = (byte) duration;
        boolean first = marked;
        marked = false;
        return first;
    }
}
