package org.ringfort.media.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.Transcoder;

/**
 * One stream that is decoded and encoded again, beside the loop: packets go in on the loop, and what becomes of them is told
 * on the loop, in order. A stream of which more waits than half a second has too much to say.
 */
final class Recoding {
    private static final int MOST_WAITING = 25;

    private final RelayLoop loop;
    private final CodecLanes.Lane lane;
    private final Transcoder transcoder;
    private final Consumer<Packet> told;
    private final AtomicInteger waiting = new AtomicInteger();
    /** Whether it knows how loud pauses are; the loop's thread. */
    private boolean lulled;

    /**
     * What came out.
     *
     * @param event a key press; else speech
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Packet(Recoding of, boolean event, byte[] payload, int sequence, int timestamp, boolean marker) {}

    /** Work of one packet; called beside the loop. */
    private interface Work {
        void on(Transcoder transcoder, Transcoder.Sink sink);
    }

    Recoding(RelayLoop loop, Coding from, Coding to, Consumer<Packet> told) {
        this.loop = loop;
        this.lane = loop.lanes().next();
        this.transcoder = new Transcoder(from, to);
        this.told = told;
    }

    /** Speech; false where it is too much. */
    boolean speech(int ssrc, int sequence, int timestamp, byte[] payload) {
        return give(false, (coder, sink) -> coder.packet(ssrc, sequence, timestamp, payload, 0, payload.length, sink));
    }

    /** A key press, or a part of one; false where it is too much. */
    boolean event(int ssrc, int sequence, int timestamp, boolean marker, byte[] event) {
        int clockHz = Payload.EVENT.clockHz();
        return give(
                true, (coder, sink) -> coder.event(ssrc, sequence, timestamp, marker, event, clockHz, clockHz, sink));
    }

    /** A packet that is not to be heard; false where it is too much, and is taken for lost. */
    boolean skip(int ssrc, int sequence) {
        return give(false, (coder, sink) -> coder.skip(ssrc, sequence));
    }

    /** 20 ms of a pause; false where it is too much. */
    boolean lull(Lull lull) {
        if (!lull.told() && lulled) {
            return give(false, Transcoder::lull);
        }
        int ssrc = lull.ssrc();
        int sequence = lull.sequence();
        int timestamp = lull.timestamp();
        byte[] told = lull.payload();
        lulled = give(false, (coder, sink) -> coder.lull(ssrc, sequence, timestamp, told, sink));
        return lulled;
    }

    private boolean give(boolean event, Work work) {
        if (waiting.get() >= MOST_WAITING) {
            return false;
        }
        waiting.incrementAndGet();
        try {
            lane.execute(() -> work(event, work));
            return true;
        } catch (RejectedExecutionException full) {
            waiting.decrementAndGet();
            return false;
        }
    }

    /** Beside the loop. A bug of ours is the loop's to tell, as all are. */
    private void work(boolean event, Work work) {
        List<Packet> packets = new ArrayList<>(1);
        Runnable end = () -> packets.forEach(told);
        try {
            work.on(
                    transcoder,
                    (payload, sequence, timestamp, marker) ->
                            packets.add(new Packet(this, event, payload, sequence, timestamp, marker)));
        } catch (RuntimeException | AssertionError fault) { // the codec's own checks
            end = () -> {
                throw new IllegalStateException(fault);
            };
        }
        Runnable telling = end;
        try {
            loop.post(() -> {
                waiting.decrementAndGet();
                telling.run();
            });
        } catch (IllegalStateException behindOrStopped) {
            waiting.decrementAndGet(); // what was made is lost
        }
    }
}
