package org.ringfort.media.relay;

import org.jspecify.annotations.Nullable;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.protocol.rtp.RtpView;

/**
 * Lets a speaker speak: a packet every 20 ms, each due 20 ms after the one before it was due, so that lateness never adds up. Where
 * nobody speaks there may be music, and where there is none a mix in the place of what the other leg says. A speaker whom nobody could hear, since a handshake is not through, is waited with for {@value #PATIENCE_SECONDS} s, or as long as
 * he wants it. One thread.
 */
final class Voice {
    private static final long FRAME_NANOS = 20_000_000;
    private static final int FRAME_SAMPLES = 160;
    /** Later than this we start afresh instead of sending a burst. */
    private static final long HOPELESS_NANOS = 200_000_000;
    /** Longer than handshakes last: a call that stays without keys ends. */
    private static final int PATIENCE_SECONDS = 10;

    private final Output output;
    private final Crossing crossing;
    private @Nullable Speaker speaker;
    private @Nullable Speaker music;
    private @Nullable Speaker mix;
    private long dueNanos;
    private long patienceUntilNanos;
    private int sequence;
    private int timestamp;

    Voice(Output output, Crossing crossing) {
        this.output = output;
        this.crossing = crossing;
    }

    boolean speaks() {
        return next() != null;
    }

    /** Whether the peer is on hold, with music. */
    boolean plays() {
        return music != null;
    }

    private @Nullable Speaker next() {
        if (speaker != null) {
            return speaker;
        }
        return music != null ? music : mix;
    }

    /** Heard whenever nobody speaks and nothing plays; empty: the other leg. Who was heard before is told nothing. */
    void mix(@Nullable Speaker voices, long now) {
        mix = voices;
        if (speaker == null && music == null) {
            dueNanos = now;
        }
    }

    /** Heard whenever nobody speaks; empty: silence. */
    void music(@Nullable Speaker tune, long now) {
        Speaker before = music;
        music = tune;
        if (speaker == null) {
            dueNanos = now;
        }
        if (before != null) {
            before.ended(true);
        }
    }

    void speak(@Nullable Speaker next, long now) {
        Speaker before = speaker;
        speaker = next;
        dueNanos = now;
        patienceUntilNanos = now + PATIENCE_SECONDS * 1_000_000_000L;
        if (before != null) {
            before.ended(true);
        }
    }

    void passed(long now, PacketBuffer packet) {
        for (Speaker speaks = next(); speaks != null && now - dueNanos >= 0; speaks = next()) {
            if (now - dueNanos > HOPELESS_NANOS) {
                leaveOut((now - dueNanos) / FRAME_NANOS, speaks);
            }
            boolean heard = speaks.waits()
                    ? output.reaches() && output.open()
                    : output.reaches() || now - patienceUntilNanos >= 0;
            if (!heard) {
                speaks.unheard();
                dueNanos += FRAME_NANOS;
                continue;
            }
            boolean aLaw = !output.sends(Payload.PCMU) && output.sends(Payload.PCMA);
            int start = RtpView.FIXED_HEADER_BYTES;
            if (speaks.speak(packet.octets(), start, aLaw)) {
                Payload payload = aLaw ? Payload.PCMA : Payload.PCMU;
                crossing.send(speaks, 0, payload, false, sequence, timestamp, packet, start, FRAME_SAMPLES, now);
                sequence++;
                timestamp += FRAME_SAMPLES;
                dueNanos += FRAME_NANOS;
            } else {
                speaker = speaks.equals(speaker) ? null : speaker;
                music = speaks.equals(music) ? null : music;
                mix = speaks.equals(mix) ? null : mix;
                speaks.ended(false);
            }
        }
    }

    private void leaveOut(long frames, Speaker speaks) {
        dueNanos += frames * FRAME_NANOS;
        timestamp += (int) (frames * FRAME_SAMPLES);
        speaks.missed(frames);
    }
}
