package org.ringfort.media.negotiation;

import java.util.Optional;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.protocol.sdp.Attribute;

/** Who begins the handshake. Pure.
 *  @rfc 5763 5
 *  @rfc 4145 4.1 */
final class Roles {
    private Roles() {}

    /** Ours where the peer has offered {@code theirs}; absent where it wants no connection. Left to us it stays what it was, and at first the peer's: so its NAT opens. */
    static Optional<DtlsTerms.Role> answering(Attribute.Setup theirs, Optional<DtlsTerms.Role> earlier) {
        return switch (theirs) {
            case ACTIVE -> Optional.of(DtlsTerms.Role.SERVER);
            case PASSIVE -> Optional.of(DtlsTerms.Role.CLIENT);
            case ACTPASS -> Optional.of(earlier.orElse(DtlsTerms.Role.SERVER));
            case HOLDCONN -> Optional.empty();
        };
    }

    /** Ours where we have left it to the peer, and it has chosen; absent where it has not. */
    static Optional<DtlsTerms.Role> answered(Attribute.Setup theirs) {
        return switch (theirs) {
            case ACTIVE -> Optional.of(DtlsTerms.Role.SERVER);
            case PASSIVE -> Optional.of(DtlsTerms.Role.CLIENT);
            case ACTPASS, HOLDCONN -> Optional.empty();
        };
    }

    /** How our answer says it. */
    static Attribute.Setup setup(DtlsTerms.Role ours) {
        return ours == DtlsTerms.Role.CLIENT ? Attribute.Setup.ACTIVE : Attribute.Setup.PASSIVE;
    }

    /** @param floor allows handshakes */
    static DtlsTerms terms(DtlsTerms.Role ours, RemoteAudio remote, RemoteDtls theirs, Floor floor) {
        return new DtlsTerms(
                ours,
                theirs.fingerprints(),
                floor.handshakeProfiles(),
                theirs.association(),
                remote.path().ice().isPresent() ? Optional.empty() : remote.rtp());
    }
}
