package org.ringfort.media.dtls;

import org.ringfort.media.srtp.MasterKey;

/**
 * What a handshake gave, both of one profile.
 *
 * @param theirs opens what the peer sends
 * @param ours seals what we send
 */
public record SrtpKeys(MasterKey theirs, MasterKey ours) {}
