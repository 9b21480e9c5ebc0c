package org.ringfort.media.relay;

import java.util.concurrent.RejectedExecutionException;
import org.ringfort.media.codec.Coding;

/**
 * A {@link ToneStream} beside the loop, where decoding takes long: packets go in on the loop, and digits are told on the loop. Of packets it has
 * room for half a second, made beforehand; what is more is lost to it. The loop's thread, but for what runs on the lane.
 */
final class ToneLane {
    private static final int MOST_WAITING = 25;
    private static final int MOST_BYTES = 1_500;
    /** In place of a length: nothing has come for a while. */
    private static final int SILENCE = -1;

    private final RelayLoop loop;
    private final CodecLanes.Lane lane;
    private final ToneStream stream;
    private final Slot[] slots = new Slot[MOST_WAITING];
    private int next;

    private final class Slot implements Runnable {
        private final byte[] octets = new byte[MOST_BYTES];
        private int length;
        private int ssrc;
        private int sequence;
        private int timestamp;
        private volatile boolean waits;

        @Override
        public void run() {
            try {
                if (length == SILENCE) {
                    stream.silent();
                } else {
                    stream.packet(ssrc, sequence, timestamp, octets, 0, length);
                }
            } catch (RuntimeException | AssertionError fault) { // a bug of ours is the loop's to tell, as all are
                tell(() -> {
                    throw new IllegalStateException(fault);
                });
            } finally {
                waits = false;
            }
        }
    }

    ToneLane(RelayLoop loop, Coding coding, ToneStream.Heard heard) {
        this.loop = loop;
        this.lane = loop.lanes().next();
        this.stream = new ToneStream(coding, new ToneStream.Heard() {
            @Override
            public void began(char digit, int sinceTimestamp) {
                tell(() -> heard.began(digit, sinceTimestamp));
            }

            @Override
            public void ended(char digit, int sinceTimestamp, int untilTimestamp) {
                tell(() -> heard.ended(digit, sinceTimestamp, untilTimestamp));
            }
        });
        for (int at = 0; at < slots.length; at++) {
            slots[at] = new Slot();
        }
    }

    private void tell(Runnable news) {
        try {
            loop.post(news);
        } catch (IllegalStateException behindOrStopped) {
            return; // nobody is there to be told
        }
    }

    void packet(int ssrc, int sequence, int timestamp, byte[] octets, int start, int length) {
        Slot slot = slots[next];
        if (slot.waits || length > MOST_BYTES) {
            return;
        }
        System.arraycopy(octets, start, slot.octets, 0, length);
        slot.ssrc = ssrc;
        slot.sequence = sequence;
        slot.timestamp = timestamp;
        give(slot, length);
    }

    /** Nothing has come for a while. */
    void silent() {
        if (!slots[next].waits) {
            give(slots[next], SILENCE);
        }
    }

    private void give(Slot slot, int length) {
        slot.length = length;
        slot.waits = true;
        try {
            lane.execute(slot);
            next = (next + 1) % slots.length;
        } catch (RejectedExecutionException full) {
            slot.waits = false;
        }
    }

    /** Up to when the digit that sounds was heard. */
    int until() {
        return stream.until();
    }
}
