package org.ringfort.media.dtls;

import java.util.List;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * What was agreed on in the signalling for the handshake with a leg's peer.
 *
 * @param role ours
 * @param theirs the peer's certificate must have one of these
 * @param profiles acceptable ones, best first; handshakes have a number for each
 * @param association names the association: where a later offer or answer has another, a new handshake is due
 * @rfc 5763 5
 * @rfc 8842 5
 */
public record DtlsTerms(Role role, List<Fingerprint> theirs, List<SrtpProfile> profiles, String association) {
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

    /** Whether these terms, told after {@code earlier}, speak of the same association. */
    boolean continues(DtlsTerms earlier) {
        return theirs.equals(earlier.theirs) && association.equals(earlier.association);
    }
}
