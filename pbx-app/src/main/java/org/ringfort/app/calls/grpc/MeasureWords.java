package org.ringfort.app.calls.grpc;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.app.calls.LegMeasures;
import org.ringfort.app.calls.LegMeasures.PacketFault;
import org.ringfort.app.calls.LegScore;
import org.ringfort.app.calls.ScoredLeg;
import org.ringfort.contract.measure.v1.LegsScored;
import org.ringfort.contract.measure.v1.RefusedPackets;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.LegId;

/**
 * What media has measured, in our words. Figures without a sign that do not fit ours are the most that does: the record of a
 * call is kept, whatever somebody counted. Pure.
 */
final class MeasureWords {
    /** In hundredths; no opinion score is above. */
    private static final int BEST_SCORE = 450;

    private static final int WORST_TENTHS = 10;
    /** In one message. */
    private static final int MOST_SCORED = 500;

    /** In hundredths, of whoever scores by another scale. */
    private static final int BEST_TOLD_SCORE = 500;

    private static final int MOST_DELAY_MILLIS = 65_535;

    /** The name of the hash, and 64 octets of it. */
    private static final int LONGEST_FINGERPRINT = 200;

    private MeasureWords() {}

    static LegMeasures measures(org.ringfort.contract.measure.v1.LegMeasures told) {
        Map<PacketFault, Long> refused = new EnumMap<>(PacketFault.class);
        for (RefusedPackets some : told.getRefusedList()) {
            refused.merge(fault(some.getFault()), bounded(some.getPackets()), (one, other) -> bounded(one + other));
        }
        return new LegMeasures(
                fingerprint(told.getFingerprints().getPeer()),
                fingerprint(told.getFingerprints().getOwn()),
                refused,
                told.hasPacketsLostByPeer() ? Optional.of(bounded(told.getPacketsLostByPeer())) : Optional.empty(),
                told.hasRoundTripUs() ? Optional.of(bounded(told.getRoundTripUs())) : Optional.empty(),
                Math.min(bounded(told.getMosLowest()), BEST_SCORE),
                Math.min(bounded(told.getMosMean()), BEST_SCORE),
                told.hasHeardByPeer() ? Optional.of(heard(told.getHeardByPeer())) : Optional.empty());
    }

    /** @throws IllegalArgumentException where there are more than the contract has, or one is of no call or leg */
    static List<ScoredLeg> scored(LegsScored told) {
        if (told.getLegsCount() > MOST_SCORED) {
            throw new IllegalArgumentException(told.getLegsCount() + " legs at once");
        }
        return told.getLegsList().stream()
                .map(leg -> new ScoredLeg(
                        CallId.parse(leg.getCallId()),
                        LegId.parse(leg.getLegId()).toString(),
                        score(leg.getScore())))
                .toList();
    }

    private static Optional<LegScore> score(org.ringfort.contract.measure.v1.LegScore told) {
        return grade(told.getGrade())
                .map(grade -> new LegScore(
                        grade,
                        Math.clamp(bounded(told.getMosTenths()), WORST_TENTHS, BEST_SCORE / 10),
                        Math.min(bounded(told.getLossPermille()), 1_000),
                        bounded(told.getJitterMs()),
                        told.hasRoundTripMs() ? Optional.of(bounded(told.getRoundTripMs())) : Optional.empty()));
    }

    private static Optional<LegScore.Grade> grade(org.ringfort.contract.measure.v1.LegScore.Grade told) {
        return switch (told) {
            case GRADE_GOOD -> Optional.of(LegScore.Grade.GOOD);
            case GRADE_FAIR -> Optional.of(LegScore.Grade.FAIR);
            case GRADE_POOR -> Optional.of(LegScore.Grade.POOR);
            case GRADE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static LegMeasures.HeardByPeer heard(org.ringfort.contract.measure.v1.HeardByPeer told) {
        return new LegMeasures.HeardByPeer(
                Math.min(bounded(told.getDiscardedPermille()), 1_000),
                Math.min(bounded(told.getDelayMs()), MOST_DELAY_MILLIS),
                Math.min(bounded(told.getMos()), BEST_TOLD_SCORE));
    }

    /** Two to the 63rd and above reads as less than nothing. */
    private static long bounded(long unsigned) {
        return unsigned < 0 ? Long.MAX_VALUE : unsigned;
    }

    private static int bounded(int unsigned) {
        return unsigned < 0 ? Integer.MAX_VALUE : unsigned;
    }

    private static String fingerprint(String told) {
        return told.length() <= LONGEST_FINGERPRINT ? told : told.substring(0, LONGEST_FINGERPRINT);
    }

    private static PacketFault fault(org.ringfort.contract.measure.v1.PacketFault fault) {
        return switch (fault) {
            case PACKET_FAULT_WRONG_SOURCE -> PacketFault.WRONG_SOURCE;
            case PACKET_FAULT_BAD_TAG -> PacketFault.BAD_TAG;
            case PACKET_FAULT_REPLAYED -> PacketFault.REPLAYED;
            case PACKET_FAULT_MALFORMED -> PacketFault.MALFORMED;
            case PACKET_FAULT_NO_KEY -> PacketFault.NO_KEY;
            case PACKET_FAULT_TOO_MANY_SOURCES -> PacketFault.TOO_MANY_SOURCES;
            case PACKET_FAULT_NOT_MEDIA -> PacketFault.NOT_MEDIA;
            case PACKET_FAULT_UNSPECIFIED, UNRECOGNIZED -> PacketFault.UNKNOWN;
        };
    }
}
