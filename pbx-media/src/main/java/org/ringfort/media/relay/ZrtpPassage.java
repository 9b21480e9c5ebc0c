package org.ringfort.media.relay;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.demux.Demux;
import org.ringfort.media.port.LegPorts;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.protocol.rtp.RtpView;
import org.ringfort.protocol.zrtp.ZrtpView;

/**
 * What a leg's peer says where it agrees on keys with the other leg's peer by ZRTP: it passes to that one as it came, octet by
 * octet. The loop's thread; no allocation for a packet.
 *
 * <p>Nothing of it can be opened here, so the peer is known by its Hello alone, whose hash the signalling told: from where that
 * came, and from nowhere else, packets are taken, and there they are sent. No stranger can make such a Hello, but one who
 * has seen it can repeat it, so it counts only from hosts that the peer's signalling names.
 *
 * <p>Speech passes only once the handshake was seen to be finished, so that nobody speaks in clear who believes otherwise: what
 * comes before is dropped, and the word by which one side asks the other to go on in clear is, too. Whether what passes
 * afterwards is sealed only the two ends can tell.
 *
 * @rfc 6189 4.4
 * @rfc 6189 8.1
 */
final class ZrtpPassage {
    private final LegPorts ports;
    private final Output output;
    private final Silence silence;
    private final RelayLoop loop;
    private final ClearSource source = new ClearSource();

    private List<String> told = List.of();
    private byte[][] hellos = {};
    private @Nullable ZrtpView view;
    private @Nullable Terms agreed;
    private @Nullable InetSocketAddress described;
    /** Who the peer is, by the Hello that it told; another one is somebody else. */
    private Object identity = new Object();
    /** Whom our peer has told that it has the keys. */
    private @Nullable Object confirmed;
    /** With whom the handshake is finished. */
    private @Nullable Object secured;

    ZrtpPassage(LegPorts ports, Output output, Silence silence, RelayLoop loop) {
        this.ports = ports;
        this.output = output;
        this.silence = silence;
        this.loop = loop;
    }

    /**
     * New terms. A peer that stays who and where it was is known as before, on hold too, when it may name no address; one that
     * moved is known again by its Hello, or where its signalling says that it now is.
     */
    void agree(Terms terms) {
        agreed = terms;
        if (!(terms.keys() instanceof Keys.Zrtp(List<String> now))) {
            forget(List.of());
            return;
        }
        if (view == null) {
            view = new ZrtpView();
        }
        boolean same = now.equals(told);
        if (!same) {
            forget(now);
        }
        InetSocketAddress where = terms.rtp().orElse(null);
        boolean moved = where != null && !where.equals(described);
        if (!same || moved) {
            described = where;
            source.expect(terms.rtp(), terms.signallingHost());
        }
        InetSocketAddress known = source.fixed();
        if (known != null) {
            output.destination(known);
        }
    }

    private void forget(List<String> next) {
        told = next;
        hellos = next.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        identity = new Object();
        shut();
    }

    private void shut() {
        confirmed = null;
        secured = null;
    }

    /**
     * One datagram of the peer's, as far as can be told.
     *
     * @param to the leg that hears this one; null: none
     * @return whether it passed
     */
    boolean take(
            Terms terms,
            Demux.Kind kind,
            boolean onRtcpPort,
            PacketBuffer packet,
            int length,
            InetSocketAddress from,
            @Nullable ZrtpPassage to) {
        return switch (kind) {
            case ZRTP -> onRtcpPort ? drop(Drop.NOT_MEDIA) : handshake(packet, length, from, to);
            case RTP -> onRtcpPort ? drop(Drop.NOT_MEDIA) : speech(terms, packet, length, from, to);
            case RTCP ->
                onRtcpPort == terms.rtcpMux()
                        ? drop(Drop.NOT_MEDIA)
                        : report(terms, onRtcpPort, packet, length, from, to);
            case STUN, DTLS, OTHER -> drop(Drop.NOT_MEDIA);
        };
    }

