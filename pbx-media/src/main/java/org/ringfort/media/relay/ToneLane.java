package org.ringfort.media.relay;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ringfort.media.codec.Coding;

/**
 * A {@link ToneStream} beside the loop, where decoding takes long: packets go in on the loop, and digits are told on the loop. Of packets it has
 * room for half a second, made beforehand; what is more is lost to it, and counted. The loop's thread, but for what runs on the lane.
 */
final class ToneLane {
    static final int MOST_WAITING = 25;
    static final int MOST_BYTES = 1_500;
    /** In place of a length: nothing has come for a while. */
    private static final int SILENCE = -1;

    private final RelayLoop loop;
    private final CodecLanes.Lane lane;
    private final ToneStream stream;
    private final Consumer<Drop> drops;
    private final Slot[] slots = new Slot[MOST_WAITING];
    private int next;
    private volatile boolean silencing;
    /** What the loop had no room to be told; counted when it comes by. */
    private final AtomicInteger untold = new AtomicInteger();

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
                    silencing = false;
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

    /** @param drops counts what is lost to it */
    ToneLane(RelayLoop loop, Coding coding, Consumer<Drop> drops, ToneStream.Heard heard) {
        this.loop = loop;
        this.lane = loop.lanes().next();
        this.drops = drops;
        this.stream = new ToneStream(coding, new ToneStream.Heard() {
            @Override
            public void began(char digit, int ssrc, int since, int ticks) {
                tell(() -> heard.began(digit, ssrc, since, ticks));
            }

            @Override
            public void ended(char digit, int lasted) {
                tell(() -> heard.ended(digit, lasted));
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
            untold.incrementAndGet();
        }
    }

    void packet(int ssrc, int sequence, int timestamp, byte[] octets, int start, int length) {
        if (untold.get() > 0) {
            for (int count = untold.getAndSet(0); count > 0; count--) {
                drops.accept(Drop.BUSY);
            }
        }
        Slot slot = slots[next];
        if (slot.waits || length > MOST_BYTES) {
            drops.accept(Drop.BUSY);
            return;
        }
        System.arraycopy(octets, start, slot.octets, 0, length);
        slot.ssrc = ssrc;
        slot.sequence = sequence;
        slot.timestamp = timestamp;
        if (!give(slot, length)) {
            drops.accept(Drop.BUSY);
        }
    }

    /** Nothing has come for a while. Said once while it waits; where there is no room for it, the next packet shows the pause. */
    void silent() {
        if (!silencing && !slots[next].waits) {
            silencing = true;
            if (!give(slots[next], SILENCE)) {
                silencing = false;
            }
        }
    }

    private boolean give(Slot slot, int length) {
        slot.length = length;
        slot.waits = true;
        try {
            lane.execute(slot);
            next = (next + 1) % slots.length;
            return true;
        } catch (RejectedExecutionException full) {
            slot.waits = false;
            return false;
        }
    }

    /** How long the digit has lasted that sounds, in ticks of events; 0 where none does. */
    int lasted() {
        return stream.lasted();
    }
}
