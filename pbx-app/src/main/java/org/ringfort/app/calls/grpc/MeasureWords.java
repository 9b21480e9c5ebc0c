package org.ringfort.app.calls.grpc;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ringfort.app.calls.LegMeasures;
import org.ringfort.app.calls.LegMeasures.PacketFault;
import org.ringfort.contract.measure.v1.RefusedPackets;

/** What media has measured, in our words. Pure. */
final class MeasureWords {
    private MeasureWords() {}

    static LegMeasures measures(org.ringfort.contract.measure.v1.LegMeasures told) {
        Map<PacketFault, Long> refused = new EnumMap<>(PacketFault.class);
        for (RefusedPackets some : told.getRefusedList()) {
            refused.merge(fault(some.getFault()), some.getPackets(), Long::sum);
        }
        return new LegMeasures(
                told.getFingerprints().getPeer(),
                told.getFingerprints().getOwn(),
                refused,
                told.hasPacketsLostByPeer() ? Optional.of(told.getPacketsLostByPeer()) : Optional.empty(),
                told.hasRoundTripUs() ? Optional.of(told.getRoundTripUs()) : Optional.empty(),
                told.getMosLowest(),
                told.getMosMean());
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
