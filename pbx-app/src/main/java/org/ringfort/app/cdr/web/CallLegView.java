package org.ringfort.app.cdr.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.calls.EndedCall;
import org.ringfort.app.calls.LegMeasures;
import org.ringfort.app.calls.LegSecurity;

/**
 * One leg of a call: who, and its media security report.
 *
 * @param fingerprints absent where no handshake gave keys
 */
record CallLegView(
        String id,
        EndedCall.Role role,
        String number,
        String deviceId,
        int status,
        @Nullable Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        String remoteAddress,
        String userAgent,
        String codec,
        LegSecurityView security,
        @Nullable LegFingerprintsView fingerprints,
        LegPacketsView packets,
        double jitterMs,
        LegQualityView quality,
        String why) {

    record LegSecurityView(
            String transport,
            String tlsVersion,
            String tlsCipher,
            String tlsGroup,
            String tlsClient,
            String legacyZone,
            String keying,
            String profile) {
        static LegSecurityView of(LegSecurity security) {
            return new LegSecurityView(
                    security.transport(),
                    security.tlsVersion(),
                    security.tlsCipher(),
                    security.tlsGroup(),
                    security.tlsClient(),
                    security.zone(),
                    security.keying(),
                    security.srtpProfile());
        }
    }

    /** Of the certificates of a handshake, as "sha-256 AB:CD:…". */
    record LegFingerprintsView(String peer, String own) {
        static @Nullable LegFingerprintsView of(LegMeasures measures) {
            return measures.peerFingerprint().isEmpty()
                    ? null
                    : new LegFingerprintsView(measures.peerFingerprint(), measures.ownFingerprint());
        }
    }

    /**
     * Counted by media.
     *
     * @param lostByPeer packets of ours that never came to the peer, by its word
     * @param faults what was wrong with those that were refused
     */
    record LegPacketsView(
            long authenticated,
            long refused,
            long clear,
            long sent,
            long lost,
            @Nullable Long lostByPeer,
            List<PacketFaultView> faults) {
        static LegPacketsView of(EndedCall.Packets packets, LegMeasures measures) {
            return new LegPacketsView(
                    packets.authenticated(),
                    packets.refused(),
                    packets.clear(),
                    packets.sent(),
                    packets.lost(),
                    measures.lostByPeer().orElse(null),
                    measures.refused().entrySet().stream()
                            .map(some -> new PacketFaultView(some.getKey(), some.getValue()))
                            .toList());
        }
    }

    record PacketFaultView(LegMeasures.PacketFault fault, long packets) {}

    /**
     * How the leg was heard.
     *
     * @param mosLowest opinion score of the worst few seconds, 1 to 4.5
     * @param mosMean over all of it
     * @param heardByPeer absent where the peer does not say
     */
    record LegQualityView(
            @Nullable Double roundTripMs,
            @Nullable Double mosLowest,
            @Nullable Double mosMean,
            @Nullable HeardByPeerView heardByPeer) {
        static LegQualityView of(LegMeasures measures) {
            return new LegQualityView(
                    measures.roundTripMicros().map(micros -> micros / 1000.0).orElse(null),
                    opinion(measures.mosLowest()).orElse(null),
                    opinion(measures.mosMean()).orElse(null),
                    measures.heardByPeer().map(HeardByPeerView::of).orElse(null));
        }

        private static Optional<Double> opinion(int hundredths) {
            return hundredths == 0 ? Optional.empty() : Optional.of(hundredths / 100.0);
        }
    }

    /**
     * How the peer says that it hears us.
     *
     * @param discardedPercent came to it, too late or too early to be heard
     * @param delayMs that it adds itself
     * @param mos its own opinion score, 1 to 5
     */
    record HeardByPeerView(
            double discardedPercent,
            @Nullable Integer delayMs,
            @Nullable Double mos) {
        static HeardByPeerView of(LegMeasures.HeardByPeer heard) {
            return new HeardByPeerView(
                    heard.discardedPermille() / 10.0,
                    heard.delayMillis() == 0 ? null : heard.delayMillis(),
                    LegQualityView.opinion(heard.mos()).orElse(null));
        }
    }

    static CallLegView of(EndedCall.Leg leg) {
        return new CallLegView(
                leg.id(),
                leg.role(),
                leg.number(),
                leg.deviceId(),
                leg.status(),
                leg.startedAt().orElse(null),
                leg.answeredAt().orElse(null),
                leg.endedAt().orElse(null),
                leg.remoteAddress(),
                leg.userAgent(),
                leg.codec(),
                LegSecurityView.of(leg.security()),
                LegFingerprintsView.of(leg.measures()),
                LegPacketsView.of(leg.packets(), leg.measures()),
                leg.packets().jitterMicros() / 1000.0,
                LegQualityView.of(leg.measures()),
                leg.why());
    }
}
