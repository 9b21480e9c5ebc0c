package org.ringfort.media.relay;

import java.util.List;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.media.srtp.MasterKey;

/** How a leg's packets are sealed. */
public sealed interface Keys {
    /** Not at all: a named exception. */
    record Clear() implements Keys {}

    /**
     * By keys that the signalling carried.
     *
     * @param theirs opens what the peer sends
     * @param identifierBytes octets of master key identifier in what the peer sends
     * @param ours seals what we send
     * @rfc 4568
     */
    record Sdes(MasterKey theirs, int identifierBytes, MasterKey ours) implements Keys {}

    /** By keys that a handshake on the leg's own port will give.
     *  @rfc 5764 */
    record Dtls(DtlsTerms terms) implements Keys {}

    /**
     * By keys that the peer agrees on with another leg's, and that nobody here knows.
     *
     * @param hellos SHA-256 of the Hello that the peer's signalling told, in hexadecimal, for each version of ZRTP that it speaks
     * @rfc 6189 8.1
     */
    record Zrtp(List<String> hellos) implements Keys {
        public Zrtp {
            hellos = List.copyOf(hellos);
        }
    }
}
