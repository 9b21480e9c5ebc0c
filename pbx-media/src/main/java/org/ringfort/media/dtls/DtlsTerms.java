package org.ringfort.media.dtls;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * What was agreed on in the signalling for the handshake with a leg's peer.
 *
 * @param role ours
 * @param theirs the peer's certificate must have one of these
 * @param profiles acceptable ones, best first; handshakes have a number for each
 * @param association its name; "" where it has none
 * @param transport where the peer is, as far as its description says and no check of ICE does
 * @rfc 5763 5
 * @rfc 8842 5
 */
public record DtlsTerms(
        Role role,
        List<Fingerprint> theirs,
        List<SrtpProfile> profiles,
        String association,
        Optional<InetSocketAddress> transport) {
    /** Who begins. */
    public enum Role {
        /** We do. */
        CLIENT,
        /** The peer does. */
        SERVER
    }

    public DtlsTerms {
        theirs = List.copyOf(theirs);
        profiles = List.copyOf(profiles);
        if (theirs.isEmpty() || profiles.isEmpty()) {
            throw new IllegalArgumentException("nobody could be trusted, or nothing agreed on");
        }
        if (!profiles.stream().allMatch(DtlsTerms::knows)) {
            throw new IllegalArgumentException("a suite that handshakes have no number for: " + profiles);
        }
    }

    /** Whether a handshake can agree on {@code profile}; on the others only the signalling can. */
    public static boolean knows(SrtpProfile profile) {
        return Profiles.number(profile).isPresent();
    }

    /**
     * Whether these terms, told after {@code earlier}, speak of the same association. Another certificate, another name, another
     * role or another place ask for a new one; a hold by an address that is none does not.
     *
     * @rfc 8842 3
     */
    boolean continues(DtlsTerms earlier) {
        boolean moved = transport.isPresent() && earlier.transport.isPresent() && !transport.equals(earlier.transport);
        return role == earlier.role
                && theirs.equals(earlier.theirs)
                && association.equals(earlier.association)
                && !moved;
    }
}
