package org.ringfort.app.calls.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfort.app.calls.LegMeasures.PacketFault;
import org.ringfort.contract.measure.v1.Fingerprints;
import org.ringfort.contract.measure.v1.HeardByPeer;
import org.ringfort.contract.measure.v1.LegMeasures;
import org.ringfort.contract.measure.v1.RefusedPackets;

class MeasureWordsTest {
    private static RefusedPackets bad(long packets) {
        return RefusedPackets.newBuilder()
                .setFault(org.ringfort.contract.measure.v1.PacketFault.PACKET_FAULT_BAD_TAG)
                .setPackets(packets)
                .build();
    }

    @Test
    void figures_are_taken_as_they_are() {
        var measures = MeasureWords.measures(LegMeasures.newBuilder()
                .addRefused(bad(3))
                .addRefused(bad(4))
                .setFingerprints(Fingerprints.newBuilder().setPeer("sha-256 AB").setOwn("sha-256 CD"))
                .setPacketsLostByPeer(5)
                .setRoundTripUs(6_000)
                .setMosLowest(310)
                .setMosMean(441)
                .setHeardByPeer(HeardByPeer.newBuilder()
                        .setDiscardedPermille(12)
                        .setDelayMs(60)
                        .setMos(410))
                .build());
        assertThat(measures.refused()).isEqualTo(Map.of(PacketFault.BAD_TAG, 7L));
        assertThat(measures.peerFingerprint()).isEqualTo("sha-256 AB");
        assertThat(measures.ownFingerprint()).isEqualTo("sha-256 CD");
        assertThat(measures.lostByPeer()).contains(5L);
        assertThat(measures.roundTripMicros()).contains(6_000);
        assertThat(measures.mosLowest()).isEqualTo(310);
        assertThat(measures.mosMean()).isEqualTo(441);
        assertThat(measures.heardByPeer()).contains(new org.ringfort.app.calls.LegMeasures.HeardByPeer(12, 60, 410));
    }

    /** All ones are the most that the contract can say; nothing of ours has no sign. */
    @Test
    void figures_that_do_not_fit_are_the_most_that_does() {
        var measures = MeasureWords.measures(LegMeasures.newBuilder()
                .addRefused(bad(-1))
                .addRefused(bad(Long.MAX_VALUE))
                .addRefused(bad(2))
                .setFingerprints(Fingerprints.newBuilder().setPeer("A".repeat(1_000)))
                .setPacketsLostByPeer(-1)
                .setRoundTripUs(-1)
                .setMosLowest(-1)
                .setMosMean(451)
                .setHeardByPeer(HeardByPeer.newBuilder()
                        .setDiscardedPermille(-1)
                        .setDelayMs(-1)
                        .setMos(-1))
                .build());
        assertThat(measures.refused()).isEqualTo(Map.of(PacketFault.BAD_TAG, Long.MAX_VALUE));
        assertThat(measures.peerFingerprint()).hasSize(200);
        assertThat(measures.lostByPeer()).contains(Long.MAX_VALUE);
        assertThat(measures.roundTripMicros()).contains(Integer.MAX_VALUE);
        assertThat(measures.mosLowest()).isEqualTo(450);
        assertThat(measures.mosMean()).isEqualTo(450);
        assertThat(measures.heardByPeer())
                .contains(new org.ringfort.app.calls.LegMeasures.HeardByPeer(1_000, 65_535, 500));
    }
}
