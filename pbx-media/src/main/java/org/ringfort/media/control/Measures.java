package org.ringfort.media.control;

import java.util.List;
import java.util.Map;
import org.ringfort.contract.measure.v1.Fingerprints;
import org.ringfort.contract.measure.v1.LegMeasures;
import org.ringfort.contract.measure.v1.LegScore;
import org.ringfort.contract.measure.v1.LegsScored;
import org.ringfort.contract.measure.v1.PacketFault;
import org.ringfort.contract.measure.v1.RefusedPackets;
import org.ringfort.contract.measure.v1.ScoredLeg;
import org.ringfort.media.relay.Drop;
import org.ringfort.media.relay.LegFigures;
import org.ringfort.media.rtcp.HeardByPeer;
import org.ringfort.media.rtcp.Score;
import org.ringfort.media.session.SessionEvent;

/** What was measured of a leg, in the words of the contract. Pure. */
final class Measures {
    private Measures() {}

    static LegMeasures of(LegFigures figures) {
        var measures = LegMeasures.newBuilder()
                .setMosLowest(figures.quality().lowest())
                .setMosMean(figures.quality().mean());
        if (figures.roundTripMicros() >= 0) {
            measures.setRoundTripUs(figures.roundTripMicros());
        }
        if (figures.lostByPeer() >= 0) {
            measures.setPacketsLostByPeer(figures.lostByPeer());
        }
        if (!figures.heard().equals(HeardByPeer.UNKNOWN)) {
            measures.setHeardByPeer(org.ringfort.contract.measure.v1.HeardByPeer.newBuilder()
                    .setDiscardedPermille(figures.heard().discardedPermille())
                    .setDelayMs(figures.heard().delayMillis())
                    .setMos(figures.heard().opinion()));
        }
        figures.certificates()
                .ifPresent(shown -> measures.setFingerprints(
                        Fingerprints.newBuilder().setPeer(shown.peer()).setOwn(shown.own())));
        for (Map.Entry<Drop, Long> drop : figures.drops().entrySet()) {
            if (drop.getKey().refused()) {
                measures.addRefused(RefusedPackets.newBuilder()
                        .setFault(fault(drop.getKey()))
                        .setPackets(drop.getValue()));
            }
        }
        return measures.build();
    }

    static LegsScored scores(List<SessionEvent.ScoredLeg> legs) {
        var scored = LegsScored.newBuilder();
        legs.forEach(leg -> scored.addLegs(ScoredLeg.newBuilder()
                .setCallId(leg.sessionId())
                .setLegId(leg.legId())
                .setScore(score(leg.score()))));
        return scored.build();
    }

    private static LegScore score(Score heard) {
        var score = LegScore.newBuilder()
                .setGrade(
                        switch (heard.grade()) {
                            case NONE -> LegScore.Grade.GRADE_UNSPECIFIED;
                            case GOOD -> LegScore.Grade.GRADE_GOOD;
                            case FAIR -> LegScore.Grade.GRADE_FAIR;
                            case POOR -> LegScore.Grade.GRADE_POOR;
                        })
                .setMosTenths(heard.opinionTenths())
                .setLossPermille(heard.lossPermille())
                .setJitterMs(heard.jitterMillis());
        if (heard.roundTripMillis() >= 0) {
            score.setRoundTripMs(heard.roundTripMillis());
        }
        return score.build();
    }

    private static PacketFault fault(Drop reason) {
        return switch (reason) {
            case WRONG_SOURCE -> PacketFault.PACKET_FAULT_WRONG_SOURCE;
            case BAD_TAG -> PacketFault.PACKET_FAULT_BAD_TAG;
            case REPLAYED -> PacketFault.PACKET_FAULT_REPLAYED;
            case MALFORMED -> PacketFault.PACKET_FAULT_MALFORMED;
            case NO_KEY -> PacketFault.PACKET_FAULT_NO_KEY;
            case TOO_MANY_SOURCES -> PacketFault.PACKET_FAULT_TOO_MANY_SOURCES;
            case NOT_MEDIA -> PacketFault.PACKET_FAULT_NOT_MEDIA;
            case NOBODYS, UNKNOWN_FORMAT, HELD, NO_ROUTE, LATE, UNSENDABLE, BUSY ->
                PacketFault.PACKET_FAULT_UNSPECIFIED; // no leg's, or no fault of the packet
        };
    }
}
