package org.ringfort.media.relay;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.G711;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.protocol.rtp.RtpView;

/**
 * The last step toward a leg's peer: as it came where the peer takes it so; from one law of G.711 to the other in place; else
 * by way of a {@link Recoding}, and then key presses go that way too, so that all keeps one order. The loop's thread.
 */
final class Crossing {
    private final RelayLoop loop;
    private final Output output;
    /** By what comes in; all of one source. */
    private final @Nullable Recoding[] recodings = new Recoding[Payload.values().length];

    private @Nullable Object source;
    /** The last that spoke; absent while nothing need be recoded. */
    private @Nullable Recoding speaking;

    private @Nullable Payload target;
    /** What was said last without recoding, and by whom. */
    private @Nullable Payload said;

    private @Nullable Object sayer;

    Crossing(RelayLoop loop, Output output) {
        this.loop = loop;
        this.output = output;
    }

    void agree(Terms terms) {
        Payload first = terms.sending().keySet().stream()
                .filter(payload -> payload.coding() != null)
                .findFirst()
                .orElse(null);
        if (first != target) {
            target = first;
            forget(null);
        }
    }

    private void forget(@Nullable Object next) {
        source = next;
        speaking = null;
        Arrays.fill(recodings, null);
    }

    /** What another leg's peer says. */
    void send(Object from, Payload payload, RtpView view, PacketBuffer packet, int bytes, long now) {
        send(
                from,
                view.ssrc(),
                payload,
                view.marker(),
                view.sequence(),
                view.timestamp(),
                packet,
                view.payloadStart(),
                bytes,
                now);
    }

    /** What the peer is to hear; as {@link Output#send}. */
    void send(
            Object from,
            int ssrc,
            Payload payload,
            boolean marker,
            int sequence,
            int timestamp,
            PacketBuffer packet,
            int start,
            int bytes,
            long now) {
        if (output.sends(payload) && (payload != Payload.EVENT || speaking == null || !from.equals(source))) {
            plain(from, payload, payload);
            output.send(from, ssrc, payload, marker, sequence, timestamp, packet, start, bytes, now);
            return;
        }
        Payload other = otherLaw(payload);
        if (other != null) {
            plain(from, payload, other);
            byte[] octets = packet.octets();
            for (int at = start; at < start + bytes; at++) {
                octets[at] = payload == Payload.PCMU ? G711.muToA(octets[at]) : G711.aToMu(octets[at]);
            }
            output.send(from, ssrc, other, marker, sequence, timestamp, packet, start, bytes, now);
            return;
        }
        byte[] copy = Arrays.copyOfRange(packet.octets(), start, start + bytes);
        if (!recode(from, ssrc, payload, marker, sequence, timestamp, copy)) {
            output.drop(target == null ? Drop.UNSENDABLE : Drop.BUSY);
        }
    }

    /** One packet is not to be heard: it is a pause, no loss. */
    void skip(Object from, RtpView view) {
        Recoding coder = from.equals(source) ? speaking : null;
        if (coder != null) {
            coder.skip(view.ssrc(), view.sequence());
        } else {
            output.leaveOut(from, view.ssrc(), view.sequence());
        }
    }

    /** What was recoded before, a pause perhaps, need not be any more. */
    private void plain(Object from, Payload payload, Payload sent) {
        if (payload.coding() == null) {
            return;
        }
        said = sent;
        sayer = from;
        if (speaking != null && from.equals(source)) {
            forget(from);
        }
    }

    /**
     * 20 ms of a pause: told as they came where the peer takes that, and speech as it comes; else noise, so that nobody takes the line
     * for broken.
     *
     * @param packet the one that tells of it, where one does; nobody needs it any more
     */
    void lull(Object from, Lull lull, PacketBuffer packet, long now) {
        boolean recodes = speaking != null && from.equals(source);
        Payload payload = recodes ? null : unspoken(from);
        if (payload == null) {
            if (!recode(from, lull)) {
                output.drop(target == null ? Drop.UNSENDABLE : Drop.BUSY);
            }
            return;
        }
        int start = RtpView.FIXED_HEADER_BYTES;
        int bytes = Lull.FRAME_SAMPLES;
        if (payload == Payload.COMFORT_NOISE) {
            if (!lull.told()) {
                return; // the peer makes its own
            }
            start = lull.payloadStart();
            bytes = lull.payloadBytes();
        } else {
            lull.write(packet.octets(), start, payload == Payload.PCMA);
        }
        if (!lull.told()) {
            output.insert(from, lull.ssrc(), lull.sequence());
        }
        output.send(from, lull.ssrc(), payload, false, lull.sequence(), lull.timestamp(), packet, start, bytes, now);
    }

    /** What the peer takes of a pause without recoding: best in what was said to it before. */
    private @Nullable Payload unspoken(Object from) {
        if (output.sends(Payload.COMFORT_NOISE)) {
            return Payload.COMFORT_NOISE;
        }
        Payload before = from.equals(sayer) ? said : null;
        if (before == target && before != Payload.PCMU && before != Payload.PCMA && before != null) {
            return null;
        }
        if (before == Payload.PCMA && output.sends(Payload.PCMA)) {
            return Payload.PCMA;
        }
        return output.sends(Payload.PCMU) ? Payload.PCMU : output.sends(Payload.PCMA) ? Payload.PCMA : null;
    }

    private boolean recode(Object from, Lull lull) {
        Payload to = target;
        if (to == null || to.coding() == null) {
            return false;
        }
        if (!from.equals(source)) {
            forget(from);
        }
        Recoding coder = speaking != null ? speaking : recoding(Payload.PCMU, to.coding());
        speaking = coder;
        return coder != null && coder.lull(lull);
    }

    private @Nullable Payload otherLaw(Payload payload) {
        return switch (payload) {
            case PCMU -> output.sends(Payload.PCMA) ? Payload.PCMA : null;
            case PCMA -> output.sends(Payload.PCMU) ? Payload.PCMU : null;
            case G722, OPUS, EVENT, COMFORT_NOISE -> null;
        };
    }

    private boolean recode(
            Object from, int ssrc, Payload payload, boolean marker, int sequence, int timestamp, byte[] octets) {
        Payload to = target;
        if (to == null || to.coding() == null || (payload == Payload.EVENT && !output.sends(payload))) {
            return false;
        }
        if (!from.equals(source)) {
            forget(from);
        }
        Recoding coder = speaking;
        if (payload == Payload.EVENT) {
            return coder != null && coder.event(ssrc, sequence, timestamp, marker, octets);
        }
        coder = recoding(payload, to.coding());
        speaking = coder;
        return coder != null && coder.speech(ssrc, sequence, timestamp, octets);
    }

    private @Nullable Recoding recoding(Payload payload, Coding to) {
        Coding coding = payload.coding();
        Recoding known = recodings[payload.slot()];
        if (known != null || coding == null) {
            return known;
        }
        Recoding fresh = new Recoding(loop, coding, to, this::recoded);
        recodings[payload.slot()] = fresh;
        return fresh;
    }

    private void recoded(Recoding.Packet made) {
        Payload to = made.event() ? Payload.EVENT : target;
        if (to == null || made.of() != speaking) {
            return; // somebody else speaks by now
        }
        int start = RtpView.FIXED_HEADER_BYTES;
        PacketBuffer packet = loop.packet();
        System.arraycopy(made.payload(), 0, packet.octets(), start, made.payload().length);
        output.send(
                made.of(),
                0,
                to,
                made.marker(),
                made.sequence(),
                made.timestamp(),
                packet,
                start,
                made.payload().length,
                loop.now());
    }
}
