package org.ringfort.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.demux.Demux;
import org.ringfort.media.ice.IceCredentials;
import org.ringfort.media.ice.LiteAgent;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.media.port.SharedPorts;

/**
 * Finds whose a datagram is that came to one of the ports that legs share. The loop's thread.
 *
 * <p>A source is a leg's once something from it proved itself: a packet that the leg's key opens, or a check with its password. What
 * comes from no such source is looked at by what it says and by whom it may be of, in this order, and each step has a bound:
 *
 * <ol>
 *   <li>a check names the leg's own user name;
 *   <li>the leg whose description names that very address is tried, whatever else goes on: a flood from elsewhere cannot hinder it;
 *   <li>the leg that was last heard under that SSRC: a peer that moved;
 *   <li>legs that wait for their peer, and whose description or signalling names that host;
 *   <li>any that waits, a few at a time and each in its turn, out of a small allowance that all strangers share.
 * </ol>
 *
 * <p>Trying a key changes nothing of a leg and answers nothing: a stranger meets silence. What is remembered of sources is bounded.
 *
 * @rfc 3711 3.3
 * @rfc 7983 7
 */
final class Switchboard {
    private static final int ROUNDS_IN_A_ROW = 8;

    /** Addresses of one peer that count at once. */
    static final int MOST_SOURCES = 8;

    /** Every {@link RelayLoop} tick (5 ms): datagrams of unknown sources that are looked at, and keys tried on them. */
    static final int LOOKS_A_TICK = 256;

    static final int TRIES_BY_HOST_A_TICK = 256;
    static final int TRIES_A_TICK = 64;

    /** Keys that are tried on one datagram. */
    static final int TRIES_A_DATAGRAM = 16;

    private final SharedPorts.Shared port;
    private final boolean rtcpPort;
    private final RelayLoop loop;
    private final Map<SharedPorts.Source, Known> sources = new HashMap<>();
    private final Map<SharedPorts.Source, Line> described = new HashMap<>();
    private final Map<InetAddress, List<Line>> hosts = new HashMap<>();
    private final Map<String, Line> fragments = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Line> waiting = new ArrayList<>();
    private int looks = LOOKS_A_TICK;
    private int triesByHost = TRIES_BY_HOST_A_TICK;
    private int tries = TRIES_A_TICK;
    private int turn;

    /** @param rtcpPort whether this is the port of RTCP alone */
    Switchboard(SharedPorts.Shared port, boolean rtcpPort, RelayLoop loop) {
        this.port = port;
        this.rtcpPort = rtcpPort;
        this.loop = loop;
    }

    /** Every few milliseconds: strangers may be looked at again. */
    void passed() {
        looks = LOOKS_A_TICK;
        triesByHost = TRIES_BY_HOST_A_TICK;
        tries = TRIES_A_TICK;
    }

    /** Takes what waits at the port, though not without end: the loop has time to tell, and others to hear. */
    void receive(PacketBuffer packet) {
        for (int round = 0; round < ROUNDS_IN_A_ROW; round++) {
            int taken = port.receive();
            for (int index = 0; index < taken; index++) {
                loop.totals().received();
                try {
                    datagram(index, packet, port.take(index, packet));
                } catch (RuntimeException fault) {
                    loop.fault(fault); // the others are somebody else's
                }
            }
            if (!port.full(taken)) {
                return;
            }
        }
    }

    private void datagram(int index, PacketBuffer packet, int length) {
        Known known = sources.get(port.source());
        Demux.Kind kind = Demux.kind(packet.octets(), 0, length);
        if (known != null && kind != Demux.Kind.STUN) {
            if (known.line.leg.take(rtcpPort, packet, length, known.address)) {
                if (kind != Demux.Kind.DTLS) {
                    known.line.found(this);
                }
                return;
            }
            if (waiting.isEmpty()) {
                return; // counted as the leg's
            }
        }
        boolean found = length < PacketBuffer.DATAGRAM_BYTES
                && switch (kind) {
                    case STUN -> check(packet, length, known != null);
                    case DTLS -> handshake(packet, length);
                    case RTP, RTCP -> sealed(index, packet, length, kind == Demux.Kind.RTCP);
                    case ZRTP, OTHER -> false;
                };
        if (!found && known == null) {
            loop.totals().drop(Drop.NOBODYS);
        }
    }

    private boolean check(PacketBuffer packet, int length, boolean fromKnown) {
        if (rtcpPort || (!fromKnown && looks-- <= 0)) {
            return false;
        }
        Line line = LiteAgent.addressee(packet.octets(), 0, length)
                .map(fragments::get)
                .orElse(null);
        if (line == null || !line.leg.take(false, packet, length, port.source().known())) {
            return false;
        }
        learn(line);
        return true;
    }

    /** Where no check says whose it is: the one that was described, or the only one of that host. Keys prove it, not this. */
    private boolean handshake(PacketBuffer packet, int length) {
        Line line = described.get(port.source());
        if (line == null && looks-- > 0) {
            List<Line> there = hosts.getOrDefault(port.source().known().getAddress(), List.of());
            line = there.size() == 1 ? there.getFirst() : null;
        }
        return line != null
                && line.leg.take(rtcpPort, packet, length, port.source().known());
    }

