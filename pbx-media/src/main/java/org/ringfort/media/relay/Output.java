package org.ringfort.media.relay;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.port.Outlet;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.media.rtcp.PeerReports;
import org.ringfort.media.srtp.SrtpSender;
import org.ringfort.protocol.rtp.RtpView;

/** What goes from us to a leg's peer: placed on its timeline, sealed, sent. One thread; no allocation. */
final class Output implements PeerReports.Stream {
    private final Outlet port;
    private final Timeline timeline;
    private final int ssrc;
    private final KeyRing keys;
    private final Totals totals;
    private final long[] drops;
    private final int[] payloadTypes = new int[Payload.values().length];

    private @Nullable InetSocketAddress destination;
    private boolean open;
    private boolean clear;
    private long packets;
    private long payloadOctets;
    private int clockHz = 8_000;

    Output(Outlet port, Timeline timeline, int ssrc, KeyRing keys, Totals totals, long[] drops) {
        this.port = port;
        this.timeline = timeline;
        this.ssrc = ssrc;
        this.keys = keys;
        this.totals = totals;
        this.drops = drops;
        Arrays.fill(payloadTypes, -1);
    }

    void agree(Terms terms) {
        clear = terms.clear();
        open = terms.peerReceives();
        for (Payload payload : Payload.values()) {
            payloadTypes[payload.slot()] = terms.sending().getOrDefault(payload, -1);
        }
    }

    void destination(@Nullable InetSocketAddress to) {
        destination = to;
    }

    @Nullable
    InetSocketAddress destination() {
        return destination;
    }

    /** Whether what is sent could reach the peer: it is known where it is, and there are keys where keys are agreed on. */
    boolean reaches() {
        return destination != null && (clear || keys.sender() != null);
    }

    /** Whether the peer takes what {@link #reaches} it: it is not on hold. */
    boolean open() {
        return open;
    }

    boolean sends(Payload payload) {
        return payloadTypes[payload.slot()] >= 0;
    }

    /**
     * Sends one packet whose payload lies in {@code packet}; there is room for a header before it and a tag behind it.
     *
     * @param source whose sequence numbers and timestamps these are
     */
    void send(
            Object source,
            int sourceSsrc,
            Payload payload,
            boolean marker,
            int sequence,
            int timestamp,
            PacketBuffer packet,
            int payloadStart,
            int payloadBytes,
            long nowNanos) {
        InetSocketAddress to = destination;
        SrtpSender seal = keys.sender();
        int type = payloadTypes[payload.slot()];
        if (!open) {
            drop(Drop.HELD);
            return;
        }
        if (to == null || type < 0 || (seal == null && !clear)) {
            drop(Drop.UNSENDABLE);
            return;
        }
        if (!timeline.place(source, sourceSsrc, sequence, timestamp, payload.clockHz(), nowNanos)) {
            drop(Drop.LATE);
            return;
        }
        byte[] octets = packet.octets();
        int start = payloadStart - RtpView.FIXED_HEADER_BYTES;
        boolean marked = marker || (timeline.switched() && payload.coding() != null);
        RtpView.writeHeader(octets, start, marked, type, timeline.sequence(), timeline.timestamp(), ssrc);
        int length = RtpView.FIXED_HEADER_BYTES + payloadBytes;
        if (seal != null) {
            length = seal.sealRtp(octets, start, length);
            if (length < 0) {
                drop(Drop.LATE); // its place was sealed before
                return;
            }
        }
        if (port.send(packet, start, length, to)) {
            packets++;
            payloadOctets += payloadBytes;
            clockHz = payload.clockHz();
            totals.sent();
        } else {
            drop(Drop.UNSENDABLE);
        }
    }

    /** What is sent next stands behind a source's packet of that number, which it has sent nothing behind. */
    void insert(Object source, int sourceSsrc, int behind) {
        if (open && reaches()) {
            timeline.insert(source, sourceSsrc, behind);
        }
    }

    /** A source's packet of that number is not sent, and is not lost. */
    void leaveOut(Object source, int sourceSsrc, int sequence) {
        timeline.leaveOut(source, sourceSsrc, sequence);
    }

    /**
     * Sends a datagram that is sealed for the peer by somebody else, as it is.
     *
     * @param evenOnHold whether it goes to a peer that is to hear nothing, too
     * @return whether it was sent; where it was not, that is counted
     */
    boolean pass(PacketBuffer packet, int lengthBytes, boolean evenOnHold) {
        InetSocketAddress to = destination;
        if (!open && !evenOnHold) {
            drop(Drop.HELD);
            return false;
        }
        if (to == null || !port.send(packet, 0, lengthBytes, to)) {
            drop(Drop.UNSENDABLE);
            return false;
        }
        packets++;
        totals.sent();
        return true;
    }

    void drop(Drop reason) {
        drops[reason.slot()]++;
        totals.drop(reason);
    }

    @Override
    public int ssrc() {
        return ssrc;
    }

    @Override
    public long packets() {
        return packets;
    }

    @Override
    public long places() {
        return timeline.places();
    }

    long payloadOctets() {
        return payloadOctets;
    }

    boolean clear() {
        return clear;
    }

    int timestampAt(long nowNanos) {
        return timeline.timestampAt(nowNanos, clockHz);
    }
}
