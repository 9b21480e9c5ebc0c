package org.ringfort.media.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.ice.IceCredentials;
import org.ringfort.protocol.sdp.Attribute;

/**
 * What we tell a peer of our side of the path.
 *
 * @param dtls absent where there is to be no handshake
 * @param ice what its checks are to prove themselves by; absent where it makes none
 * @param mid the name of the section, where the peer bundles
 * @param hellos of the other leg's peer, where the two agree on keys with each other
 */
record OwnPath(
        Optional<OwnDtls> dtls, Optional<IceCredentials> ice, Optional<String> mid, List<Attribute.ZrtpHash> hellos) {

    /** Our certificate, and who begins. */
    record OwnDtls(Fingerprint certificate, Attribute.Setup setup) {}

    /** The lines of the section; ours is the one candidate, and the only one there will be.
     *  @rfc 8839 5.1 */
    List<Attribute> lines(LocalPort port) {
        List<Attribute> lines = new ArrayList<>();
        lines.addAll(hellos);
        mid.ifPresent(name -> lines.add(new Attribute.Mid(name)));
        dtls.ifPresent(own -> {
            lines.add(new Attribute.Fingerprint(
                    own.certificate().hash(), own.certificate().value()));
            lines.add(own.setup());
        });
        ice.ifPresent(own -> {
            lines.add(new Attribute.IceUfrag(own.usernameFragment()));
            lines.add(new Attribute.IcePwd(own.password()));
            lines.add(Attribute.Candidate.host("1", 1, 65_535, port.address(), port.rtp()));
            lines.add(new Attribute.EndOfCandidates());
        });
        return lines;
    }
}
