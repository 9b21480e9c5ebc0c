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
            output.send(from, ssrc, payload, marker, sequence, timestamp, packet, start, bytes, now);
            return;
        }
        Payload other = otherLaw(payload);
        if (other != null) {
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

    private @Nullable Payload otherLaw(Payload payload) {
        return switch (payload) {
            case PCMU -> output.sends(Payload.PCMA) ? Payload.PCMA : null;
            case PCMA -> output.sends(Payload.PCMU) ? Payload.PCMU : null;
            case G722, OPUS, EVENT -> null;
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
