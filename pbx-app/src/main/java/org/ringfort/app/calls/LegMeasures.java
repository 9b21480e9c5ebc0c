package org.ringfort.app.calls;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What media has measured of a leg beyond its counts.
 *
 * @param peerFingerprint of the certificate that the peer showed in the last handshake that gave it keys, as its signalling told
 *     it: "sha-256 AB:CD:…"; empty where there was none
 * @param ownFingerprint of ours, as the peer was told
 * @param refused packets that were not taken for the peer's, by what was wrong with them
 * @param lostByPeer packets of ours that never came to the peer, by its word; empty where it has not said
 * @param roundTripMicros there and back; empty where it is not known
 * @param mosLowest opinion score of the worst few seconds in hundredths; 0: not measured
 * @param mosMean over all of it
 * @param heardByPeer empty where it does not say
 */
public record LegMeasures(
        String peerFingerprint,
        String ownFingerprint,
        Map<PacketFault, Long> refused,
        Optional<Long> lostByPeer,
        Optional<Integer> roundTripMicros,
        int mosLowest,
        int mosMean,
        Optional<HeardByPeer> heardByPeer) {
    /**
     * How the peer says that it hears us.
     *
     * @param discardedPermille came to it, too late or too early to be heard
     * @param delayMillis that it adds itself; 0: unknown
     * @param mos its own opinion score in hundredths; 0: unknown
     */
    public record HeardByPeer(int discardedPermille, int delayMillis, int mos) {}

    /** Why a packet was not taken for the peer's. */
    public enum PacketFault {
        /** In clear, from elsewhere than was signalled. */
        WRONG_SOURCE,
        /** Not sealed with the peer's key. */
        BAD_TAG,
        REPLAYED,
        MALFORMED,
        /** Nothing was agreed yet. */
        NO_KEY,
        TOO_MANY_SOURCES,
        /** Of another protocol, that nobody waited for. */
        NOT_MEDIA,
        /** A later media process knows it. */
        UNKNOWN
    }

    public LegMeasures {
        Map<PacketFault, Long> sorted = new EnumMap<>(PacketFault.class);
        sorted.putAll(refused);
        refused = Collections.unmodifiableMap(sorted);
    }
}
