package org.ringfort.media.relay;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.codec.Coding;
import org.ringfort.protocol.rtp.RtpView;

/**
 * Finds the digits that a leg's peer sounds, whatever it speaks in: G.711 on the loop, at two microseconds a packet and without allocation; the rest
 * beside it. The loop's thread.
 */
final class SoundedDigits {
    private final RelayLoop loop;
    private final Consumer<Drop> drops;
    private final ToneStream.Heard heard;
    private final @Nullable ToneStream[] streams = new ToneStream[Payload.values().length];
    private final @Nullable ToneLane[] lanes = new ToneLane[Payload.values().length];
    private @Nullable Payload last;

    /** @param drops counts what is too much to be listened to */
    SoundedDigits(RelayLoop loop, Consumer<Drop> drops, ToneStream.Heard heard) {
        this.loop = loop;
        this.drops = drops;
        this.heard = heard;
    }

    /** Speech, as one packet brings it. */
    void packet(Payload payload, RtpView view, byte[] octets, int lengthBytes) {
        Coding coding = payload.coding();
        if (coding == null) {
            return;
        }
        if (payload != last) {
            silent();
            last = payload;
        }
        int slot = payload.slot();
        int start = view.payloadStart();
        if (beside(payload)) {
            ToneLane lane = lanes[slot];
            if (lane == null) {
                lane = new ToneLane(loop, coding, drops, heard);
                lanes[slot] = lane;
            }
            lane.packet(view.ssrc(), view.sequence(), view.timestamp(), octets, start, lengthBytes);
            return;
        }
        ToneStream stream = streams[slot];
        if (stream == null) {
            stream = new ToneStream(coding, heard);
            streams[slot] = stream;
        }
        stream.packet(view.ssrc(), view.sequence(), view.timestamp(), octets, start, lengthBytes);
    }

    private static boolean beside(Payload payload) {
        return payload != Payload.PCMU && payload != Payload.PCMA;
    }

    /** Nothing has come for a while: what sounded has ended. */
    void silent() {
        Payload before = last;
        ToneStream stream = before == null ? null : streams[before.slot()];
        ToneLane lane = before == null ? null : lanes[before.slot()];
        if (stream != null) {
            stream.silent();
        }
        if (lane != null) {
            lane.silent();
        }
    }

    void forget() {
        Arrays.fill(streams, null);
        Arrays.fill(lanes, null);
        last = null;
    }

    /** Whether the packet heard last may hold a digit; of what is decoded beside the loop that is not known in time. */
    boolean suspects() {
        Payload now = last;
        ToneStream stream = now == null ? null : streams[now.slot()];
        return stream != null && stream.suspects();
    }

    /** How long the digit has lasted that sounds, in ticks of events; 0 where none does. */
    int lasted() {
        Payload now = last;
        ToneStream stream = now == null ? null : streams[now.slot()];
        ToneLane lane = now == null ? null : lanes[now.slot()];
        return stream != null ? stream.lasted() : lane != null ? lane.lasted() : 0;
    }
}
