package org.ringfort.media.negotiation;

import java.util.List;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.protocol.sdp.Attribute;

/**
 * What a peer says of its handshake.
 *
 * @param fingerprints of its certificate, by hashes we know; at least one
 * @param association its name, "" where it has none
 * @rfc 8842 5
 */
public record RemoteDtls(List<Fingerprint> fingerprints, Attribute.Setup setup, String association) {
    public RemoteDtls {
        fingerprints = List.copyOf(fingerprints);
    }
}
