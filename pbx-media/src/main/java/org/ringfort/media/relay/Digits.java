package org.ringfort.media.relay;

import java.util.Arrays;
import java.util.function.Consumer;
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
 * goes on as it came. Where the peer's stream begins anew, under another SSRC, nothing more is told of what sounded in the old.
 *
 * @rfc 4733 2.5.1.2
 * @rfc 4733 2.5.1.4
 */
final class Digits {
    private static final long LOST_END_NANOS = KeyPresses.LOST_END_MILLIS * 1_000_000L;
    /** A tone that has not become longer for so long is over, whatever was told of it: beside the loop half a second may wait. */
    private static final long STUCK_NANOS = 1_000_000_000L;
    /** Who is silent for longer behind a digit tells its end to nobody any more. */
    private static final long LATE_END_NANOS = 5_000_000_000L;

    private final RelayLoop loop;
    private final Consumer<Drop> drops;
    private final KeyPresses.Presses presses;
    private final KeyPresses told;
    private boolean wanted;
    private boolean tells;
    private @Nullable SoundedDigits sounded;

    /** What other legs are told of, and what sounds meanwhile already. */
    private SoundedPress press = new SoundedPress();

    private SoundedPress next = new SoundedPress();
    private boolean follows;
    private long grewNanos;
    private long endedNanos;

    private long nowNanos;
    private long lastNanos;
    private boolean hides;
    /** Of an event that the peer tells of a press which we have told of already: under ours. */
    private boolean joins;

    private int joined;
    private int joinedSsrc;
    private int joinedSince;
    /** That event is a press that was counted. */
    private boolean counted;

    /** @param drops counts what is too much to be listened to */
    Digits(RelayLoop loop, Consumer<Drop> drops, KeyPresses.Presses presses) {
        this.loop = loop;
        this.drops = drops;
        this.presses = presses;
        this.told = new KeyPresses((key, durationMillis) -> {
            boolean again = counted;
            counted = false;
            if (!again) {
                presses.pressed(key, durationMillis);
            }
        });
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
        nowNanos = now;
        if (payload == Payload.EVENT) {
            tells(view, octets, lengthBytes, now);
        } else if (wanted && !tells) {
            SoundedDigits listening = sounded;
            if (listening == null) {
                listening = new SoundedDigits(loop, drops, new Found());
                sounded = listening;
            }
            lastNanos = now;
            advance(view.ssrc());
            listening.packet(payload, view, octets, lengthBytes);
            SoundedPress latest = latest();
            if (latest.sounds() && latest.lasts(listening.lasted())) {
                grewNanos = now;
            }
            press.told();
            hides = events && (latest.sounds() || listening.suspects());
            if (hides && (payload == Payload.PCMU || payload == Payload.PCMA)) {
                byte silence = payload == Payload.PCMU ? G711.MU_SILENCE : G711.muToA(G711.MU_SILENCE);
                Arrays.fill(octets, view.payloadStart(), view.payloadStart() + lengthBytes, silence);
                hides = false; // by now there is nothing to hide
            }
        }
    }

    /** One packet more, of that stream. */
    private void advance(int ssrc) {
        boolean late = !press.sounds() && nowNanos - endedNanos > LATE_END_NANOS;
        if (press.tells() && (late || press.ssrc() != ssrc)) {
            if (latest().sounds()) {
                end(latest());
            }
            forget();
        } else if (follows && !press.owesItsEnd()) {
            turn();
        } else {
            press.passed();
        }
    }

    private void turn() {
        SoundedPress before = press;
        press = next;
        next = before;
        before.forget();
        follows = false;
    }

    /** What sounds, or sounded last. */
    private SoundedPress latest() {
        return follows ? next : press;
    }

    private void tells(RtpView view, byte[] octets, int lengthBytes, long now) {
        int start = view.payloadStart();
        char key = KeyPresses.key(octets, start, lengthBytes);
        if (key == 0) {
            return; // the hook or a fax: that says nothing of how it tells keys
        }
        if (!tells) {
            SoundedPress before = latest();
            boolean sounds = before.sounds();
            joins = before.key() == key
                    && before.ssrc() == view.ssrc()
                    && (sounds || now - endedNanos <= LOST_END_NANOS);
            counted = joins && !sounds;
            joined = view.timestamp();
            joinedSsrc = view.ssrc();
            joinedSince = before.since();
            tells = true;
            quiet();
        }
        told.packet(view.ssrc(), octets, start, lengthBytes, view.timestamp(), now);
    }

    /** Whether nobody here is to hear the packet heard last: it holds a tone. */
    boolean hides() {
        return hides;
    }

    /** Sends to another leg what was heard last: as it is, or as the event that it means. */
    void send(
            Crossing to,
            boolean events,
            Object from,
            Payload payload,
            RtpView view,
            PacketBuffer packet,
            int bytes,
            long now) {
        boolean instead = payload.coding() != null && events && press.tells();
        if (!instead) {
            int timestamp = view.timestamp();
            boolean ours = payload == Payload.EVENT && joins && timestamp == joined && view.ssrc() == joinedSsrc;
            timestamp = ours ? joinedSince : timestamp;
            int start = view.payloadStart();
            to.send(from, view.ssrc(), payload, view.marker(), view.sequence(), timestamp, packet, start, bytes, now);
            return;
        }
        int start = RtpView.FIXED_HEADER_BYTES;
        int length = SoundedPress.EVENT_BYTES;
        boolean first = press.write(packet.octets(), start);
        int since = press.since();
        to.send(from, view.ssrc(), Payload.EVENT, first, view.sequence(), since, packet, start, length, now);
    }

    /** The peer says that it says nothing for a while. */
    void lull(long now) {
        nowNanos = now;
        silent();
    }

    /** Every few milliseconds: who falls silent in a tone has ended it. */
    void passed(long now) {
        nowNanos = now;
        told.passed(now);
        if (now - lastNanos > LOST_END_NANOS || now - grewNanos > STUCK_NANOS) {
            silent();
        }
    }

    private void silent() {
        if (latest().sounds() && sounded != null) {
            sounded.silent();
            if (latest().sounds()) { // what is listened to beside the loop answers later
                end(latest());
            }
        }
    }

    private void end(SoundedPress over) {
        over.end();
        endedNanos = nowNanos;
        presses.pressed(over.key(), over.lastedMillis());
    }

    private void forget() {
        press.forget();
        next.forget();
        follows = false;
    }

    /** What sounds counts for nothing. */
    private void quiet() {
        forget();
        if (sounded != null) {
            sounded.forget();
        }
    }

    /** What was found; where the peer has told events since, it is too late. */
    private final class Found implements ToneStream.Heard {
        @Override
        public void began(char digit, int ssrc, int since, int ticks) {
            if (!wanted || tells) {
                return;
            }
            if (latest().sounds()) {
                end(latest()); // nobody could be told of its end
            }
            if (follows) {
                turn();
            }
            follows = press.owesItsEnd();
            latest().begin(digit, ssrc, since, ticks);
            grewNanos = nowNanos;
        }

        @Override
        public void ended(char digit, int lasted) {
            SoundedPress over = latest();
            if (over.sounds() && over.key() == digit) {
                over.lasts(lasted);
                end(over);
            }
        }
    }
}