    private boolean sealed(int index, PacketBuffer packet, int length, boolean rtcp) {
        Line line = described.get(port.source());
        if (line != null && claims(line, index, packet, length, rtcp)) {
            return true;
        }
        if (looks-- <= 0 || length < 12) {
            return false;
        }
        Line moved = heardAs(ssrc(packet.octets(), rtcp ? 4 : 8));
        if (moved != null && claims(moved, index, packet, length, rtcp)) {
            return true;
        }
        List<Line> there = hosts.getOrDefault(port.source().known().getAddress(), List.of());
        int most = Math.min(there.size(), TRIES_A_DATAGRAM);
        for (int count = 0; count < most && triesByHost-- > 0; count++) {
            if (claims(there.get(Math.floorMod(turn++, there.size())), index, packet, length, rtcp)) {
                return true;
            }
        }
        most = Math.min(waiting.size(), TRIES_A_DATAGRAM);
        for (int count = 0; count < most && tries-- > 0; count++) {
            if (claims(waiting.get(Math.floorMod(turn++, waiting.size())), index, packet, length, rtcp)) {
                return true;
            }
        }
        return false;
    }

    private boolean claims(Line line, int index, PacketBuffer packet, int length, boolean rtcp) {
        port.take(index, packet); // what was tried before may have spoilt the octets
        if (!line.leg.claim(rtcpPort, rtcp, packet, length, port.source().known())) {
            return false;
        }
        learn(line);
        line.found(this);
        return true;
    }

    private @Nullable Line heardAs(int ssrc) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).leg.heardAs(ssrc)) {
                return lines.get(at);
            }
        }
        return null;
    }

    private static int ssrc(byte[] octets, int at) {
        return octets[at] << 24
                | (octets[at + 1] & 0xff) << 16
                | (octets[at + 2] & 0xff) << 8
                | (octets[at + 3] & 0xff);
    }

    private void learn(Line line) {
        Known before = sources.get(port.source());
        if (before == null || before.line != line) {
            SharedPorts.Source source = port.source().copy();
            sources.put(source, new Known(line, source.known()));
            Deque<SharedPorts.Source> of = line.sources(rtcpPort);
            of.addLast(source);
            if (of.size() > MOST_SOURCES) {
                disown(of.removeFirst(), line);
            }
        }
    }

    private void forget(Line line) {
        line.sources(rtcpPort).forEach(source -> disown(source, line));
        line.sources(rtcpPort).clear();
        unexpect(line);
        fragments.values().removeIf(line::equals);
        lines.remove(line);
    }

    private void disown(SharedPorts.Source source, Line line) {
        Known known = sources.get(source);
        if (known != null && known.line == line) {
            sources.remove(source);
        }
    }

    private void unexpect(Line line) {
        described.values().removeIf(line::equals);
        hosts.values().removeIf(there -> there.remove(line) && there.isEmpty());
        waiting.remove(line);
    }

    /** The leg's peer was told, or has told, where and as whom it is. */
    private void expect(Line line, Terms terms) {
        unexpect(line);
        if (!lines.contains(line)) {
            lines.add(line);
        }
        waiting.add(line);
        var told = rtcpPort ? terms.rtcp() : terms.rtp();
        told.flatMap(port::source).ifPresent(source -> described.put(source, line));
        told.map(InetSocketAddress::getAddress).ifPresent(host -> at(host).add(line));
        terms.signallingHost().filter(host -> !at(host).contains(line)).ifPresent(host -> at(host).add(line));
    }

    private List<Line> at(InetAddress host) {
        return hosts.computeIfAbsent(host, any -> new ArrayList<>());
    }

    /** Whose a source is; its address made once. */
    private record Known(Line line, InetSocketAddress address) {}

    /** A leg at the shared ports. */
    static final class Line {
        private final RelayLeg leg;
        private final Switchboard rtp;
        private final Switchboard rtcp;
        private final Deque<SharedPorts.Source> rtpSources = new ArrayDeque<>();
        private final Deque<SharedPorts.Source> rtcpSources = new ArrayDeque<>();
        private boolean waits;
        private boolean waitsForRtcp;

        Line(RelayLeg leg, Switchboard rtp, Switchboard rtcp) {
            this.leg = leg;
            this.rtp = rtp;
            this.rtcp = rtcp;
        }

        /** New terms: the peer may have moved, and is awaited once more. */
        void agreed(Terms terms) {
            waits = true;
            rtp.expect(this, terms);
            rtcp.forget(this);
            if (!terms.rtcpMux()) {
                waitsForRtcp = true;
                rtcp.expect(this, terms);
            }
        }

        /** Checks by these are the leg's. */
        void listens(IceCredentials ours) {
            rtp.fragments.put(ours.usernameFragment(), this);
        }

        private Deque<SharedPorts.Source> sources(boolean ofRtcp) {
            return ofRtcp ? rtcpSources : rtpSources;
        }

        /** Its peer was heard: nobody else's packets are tried on its key any more. */
        private void found(Switchboard by) {
            if (by.rtcpPort ? waitsForRtcp : waits) {
                if (by.rtcpPort) {
                    waitsForRtcp = false;
                } else {
                    waits = false;
                }
                by.unexpect(this);
            }
        }

        void leave() {
            rtp.forget(this);
            rtcp.forget(this);
        }
    }
}
