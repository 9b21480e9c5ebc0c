package org.ringfort.media.relay;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.codec.G711;
import org.ringfort.media.dtmf.KeyPresses;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.protocol.rtp.RtpView;

/**
 * The keys that a leg's peer presses: told in events, or sounded where its device is said to. Who tells one event is believed from then on, and
 * what it sounds beside that counts for nothing, so that no press counts twice. The loop's thread; no allocation on it.
 *
 * <p>What is sounded goes on as an event where the other leg takes events: in place of the packets that hold the tone, under their
 * sequence numbers, with the moment at which the tone began. The first packet or two have gone as they were by then. Where the other leg takes none, the tone
 * goes on as it came.
 *
 * @rfc 4733 2.5.1.2
 * @rfc 4733 2.5.1.4
 */
final class Digits {
    private static final String KEYS = "0123456789*#ABCD";
    private static final long LOST_END_NANOS = KeyPresses.LOST_END_MILLIS * 1_000_000L;
    private static final int ENDS = 3;
    private static final int END = 0x80;
    /** In -dBm0: as loud as most phones sound them. */
    private static final int VOLUME = 10;

    private static final int EVENT_BYTES = 4;
    private static final int MOST_TICKS = 0xffff;

    private final RelayLoop loop;
    private final KeyPresses.Presses presses;
    private final KeyPresses told;
    private boolean wanted;
    private boolean tells;
    private @Nullable SoundedDigits sounded;

    /** What sounds, or sounded last. */
    private char key;

    private boolean sounds;
    private int since;
    private int until;
    private int clockHz = 8_000;
    private boolean marked;
    /** Packets that are to say that it has ended, this one included. */
    private int ends;

    private long lastNanos;
    private boolean hides;
    /** Of an event that the peer tells of a press which we have told of already: under ours. */
    private boolean joins;

    private int joined;

    Digits(RelayLoop loop, KeyPresses.Presses presses) {
        this.loop = loop;
        this.presses = presses;
        this.told = new KeyPresses(presses);
    }

    void agree(Terms terms) {
        wanted = terms.inBandDigits();
        if (!wanted) {
            quiet();
            sounded = null;
        }
    }

    /**
     * What the peer says. A tone in it is silenced, as far as it is known in time, where what it means goes on by itself.
     *
     * @param events whether what is pressed goes on as events, or to nobody
     */
    void heard(Payload payload, RtpView view, byte[] octets, int lengthBytes, boolean events, long now) {
        hides = false;
        if (payload == Payload.EVENT) {
            tells(view, octets, lengthBytes, now);
        } else if (wanted && !tells) {
            SoundedDigits listening = sounded;
            if (listening == null) {
                listening = new SoundedDigits(loop, new Found());
                sounded = listening;
            }
            clockHz = payload.clockHz();
            lastNanos = now;
            ends = Math.max(0, ends - 1);
            listening.packet(payload, view, octets, lengthBytes);
            hides = events && (sounds || listening.suspects());
            if (hides && (payload == Payload.PCMU || payload == Payload.PCMA)) {
                byte silence = payload == Payload.PCMU ? G711.MU_SILENCE : G711.muToA(G711.MU_SILENCE);
                Arrays.fill(octets, view.payloadStart(), view.payloadStart() + lengthBytes, silence);
                hides = false; // by now there is nothing to hide
            }
        }
    }

    private void tells(RtpView view, byte[] octets, int lengthBytes, long now) {
        if (!tells && sounds) {
            joins = true;
            joined = view.timestamp();
        }
        tells = true;
        quiet();
        told.packet(view.ssrc(), octets, view.payloadStart(), lengthBytes, view.timestamp(), now);
    }

    /** Whether nobody here is to hear the packet heard last: it holds a tone. */
    boolean hides() {
        return hides;
    }

    /** Sends to another leg what was heard last: as it is, or as the event that it means. */
    void send(
            Crossing to,
            boolean events,
            RelayLeg from,
            Payload payload,
            RtpView view,
            PacketBuffer packet,
            int bytes,
            long now) {
        boolean instead = payload.coding() != null && events && (sounds || ends > 0);
        if (!instead) {
            boolean ours = payload == Payload.EVENT && joins && view.timestamp() == joined;
            int timestamp = ours ? since : view.timestamp();
            int start = view.payloadStart();
            to.send(from, view.ssrc(), payload, view.marker(), view.sequence(), timestamp, packet, start, bytes, now);
            return;
        }
        int start = RtpView.FIXED_HEADER_BYTES;
        boolean first = marked;
        marked = false;
        write(packet.octets(), start);
        to.send(from, view.ssrc(), Payload.EVENT, first, view.sequence(), since, packet, start, EVENT_BYTES, now);
    }

    private void write(byte[] octets, int start) {
        SoundedDigits listening = sounded;
        if (sounds && listening != null) {
            until = listening.until();
        }
        int ticks = (int) ((long) (until - since) * Payload.EVENT.clockHz() / clockHz);
        ticks = Math.clamp(ticks, 1, MOST_TICKS);
        octets[start] = (byte) KEYS.indexOf(key);
        octets[start + 1] = (byte) (sounds ? VOLUME : END | VOLUME);
        octets[start + 2] = (byte) (ticks >> 8);
        octets[start + 3] = (byte) ticks;
    }

    /** Every few milliseconds: who falls silent in a tone has ended it. */
    void passed(long now) {
        told.passed(now);
        if (now - lastNanos > LOST_END_NANOS) {
            if (sounds && sounded != null) {
                sounded.silent();
            }
            ends = 0;
        }
    }

    /** What sounds counts for nothing. */
    private void quiet() {
        sounds = false;
        ends = 0;
        if (sounded != null) {
            sounded.forget();
        }
    }

    /** What was found; where the peer has told events since, it is too late. */
    private final class Found implements ToneStream.Heard {
        @Override
        public void began(char digit, int sinceTimestamp) {
            if (wanted && !tells) {
                key = digit;
                sounds = true;
                since = sinceTimestamp;
                until = sinceTimestamp;
                marked = true;
                ends = 0;
            }
        }

        @Override
        public void ended(char digit, int sinceTimestamp, int untilTimestamp) {
            if (sounds && key == digit && since == sinceTimestamp) {
                sounds = false;
                until = untilTimestamp;
                ends = ENDS;
                presses.pressed(digit, (untilTimestamp - sinceTimestamp) / (clockHz / 1_000));
            }
        }
    }
}
