package org.ringfort.media.negotiation;

import java.util.List;
import java.util.Optional;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute.Direction;

/**
 * What a leg and we have agreed on.
 *
 * @param theirs the key that opens what they send; absent where the keying is not SDES
 * @param identifierBytes octets of master key identifier in what they send
 * @param ours the key that seals what we send
 * @param dtls how the handshake that gives the keys is to go; absent where the keying is not DTLS
 * @param sending formats under the payload types the peer wants, in its order
 * @param receiving formats under the payload types that we told
 * @param direction what is left of both views, as the peer sees it
 * @param rtcpMux RTP and RTCP on one port
 */
public record Agreement(
        RemoteAudio remote,
        Keying keying,
        Optional<MasterKey> theirs,
        int identifierBytes,
        Optional<MasterKey> ours,
        Optional<DtlsTerms> dtls,
        List<Format> sending,
        List<Format> receiving,
        Direction direction,
        boolean rtcpMux) {
    public Agreement {
        sending = List.copyOf(sending);
        receiving = List.copyOf(receiving);
        if (keying == Keying.SDES && (theirs.isEmpty() || ours.isEmpty())) {
            throw new IllegalArgumentException("SDES without keys");
        }
        if (keying == Keying.DTLS && dtls.isEmpty()) {
            throw new IllegalArgumentException("DTLS without terms");
        }
    }

    /** The suite of SDES; that of DTLS the handshake chooses. */
    public Optional<SrtpProfile> profile() {
        return ours.map(MasterKey::profile);
    }

    /** The codecs both may use, in the peer's order. */
    public List<Codec> codecs() {
        return sending.stream().map(Format::codec).toList();
    }
}
