package org.ringfort.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom media is taken from that has nothing to prove itself by to us, being without SRTP or sealed for another: the host that the description names, or the
 * one that the signalling comes from (a phone behind NAT knows nothing better), and of these the first address and port that
 * sent something sensible. Fixed until the next offer or answer. One thread; no allocation.
 */
final class ClearSource {
    private @Nullable InetAddress described;
    private @Nullable InetAddress signalling;
    private @Nullable InetSocketAddress fixed;

    /** New terms: the peer may have moved, and is learned once more. */
    void expect(Optional<InetSocketAddress> describedAt, Optional<InetAddress> signallingHost) {
        described = describedAt.map(InetSocketAddress::getAddress).orElse(null);
        signalling = signallingHost.orElse(null);
        fixed = null;
    }

    /** Whether a packet from there may be the peer's. */
    boolean admits(InetSocketAddress from) {
        InetSocketAddress only = fixed;
        if (only != null) {
            return only.equals(from);
        }
        InetAddress host = from.getAddress();
        return host.equals(described) || host.equals(signalling);
    }

    /** The length of a packet that may be the peer's; of another a negative one, as of a seal that does not open. */
    int admitted(int length, InetSocketAddress from) {
        return admits(from) ? length : Integer.MIN_VALUE;
    }

    /** Where the peer is; null while it is not known. */
    @Nullable
    InetSocketAddress fixed() {
        return fixed;
    }

    /** From there a packet came that was admitted and made sense: nobody else is heard any more. */
    void fix(InetSocketAddress from) {
        if (fixed == null) {
            fixed = from;
        }
    }
}
