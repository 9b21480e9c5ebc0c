package org.ringfort.media.relay;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.codec.Coding;
import org.ringfort.protocol.rtp.RtpView;

/**
 * What listeners hear of a leg: G.711 as it comes, anything else as G.711. One is the leg's own business (a recorder, a conference), the
 * other listens to the call from outside. Besides, a copy of what is heard may go to another leg's peer, in the codec in which it came
 * where that is taken. The loop's thread.
 */
final class Hearing {
    private final RelayLoop loop;
    private @Nullable Tap listener;
    private @Nullable Tap supervisor;
    private @Nullable Crossing copy;
    private final @Nullable Recoding[] recodings = new Recoding[Payload.values().length];
    /** Of what was heard last; absent where that was G.711. */
    private @Nullable Recoding speaking;

    Hearing(RelayLoop loop) {
        this.loop = loop;
    }

    /** Whether anybody listens. */
    boolean listened() {
        return listener != null || supervisor != null;
    }

    /** Who listened before is told that it ended. */
    void listener(@Nullable Tap next) {
        Tap before = listener;
        listener = next;
        changed(before, supervisor);
    }

    /** Who supervised before is told that it ended. */
    void supervisor(@Nullable Tap next) {
        Tap before = supervisor;
        supervisor = next;
        changed(before, listener);
    }

    /** Where a copy goes; empty: nowhere. */
    void copy(@Nullable Crossing to) {
        copy = to;
    }

    /** No copy goes there any longer. */
    void uncopy(Crossing to) {
        if (to.equals(copy)) {
            copy = null;
        }
    }

    void close() {
        copy = null;
        listener(null);
        supervisor(null);
    }

    private void changed(@Nullable Tap before, @Nullable Tap stays) {
        if (stays == null) {
            Arrays.fill(recodings, null);
            speaking = null;
        }
        if (before != null) {
            before.ended();
        }
    }

    /** Every few milliseconds. */
    void passed(long nowNanos) {
        if (listener != null) {
            listener.passed(nowNanos);
        }
        if (supervisor != null) {
            supervisor.passed(nowNanos);
        }
    }

    void pressed(char key) {
        if (listener != null) {
            listener.pressed(key);
        }
    }

    /**
     * One packet that is let be heard.
     *
     * @param aloud false where music takes its place, or what it means goes on otherwise: what nobody in the call hears, no listener does; it is a
     *     pause to them
     */
    void heard(boolean aloud, Payload payload, RtpView view, byte[] octets, int lengthBytes, long nowNanos) {
        Coding coding = payload.coding();
        if (!aloud || coding == null) {
            skip(view);
            return;
        }
        int start = view.payloadStart();
        if (copy != null) { // sealed where it lies: what the others hear must not be it
            System.arraycopy(octets, start, loop.spare().octets(), start, lengthBytes);
            copy.send(this, payload, view, loop.spare(), lengthBytes, nowNanos);
        }
        if (!listened()) {
            return;
        }
        speaking = null;
        if (payload == Payload.PCMU || payload == Payload.PCMA) {
            tell(octets, start, lengthBytes, payload == Payload.PCMA, view.timestamp(), nowNanos);
            return;
        }
        Recoding recoding = recodings[payload.slot()];
        if (recoding == null) {
            recoding = new Recoding(loop, coding, Coding.PCMU, this::recoded);
            recodings[payload.slot()] = recoding;
        }
        speaking = recoding;
        // what is too much for the lane is a gap in what is heard
        recoding.speech(
                view.ssrc(), view.sequence(), view.timestamp(), Arrays.copyOfRange(octets, start, start + lengthBytes));
    }

    private void skip(RtpView view) {
        if (copy != null) {
            copy.skip(this, view);
        }
        if (speaking != null) {
            speaking.skip(view.ssrc(), view.sequence());
        }
    }

    /** 20 ms of a pause; as {@link #heard}. */
    void lull(boolean aloud, Lull lull, long nowNanos) {
        if (aloud && copy != null) {
            copy.lull(this, lull, loop.spare(), nowNanos);
        }
        if (!aloud || !listened()) {
            return;
        }
        if (speaking == null) {
            tell(lull.frame(), 0, Lull.FRAME_SAMPLES, false, lull.timestamp(), nowNanos);
        } else {
            speaking.lull(lull);
        }
    }

    /** What was made for who listened before is nobody's. */
    private void recoded(Recoding.Packet made) {
        for (Recoding current : recodings) {
            if (made.of() == current) {
                tell(made.payload(), 0, made.payload().length, false, made.timestamp(), loop.now());
            }
        }
    }

    private void tell(byte[] octets, int start, int lengthBytes, boolean aLaw, int timestamp, long nowNanos) {
        if (listener != null) {
            listener.heard(octets, start, lengthBytes, aLaw, timestamp, nowNanos);
        }
        if (supervisor != null) {
            supervisor.heard(octets, start, lengthBytes, aLaw, timestamp, nowNanos);
        }
    }
}
