package org.ringfort.media.negotiation;

import java.util.Optional;
import org.ringfort.media.ice.IceCredentials;

/**
 * How a peer's packets find their way and their keys.
 *
 * @param dtls absent where it makes no handshake
 * @param ice what it proves its checks by; absent where it makes none
 * @param mid the name of its section, where it bundles; an answer repeats it
 * @rfc 8839 5
 * @rfc 9143 7.3
 */
public record RemotePath(Optional<RemoteDtls> dtls, Optional<IceCredentials> ice, Optional<String> mid) {}
