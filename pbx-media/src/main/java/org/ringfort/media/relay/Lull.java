package org.ringfort.media.relay;

import java.util.Arrays;
import org.ringfort.media.codec.ComfortNoise;
import org.ringfort.media.codec.G711;
import org.ringfort.protocol.rtp.RtpView;

/**
 * A pause in what a leg's peer says, of which it tells how loud it is there: 20 ms of such noise in place of the packet that tells it,
 * and as much again and again until the peer speaks. It tells as often as it likes; where nothing of it has come for {@value
 * #GONE_SECONDS} s, no reports either, nobody knows that it is there still. One thread; no allocation.
 *
 * @rfc 3389 4
 */
final class Lull {
    static final int FRAME_SAMPLES = 160;

    private static final long FRAME_NANOS = 20_000_000;
    /** Something else may come in time, a little late: half a frame. */
    private static final long GRACE_NANOS = 10_000_000;
    /** Later than this we leave out instead of making a burst. */
    private static final long HOPELESS_NANOS = 200_000_000;

    private static final int MOST_OUT_OF_ORDER = 100;
    private static final int GONE_SECONDS = 20;
    private static final long GONE_NANOS = GONE_SECONDS * 1_000_000_000L;

    private final ComfortNoise noise = new ComfortNoise();
    private final byte[] frame = new byte[FRAME_SAMPLES];
    private boolean begun;
    private boolean made;
    private boolean lasts;
    private boolean told;
    private final byte[] payload = new byte[ComfortNoise.MOST_BYTES];
    private int payloadStart;
    private int payloadBytes;
    private int ssrc;
    private int sequence;
    private int timestamp;
    private long dueNanos;
    private long heardNanos;

    /** The peer tells of it; false where that was before something it told since. */
    boolean tells(RtpView view, byte[] octets, int lengthBytes, long nowNanos) {
        if (isBefore(view)) {
            return false;
        }
        begun = true;
        lasts = true;
        told = true;
        made = false;
        payloadStart = view.payloadStart();
        payloadBytes = lengthBytes;
        System.arraycopy(octets, payloadStart, payload, 0, Math.min(payloadBytes, payload.length));
        noise.tell(octets, payloadStart, payloadBytes);
        ssrc = view.ssrc();
        sequence = view.sequence();
        timestamp = view.timestamp();
        dueNanos = nowNanos + FRAME_NANOS + GRACE_NANOS;
        heardNanos = nowNanos;
        return true;
    }

    /** The peer says something else; what it said before the pause comes late and ends nothing. */
    void broken(RtpView view) {
        if (!isBefore(view)) {
            begun = true;
            lasts = false;
            ssrc = view.ssrc();
            sequence = view.sequence();
        }
    }

    /** Whether it was overtaken by what came before it; who counts from far behind has begun to count anew. */
    private boolean isBefore(RtpView view) {
        int ahead = (short) (view.sequence() - sequence);
        return begun && view.ssrc() == ssrc && ahead < 0 && ahead > -MOST_OUT_OF_ORDER;
    }

    /** A report of the peer's: it is there, and where it has said that it says nothing, that is no silence. */
    void reported(Silence silence, long nowNanos) {
        if (lasts) {
            heardNanos = nowNanos;
            silence.broken(nowNanos);
        }
    }

    /**
     * Whether 20 ms more of it are due; then they are the present ones.
     *
     * @param open whether the peer is to be heard at all
     */
    boolean goesOn(boolean open, long nowNanos) {
        if (!lasts || nowNanos - dueNanos < 0) {
            return false;
        }
        if (!open || nowNanos - heardNanos > GONE_NANOS) {
            lasts = false;
            return false;
        }
        long frames = nowNanos - dueNanos > HOPELESS_NANOS ? (nowNanos - dueNanos) / FRAME_NANOS + 1 : 1;
        timestamp += (int) (frames * FRAME_SAMPLES);
        dueNanos += frames * FRAME_NANOS;
        told = false;
        made = false;
        return true;
    }

    /** Whether these 20 ms stand for the packet that told of it, else for none. */
    boolean told() {
        return told;
    }

    /** What the peer told, to keep; of more than anybody looks at, so much. */
    byte[] payload() {
        return Arrays.copyOf(payload, Math.min(payloadBytes, payload.length));
    }

    /** In the packet that told of it. */
    int payloadStart() {
        return payloadStart;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    /** Whose it is. */
    int ssrc() {
        return ssrc;
    }

    /** Of the packet that told of it, while it lasts. */
    int sequence() {
        return sequence;
    }

    /** Of the present 20 ms, as the peer counts. */
    int timestamp() {
        return timestamp;
    }

    /** The present 20 ms as µ-law; the same to all who hear them. */
    byte[] frame() {
        if (!made) {
            made = true;
            noise.fill(frame, FRAME_SAMPLES);
        }
        return frame;
    }

    /** Writes the present 20 ms, in place of what told of them too. */
    void write(byte[] octets, int at, boolean aLaw) {
        byte[] muLaw = frame();
        for (int index = 0; index < FRAME_SAMPLES; index++) {
            octets[at + index] = aLaw ? G711.muToA(muLaw[index]) : muLaw[index];
        }
    }
}
