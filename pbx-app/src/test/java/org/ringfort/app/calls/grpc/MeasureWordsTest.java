package org.ringfort.app.calls.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.app.calls.LegMeasures.PacketFault;
import org.ringfort.app.calls.LegScore.Grade;
import org.ringfort.contract.measure.v1.Fingerprints;
import org.ringfort.contract.measure.v1.HeardByPeer;
import org.ringfort.contract.measure.v1.LegMeasures;
import org.ringfort.contract.measure.v1.LegScore;
import org.ringfort.contract.measure.v1.LegsScored;
import org.ringfort.contract.measure.v1.RefusedPackets;
import org.ringfort.contract.measure.v1.ScoredLeg;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.LegId;

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

    @Test
    void scores_are_taken_as_they_are_and_what_does_not_fit_is_the_most_that_does() {
        CallId call = CallId.next();
        LegId leg = LegId.next();
        assertThat(MeasureWords.scored(LegsScored.newBuilder()
                        .addLegs(scored(
                                call.toString(),
                                leg.toString(),
                                LegScore.newBuilder()
                                        .setGrade(LegScore.Grade.GRADE_POOR)
                                        .setMosTenths(39)
                                        .setLossPermille(51)
                                        .setJitterMs(3)
                                        .setRoundTripMs(60)))
                        .addLegs(scored(
                                call.toString(),
                                leg.toString(),
                                LegScore.newBuilder()
                                        .setGrade(LegScore.Grade.GRADE_POOR)
                                        .setMosTenths(-1)
                                        .setLossPermille(-1)
                                        .setJitterMs(-1)))
                        .addLegs(scored(call.toString(), leg.toString(), LegScore.newBuilder()))
                        .build()))
                .containsExactly(
                        new org.ringfort.app.calls.ScoredLeg(
                                call,
                                leg.toString(),
                                Optional.of(
                                        new org.ringfort.app.calls.LegScore(Grade.POOR, 39, 51, 3, Optional.of(60)))),
                        new org.ringfort.app.calls.ScoredLeg(
                                call,
                                leg.toString(),
                                Optional.of(new org.ringfort.app.calls.LegScore(
                                        Grade.POOR, 45, 1_000, Integer.MAX_VALUE, Optional.empty()))),
                        new org.ringfort.app.calls.ScoredLeg(call, leg.toString(), Optional.empty()));
    }

    @Test
    void scores_of_no_leg_or_more_than_the_contract_has_are_not_taken() {
        ScoredLeg noLeg = scored(CallId.next().toString(), "<script>", LegScore.newBuilder());
        assertThatThrownBy(() -> MeasureWords.scored(
                        LegsScored.newBuilder().addLegs(noLeg).build()))
                .isInstanceOf(IllegalArgumentException.class);
        ScoredLeg leg = scored(CallId.next().toString(), LegId.next().toString(), LegScore.newBuilder());
        assertThat(MeasureWords.scored(LegsScored.newBuilder()
                        .addAllLegs(Collections.nCopies(500, leg))
                        .build()))
                .hasSize(500);
        assertThatThrownBy(() -> MeasureWords.scored(LegsScored.newBuilder()
                        .addAllLegs(Collections.nCopies(501, leg))
                        .build()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ScoredLeg scored(String call, String leg, LegScore.Builder score) {
        return ScoredLeg.newBuilder()
                .setCallId(call)
                .setLegId(leg)
                .setScore(score)
                .build();
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