    private boolean handshake(PacketBuffer packet, int length, InetSocketAddress from, @Nullable ZrtpPassage to) {
        ZrtpView looked = view;
        if (!source.admits(from)) {
            return drop(Drop.WRONG_SOURCE);
        }
        if (looked == null || !looked.wrap(packet.octets(), 0, length)) {
            return drop(Drop.MALFORMED);
        }
        switch (looked.message()) {
            case HELLO -> {
                if (!announced(looked)) {
                    return drop(Drop.BAD_TAG);
                }
                if (source.fixed() == null) {
                    source.fix(from);
                    output.destination(from);
                }
            }
            case GO_CLEAR, CLEAR_ACK -> {
                ends(to);
                return drop(Drop.NOT_MEDIA);
            }
            case ERROR -> ends(to);
            case CONFIRM_2 -> {
                if (source.fixed() != null && to != null) {
                    confirmed = to.identity;
                }
            }
            case CONF_2_ACK -> {
                if (source.fixed() != null && to != null && identity.equals(to.confirmed)) {
                    secured = to.identity;
                    to.secured = identity;
                }
            }
            case HELLO_ACK,
                    COMMIT,
                    DH_PART_1,
                    DH_PART_2,
                    CONFIRM_1,
                    ERROR_ACK,
                    SAS_RELAY,
                    RELAY_ACK,
                    PING,
                    PING_ACK -> {}
        }
        if (source.fixed() == null) {
            return drop(Drop.WRONG_SOURCE); // before its Hello nobody is the peer
        }
        return pass(to, packet, length, true);
    }

    /** The peer seals no longer, or never will: neither is heard before another handshake. */
    private void ends(@Nullable ZrtpPassage to) {
        if (source.fixed() != null) {
            shut();
            if (to != null) {
                to.shut();
            }
        }
    }

    /** Whether a Hello is one that the peer's signalling told. */
    private boolean announced(ZrtpView hello) {
        for (byte[] hash : hellos) {
            if (hello.hashesTo(hash)) {
                return true;
            }
        }
        return false;
    }

    private boolean speech(
            Terms terms, PacketBuffer packet, int length, InetSocketAddress from, @Nullable ZrtpPassage to) {
        if (!isPeer(from)) {
            return drop(Drop.WRONG_SOURCE);
        }
        if (!finished(to)) {
            return drop(Drop.NO_KEY);
        }
        if (RtpView.headerBytes(packet.octets(), 0, length) < 0) {
            return drop(Drop.MALFORMED);
        }
        if (!terms.peerSends()) {
            return drop(Drop.HELD);
        }
        return pass(to, packet, length, false);
    }

    /** At a port of its own RTCP has no Hello to be known by: there only the very address counts that was described. */
    private boolean report(
            Terms terms,
            boolean onRtcpPort,
            PacketBuffer packet,
            int length,
            InetSocketAddress from,
            @Nullable ZrtpPassage to) {
        InetSocketAddress known = source.fixed();
        boolean peers = onRtcpPort
                ? known != null
                        && from.getAddress().equals(known.getAddress())
                        && from.equals(terms.rtcp().orElse(null))
                : isPeer(from);
        if (!peers) {
            return drop(Drop.WRONG_SOURCE);
        }
        if (!finished(to)) {
            return drop(Drop.NO_KEY);
        }
        if (to == null || !to.passReport(packet, length)) {
            return drop(Drop.UNSENDABLE);
        }
        return heard();
    }

    private boolean isPeer(InetSocketAddress from) {
        InetSocketAddress known = source.fixed();
        if (known == null && secured != null && from.equals(described)) {
            source.fix(from); // it moved after the handshake, and its signalling said where to
            known = from;
        }
        return from.equals(known);
    }

    private boolean finished(@Nullable ZrtpPassage to) {
        return to != null && to.identity.equals(secured) && identity.equals(to.secured);
    }

    private boolean pass(@Nullable ZrtpPassage to, PacketBuffer packet, int length, boolean evenOnHold) {
        if (to == null) {
            return drop(Drop.NO_ROUTE);
        }
        to.output.pass(packet, length, evenOnHold);
        return heard();
    }

    private boolean heard() {
        silence.broken(loop.now());
        return true;
    }

    /** The other peer's RTCP, for ours. */
    private boolean passReport(PacketBuffer packet, int length) {
        Terms terms = agreed;
        if (terms == null || terms.rtcpMux()) {
            return terms != null && output.pass(packet, length, true);
        }
        InetSocketAddress known = source.fixed();
        InetSocketAddress to = terms.rtcp().orElse(null);
        return known != null
                && to != null
                && to.getAddress().equals(known.getAddress())
                && ports.rtcp().send(packet, 0, length, to);
    }

    private boolean drop(Drop reason) {
        output.drop(reason);
        return false;
    }
}
