package org.ringfort.media.relay;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.codec.Coding;
import org.ringfort.protocol.rtp.RtpView;

/** What a listener hears of a leg: G.711 as it comes, anything else as G.711. The loop's thread. */
final class Hearing {
    private final RelayLoop loop;
    private @Nullable Tap listener;
    private final @Nullable Recoding[] recodings = new Recoding[Payload.values().length];
    /** Of what was heard last; absent where that was G.711. */
    private @Nullable Recoding speaking;

    Hearing(RelayLoop loop) {
        this.loop = loop;
    }

    @Nullable
    Tap listener() {
        return listener;
    }

    /** Who listened before is told that it ended. */
    void listener(@Nullable Tap next) {
        Tap before = listener;
        listener = next;
        Arrays.fill(recodings, null);
        speaking = null;
        if (before != null) {
            before.ended();
        }
    }

    /** Every few milliseconds. */
    void passed(long nowNanos) {
        if (listener != null) {
            listener.passed(nowNanos);
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
     * @param aloud false where music takes its place: what nobody in the call hears, no listener does
     */
    void heard(boolean aloud, Payload payload, RtpView view, byte[] octets, int lengthBytes, long nowNanos) {
        Tap listens = listener;
        Coding coding = payload.coding();
        if (!aloud || listens == null || coding == null) {
            return;
        }
        int start = view.payloadStart();
        speaking = null;
        if (payload == Payload.PCMU || payload == Payload.PCMA) {
            listens.heard(octets, start, lengthBytes, payload == Payload.PCMA, view.timestamp(), nowNanos);
            return;
        }
        Recoding recoding = recodings[payload.slot()];
        if (recoding == null) {
            recoding = new Recoding(loop, coding, Coding.PCMU, made -> tell(listens, made));
            recodings[payload.slot()] = recoding;
        }
        speaking = recoding;
        // what is too much for the lane is a gap in what is heard
        recoding.speech(
                view.ssrc(), view.sequence(), view.timestamp(), Arrays.copyOfRange(octets, start, start + lengthBytes));
    }

    /** 20 ms of a pause; as {@link #heard}. */
    void lull(boolean aloud, Lull lull, long nowNanos) {
        Tap listens = listener;
        if (!aloud || listens == null) {
            return;
        }
        if (speaking == null) {
            listens.heard(lull.frame(), 0, Lull.FRAME_SAMPLES, false, lull.timestamp(), nowNanos);
        } else {
            speaking.lull(lull);
        }
    }

    private void tell(Tap to, Recoding.Packet made) {
        if (to.equals(listener)) {
            to.heard(made.payload(), 0, made.payload().length, false, made.timestamp(), loop.now());
        }
    }
}
