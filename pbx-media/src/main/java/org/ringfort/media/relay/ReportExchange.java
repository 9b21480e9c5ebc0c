package org.ringfort.media.relay;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.port.LegPorts;
import org.ringfort.media.port.Outlet;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.media.rtcp.Bursts;
import org.ringfort.media.rtcp.PeerReports;
import org.ringfort.media.rtcp.Reception;
import org.ringfort.media.srtp.SrtpSender;
import org.ringfort.protocol.rtp.RtcpWriter;

/**
 * RTCP of one leg: our own reports to its peer, and the peer's about us. Nothing of it crosses to another leg. One thread.
 *
 * @rfc 3550 6.2
 * @rfc 3611 2
 */
final class ReportExchange {
    private static final long INTERVAL_NANOS = 5_000_000_000L;
    /** Seconds from 1900 to 1970. */
    private static final long NTP_EPOCH = 2_208_988_800L;

    private final Output output;
    private final RtcpKeys keys;
    private final Reception reception;
    private final RandomGenerator random;
    private final PeerReports peer;
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] canonicalName;
    private @Nullable InetSocketAddress destination;
    private long dueNanos;
    private boolean scheduled;
    private long packetsAtLastReport;
    private ReportsWanted wanted = ReportsWanted.NOTHING;

    ReportExchange(Output output, RtcpKeys keys, Reception reception, RandomGenerator random) {
        this.output = output;
        this.peer = new PeerReports(output);
        this.keys = keys;
        this.reception = reception;
        this.random = random;
        byte[] name = new byte[12]; // random, so that it tells nothing and links no two calls (RFC 7022)
        random.nextBytes(name);
        this.canonicalName = HexFormat.of().formatHex(name).getBytes(StandardCharsets.US_ASCII);
    }

    void wanted(ReportsWanted agreed) {
        wanted = agreed;
    }

    void destination(@Nullable InetSocketAddress to) {
        destination = to;
    }

    /** A packet that authenticated; false where it cannot be read. */
    boolean received(byte[] octets, int lengthBytes, long nowNanos) {
        return peer.packet(octets, 0, lengthBytes, (int) (ntp() >>> 16), nowNanos);
    }

    /** What the peer tells. */
    PeerReports peer() {
        return peer;
    }

    int roundTripMicros() {
        return peer.roundTripMicros();
    }

    void passed(LegPorts ports, boolean multiplexed, PacketBuffer packet, long nowNanos) {
        if (!scheduled) {
            scheduled = true;
            dueNanos = nowNanos + spread(INTERVAL_NANOS / 2);
        }
        if (nowNanos - dueNanos >= 0) {
            dueNanos = nowNanos + spread(INTERVAL_NANOS);
            if (reception.begun() || output.packets() > 0) {
                send(ports, multiplexed, packet, nowNanos, false);
            }
        }
    }

    void bye(LegPorts ports, boolean multiplexed, PacketBuffer packet, long nowNanos) {
        if (output.packets() > 0) {
            send(ports, multiplexed, packet, nowNanos, true);
        }
    }

    private void send(LegPorts ports, boolean multiplexed, PacketBuffer packet, long nowNanos, boolean bye) {
        SrtpSender seal = keys.sender(!multiplexed);
        InetSocketAddress to = multiplexed ? output.destination() : destination;
        if (to == null || (seal == null && !output.clear())) {
            return;
        }
        writer.begin(packet.octets(), 0);
        if (output.packets() > packetsAtLastReport) {
            writer.senderReport(output.ssrc(), ntp(), output.timestampAt(nowNanos), (int) output.packets(), (int)
                    output.payloadOctets());
        } else {
            writer.receiverReport(output.ssrc());
        }
        boolean silent = output.packets() == packetsAtLastReport;
        packetsAtLastReport = output.packets();
        if (reception.begun()) {
            writer.reportBlock(
                    reception.ssrc(),
                    reception.takeFractionLost(),
                    reception.cumulativeLost(),
                    reception.extendedHighestSequence(),
                    reception.jitterTicks(),
                    peer.lastSenderReport(),
                    peer.delaySinceLastSenderReport(nowNanos));
        }
        writer.canonicalName(output.ssrc(), canonicalName);
        extended(silent, nowNanos);
        if (bye) {
            writer.bye(output.ssrc());
        }
        int length = writer.lengthBytes();
        if (seal != null) {
            length = seal.sealRtcp(packet.octets(), 0, length);
        }
        if (length > 0) {
            Outlet port = multiplexed ? ports.rtp() : ports.rtcp();
            port.send(packet, 0, length, to);
        }
    }

    /** What was asked for, and what we would know: who sends nothing learns from no sender report how long the way is. */
    private void extended(boolean silent, long nowNanos) {
        boolean answers = peer.takeReference();
        boolean tells = wanted.metrics() && reception.begun();
        boolean asks = wanted.roundTrip() && silent;
        if (!answers && !tells && !asks) {
            return;
        }
        writer.extendedReport(output.ssrc());
        if (asks) {
            writer.referenceTime(ntp());
        }
        if (answers) {
            writer.delaySinceReference(
                    peer.referenceFrom(), peer.lastReference(), peer.delaySinceLastReference(nowNanos));
        }
        if (tells) {
            Bursts bursts = reception.bursts();
            writer.voipMetrics(
                    reception.ssrc(),
                    reception.lossRate(),
                    bursts.burstDensity(),
                    bursts.gapDensity(),
                    bursts.burstMillis(),
                    bursts.gapMillis(),
                    Math.max(0, peer.roundTripMicros()) / 1_000);
        }
    }

    /** Between half and one and a half times as long, so that reports of many legs do not fall together. */
    private long spread(long nanos) {
        return nanos / 2 + random.nextLong(nanos);
    }

    private static long ntp() {
        Instant now = Instant.now();
        long fraction = ((long) now.getNano() << 32) / 1_000_000_000L;
        return ((now.getEpochSecond() + NTP_EPOCH) << 32) | fraction;
    }
}
