package org.ringfort.media.session;

import java.util.List;

/**
 * A leg offered.
 *
 * @param edge who carries its signalling
 * @param body its session description; empty where it makes no offer
 * @param toward legs that are to be offered in turn; none where media will answer itself
 */
public record OfferOrder(String sessionId, EdgeName edge, LegOrder leg, Body body, List<LegOrder> toward) {
    public OfferOrder {
        toward = List.copyOf(toward);
    }
}
