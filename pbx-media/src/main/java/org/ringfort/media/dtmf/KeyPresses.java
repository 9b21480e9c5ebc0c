package org.ringfort.media.dtmf;

/**
 * Turns the packets of RTP events into key presses, one for each press: an event's packets share a timestamp, its end is
 * sent three times, and all three may be lost. Then the next event, or a silence of {@value #LOST_END_MILLIS} ms, ends it. One
 * thread; no allocation.
 *
 * @rfc 4733 2.5
 */
public final class KeyPresses {
    /** An event's packets come every 20 to 50 ms. */
    public static final int LOST_END_MILLIS = 200;

    private static final String KEYS = "0123456789*#ABCD";
    private static final int EVENT_BYTES = 4;

    private final Presses presses;
    private boolean any;
    private int ssrc;
    private boolean running;
    private int timestamp;
    private int event;
    private int durationTicks;
    private long lastNanos;

    /** Told of each press when it ended. */
    @FunctionalInterface
    public interface Presses {
        void pressed(char key, int durationMillis);
    }

    public KeyPresses(Presses presses) {
        this.presses = presses;
    }

    /** The key that a telephone-event packet tells of; 0 where it is misshapen or tells of something else, such as the hook or a fax. */
    public static char key(byte[] octets, int start, int lengthBytes) {
        int event = lengthBytes < EVENT_BYTES ? KEYS.length() : octets[start] & 0xff;
        return event < KEYS.length() ? KEYS.charAt(event) : 0;
    }

    /**
     * The payload of a telephone-event packet; what is misshapen or no key is ignored.
     *
     * @param from where it is another than before, the stream begins anew: timestamps of before mean nothing
     */
    public void packet(int from, byte[] octets, int start, int lengthBytes, int timestampOfPacket, long nowNanos) {
        if (from != ssrc) {
            ssrc = from;
            finish();
            any = false;
        }
        if (key(octets, start, lengthBytes) == 0) {
            return;
        }
        boolean end = (octets[start + 1] & 0x80) != 0;
        int duration = (octets[start + 2] & 0xff) << 8 | (octets[start + 3] & 0xff);
        if (any && timestampOfPacket != timestamp && timestampOfPacket - timestamp < 0) {
            return; // a late packet of an event that is over
        }
        if (!any || timestampOfPacket != timestamp) {
            finish();
            any = true;
            running = true;
            timestamp = timestampOfPacket;
            event = octets[start] & 0xff;
            durationTicks = 0;
        }
        if (!running) {
            return; // the end said again
        }
        durationTicks = Math.max(durationTicks, duration);
        lastNanos = nowNanos;
        if (end) {
            finish();
        }
    }

    /** Ends an event whose end was lost. */
    public void passed(long nowNanos) {
        if (running && nowNanos - lastNanos > LOST_END_MILLIS * 1_000_000L) {
            finish();
        }
    }

    /** Whether {@link #passed} is wanted. */
    public boolean running() {
        return running;
    }

    private void finish() {
        if (running) {
            running = false;
            presses.pressed(KEYS.charAt(event), durationTicks / 8); // the clock of events is 8000 Hz
        }
    }
}
