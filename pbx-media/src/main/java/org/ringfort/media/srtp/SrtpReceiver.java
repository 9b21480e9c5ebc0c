package org.ringfort.media.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.rtp.RtcpView;
import org.ringfort.protocol.rtp.RtpView;

/**
 * Opens what the peer sent under one master key: verify first, then learn, then decrypt. A packet that does not authenticate
 * changes nothing, not even the guess at the roll-over counter. One thread.
 *
 * @rfc 3711 3.3
 */
public final class SrtpReceiver {
    /** Sources that one peer may use under one key; phones take a new one after hold or transfer. */
    private static final int MOST_SOURCES = 64;

    private final PacketCipher cipher;
    private final int tagBytes;
    private final int rtcpTagBytes;
    private final boolean aead;
    private final int identifierBytes;
    private Source[] sources = new Source[0];

    private static final class Source {
        private final int ssrc;
        private final ReplayWindow rtp = new ReplayWindow();
        private final ReplayWindow rtcp = new ReplayWindow();

        Source(int ssrc) {
            this.ssrc = ssrc;
        }
    }

    /**
     * @param identifierBytes octets of the master key identifier in each packet; 0: none
     */
    public SrtpReceiver(MasterKey key, int identifierBytes) {
        this(PacketCipher.of(key), key.profile(), identifierBytes);
    }

    SrtpReceiver(PacketCipher cipher, SrtpProfile profile, int identifierBytes) {
        this.cipher = cipher;
        this.tagBytes = profile.tagBytes();
        this.rtcpTagBytes = profile.rtcpTagBytes();
        this.aead = profile.aead();
        this.identifierBytes = identifierBytes;
    }

    /**
     * Opens an RTP packet in place.
     *
     * @return the length of the plain packet, or a {@link SrtpRefusal}; then the octets may be spoilt
     */
    public int openRtp(byte[] octets, int start, int lengthBytes) {
        int header = RtpView.headerBytes(octets, start, lengthBytes);
        int plain = lengthBytes - tagBytes - identifierBytes;
        if (header < 0 || plain < header || plain - header > CounterModeCipher.LARGEST_PAYLOAD_BYTES) {
            return SrtpRefusal.MALFORMED;
        }
        int ssrc = Octets.integer(octets, start + 8);
        Source source = find(ssrc);
        int sequence = Octets.unsignedShort(octets, start + 2);
        long index = source == null ? sequence : PacketIndex.nearest(source.rtp.highest(), sequence);
        if (source == null && sources.length == MOST_SOURCES) {
            return SrtpRefusal.TOO_MANY_SOURCES;
        }
        if (source != null && !source.rtp.isFresh(index)) {
            return SrtpRefusal.REPLAYED;
        }
        int tagAt = aead ? start + plain : start + plain + identifierBytes;
        if (!cipher.openRtp(octets, start, header, plain, tagAt, ssrc, index)) {
            return SrtpRefusal.BAD_TAG;
        }
        (source == null ? learn(ssrc) : source).rtp.mark(index);
        return plain;
    }

    /**
     * Opens a compound RTCP packet in place.
     *
     * @return the length of the plain packet, or a {@link SrtpRefusal}; then the octets may be spoilt
     */
    public int openRtcp(byte[] octets, int start, int lengthBytes) {
        int plain = lengthBytes - 4 - rtcpTagBytes - identifierBytes;
        if (plain < RtcpView.LEAST_BYTES
                || plain > CounterModeCipher.LARGEST_PAYLOAD_BYTES
                || (octets[start] & 0xc0) != 0x80) {
            return SrtpRefusal.MALFORMED;
        }
        int wordAt = aead ? start + plain + rtcpTagBytes : start + plain;
        int tagAt = aead ? start + plain : start + plain + 4 + identifierBytes;
        int word = Octets.integer(octets, wordAt);
        if (word >= 0) {
            return SrtpRefusal.BAD_TAG; // not encrypted: nobody agreed to that
        }
        int index = word & 0x7fff_ffff;
        int ssrc = Octets.integer(octets, start + 4);
        Source source = find(ssrc);
        if (source == null && sources.length == MOST_SOURCES) {
            return SrtpRefusal.TOO_MANY_SOURCES;
        }
        if (source != null && !source.rtcp.isFresh(index)) {
            return SrtpRefusal.REPLAYED;
        }
        if (!cipher.openRtcp(octets, start, plain, wordAt, tagAt, ssrc, index)) {
            return SrtpRefusal.BAD_TAG;
        }
        (source == null ? learn(ssrc) : source).rtcp.mark(index);
        return plain;
    }

    private @Nullable Source find(int ssrc) {
        for (Source source : sources) {
            if (source.ssrc == ssrc) {
                return source;
            }
        }
        return null;
    }

    private Source learn(int ssrc) {
        Source source = new Source(ssrc);
        sources = Arrays.copyOf(sources, sources.length + 1);
        sources[sources.length - 1] = source;
        return source;
    }
}
