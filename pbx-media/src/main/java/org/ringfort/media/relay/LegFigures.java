package org.ringfort.media.relay;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.rtcp.HeardByPeer;
import org.ringfort.media.rtcp.Quality;
import org.ringfort.media.rtcp.Reception;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * A leg as measured, at one moment.
 *
 * @param authenticated packets that opened with the peer's key
 * @param clear packets taken without any
 * @param drops by reason, those of no packet left out
 * @param lostByPeer packets of ours that never came to the peer, by its word; -1: it has not said
 * @param roundTripMicros -1: unknown
 * @param profile of the last keys that its packets were sealed by; absent where there never were any
 * @param heard how the peer says that it hears us
 * @param certificates of the last handshake that gave it keys, also where others came after; absent where none did
 */
public record LegFigures(
        long authenticated,
        long clear,
        long sent,
        long lost,
        int lostByPeer,
        int jitterMicros,
        int roundTripMicros,
        Optional<SrtpProfile> profile,
        Optional<Certificates> certificates,
        Quality quality,
        HeardByPeer heard,
        Map<Drop, Long> drops) {
    public static final LegFigures NONE = new LegFigures(
            0, 0, 0, 0, -1, 0, -1, Optional.empty(), Optional.empty(), Quality.UNKNOWN, HeardByPeer.UNKNOWN, Map.of());

    /**
     * Fingerprints of those who shook hands, as the signalling writes them.
     *
     * @param peer one that the peer's signalling told, of the certificate that it showed
     * @param own what the peer was told of ours
     */
    public record Certificates(String peer, String own) {}

    public LegFigures {
        drops = Map.copyOf(drops);
    }

    /** Datagrams that were not taken for the peer's. */
    public long refused() {
        return drops.entrySet().stream()
                .filter(drop -> drop.getKey().refused())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    static LegFigures of(
            long authenticated,
            long clear,
            Output output,
            Reception reception,
            ReportExchange reports,
            KeyRing keys,
            Quality quality,
            long[] drops) {
        return new LegFigures(
                authenticated,
                clear,
                output.packets(),
                reception.lost(),
                reports.peer().cumulativeLost(),
                reception.begun() ? reception.jitterMicros() : 0,
                reports.roundTripMicros(),
                keys.profile(),
                keys.certificates(),
                quality,
                reports.peer().heard(),
                drops(drops));
    }

    private static Map<Drop, Long> drops(long[] counts) {
        Map<Drop, Long> drops = new EnumMap<>(Drop.class);
        for (Drop drop : Drop.values()) {
            if (counts[drop.slot()] != 0) {
                drops.put(drop, counts[drop.slot()]);
            }
        }
        return drops;
    }
}
