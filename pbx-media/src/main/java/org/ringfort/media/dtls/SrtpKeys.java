package org.ringfort.media.dtls;

import org.ringfort.media.srtp.MasterKey;

/**
 * What a handshake gave, both of one profile.
 *
 * @param theirs opens what the peer sends
 * @param ours seals what we send
 * @param certificates by which each side knew the other
 */
public record SrtpKeys(MasterKey theirs, MasterKey ours, Certificates certificates) {
    /**
     * Who shook hands.
     *
     * @param peer what the signalling told of the certificate that the peer showed
     * @param own what it told the peer of ours
     * @rfc 8122 5
     */
    public record Certificates(Fingerprint peer, Fingerprint own) {}
}
