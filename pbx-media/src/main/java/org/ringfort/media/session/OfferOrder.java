package org.ringfort.media.session;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A leg offered.
 *
 * @param edge who carries its signalling
 * @param tenantId whose call it is: that of the session, where it comes into being; empty: told by nobody
 * @param signallingHost where its signalling comes from, where that is known
 * @param body its session description; empty where it makes no offer
 * @param toward legs that are to be offered in turn; none where media will answer itself
 */
public record OfferOrder(
        String sessionId,
        EdgeName edge,
        String tenantId,
        LegOrder leg,
        Optional<InetAddress> signallingHost,
        Body body,
        List<LegOrder> toward) {
    public OfferOrder {
        toward = List.copyOf(toward);
    }
}
