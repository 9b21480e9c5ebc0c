package org.ringfort.media.control;

import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.session.SupervisionOrder;
import org.ringfort.media.session.SupervisionOrder.Reach;

/** Supervision in the words of the contract. Pure. */
final class Supervising {
    private Supervising() {}

    static Outcome<SupervisionOrder> order(org.ringfort.contract.sound.v1.SupervisionOrder order) {
        return switch (order.getReach()) {
            case SUPERVISION_REACH_LISTEN -> of(Reach.LISTEN, order.getTone());
            case SUPERVISION_REACH_WHISPER -> of(Reach.WHISPER, order.getTone());
            case SUPERVISION_REACH_BARGE -> of(Reach.BARGE, order.getTone());
            case SUPERVISION_REACH_UNSPECIFIED, UNRECOGNIZED ->
                Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "a reach that is not known here");
        };
    }

    private static Outcome<SupervisionOrder> of(Reach reach, boolean tone) {
        return new Outcome.Agreed<>(new SupervisionOrder(reach, tone));
    }
}
