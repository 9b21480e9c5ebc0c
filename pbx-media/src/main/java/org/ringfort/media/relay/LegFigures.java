package org.ringfort.media.relay;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.rtcp.Quality;
import org.ringfort.media.srtp.SrtpProfile;

/**
 * A leg as measured, at one moment.
 *
 * @param authenticated packets that opened with the peer's key
 * @param clear packets taken without any
 * @param drops by reason, those of no packet left out
 * @param roundTripMicros -1: unknown
 * @param profile what its packets are sealed by; absent before a handshake is through, and without SRTP
 */
public record LegFigures(
        long authenticated,
        long clear,
        long sent,
        long lost,
        int jitterMicros,
        int roundTripMicros,
        Optional<SrtpProfile> profile,
        Quality quality,
        Map<Drop, Long> drops) {
    public static final LegFigures NONE =
            new LegFigures(0, 0, 0, 0, 0, -1, Optional.empty(), Quality.UNKNOWN, Map.of());

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

    static Map<Drop, Long> drops(long[] counts) {
        Map<Drop, Long> drops = new EnumMap<>(Drop.class);
        for (Drop drop : Drop.values()) {
            if (counts[drop.slot()] != 0) {
                drops.put(drop, counts[drop.slot()]);
            }
        }
        return drops;
    }
}
