package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.List;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.LegRole;
import org.ringfort.edge.lamps.CallSeen;
import org.ringfort.edge.lamps.CallSeen.Direction;
import org.ringfort.edge.lamps.CallSeen.Phase;
import org.ringfort.edge.lamps.CallSeen.Side;

/**
 * What of a call shows on the lamps of its extensions. Legs of a carrier belong to no extension and show nothing; of several
 * phones of one extension that ring, what the furthest does is shown.
 *
 * @rfc 4235 3.7.1
 */
final class Sight {
    private Sight() {}

    /** @param rung whether the caller has heard of somebody who rings */
    static CallSeen of(String callId, String tenantId, List<Leg> legs, boolean rung) {
        List<Side> sides = new ArrayList<>();
        for (Leg leg : legs) {
            if (!leg.over() && !leg.outside()) {
                merge(sides, side(leg, rung));
            }
        }
        return new CallSeen(callId, tenantId, sides);
    }

    private static void merge(List<Side> sides, Side another) {
        for (int i = 0; i < sides.size(); i++) {
            Side known = sides.get(i);
            if (known.extension().equals(another.extension()) && known.direction() == another.direction()) {
                if (known.phase().compareTo(another.phase()) < 0) {
                    sides.set(i, another);
                }
                return;
            }
        }
        sides.add(another);
    }

    private static Side side(Leg leg, boolean rung) {
        CallLeg.Builder record = leg.record();
        boolean called = record.getRole() == LegRole.LEG_ROLE_CALLER;
        boolean rings = called ? rung : leg.rings();
        return new Side(
                record.getNumber(),
                called ? Direction.INITIATOR : Direction.RECIPIENT,
                record.getAnsweredAtMs() > 0 ? Phase.CONFIRMED : rings ? Phase.EARLY : Phase.TRYING,
                leg.held(),
                leg.faces());
    }
}
