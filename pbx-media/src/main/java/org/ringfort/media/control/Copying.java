package org.ringfort.media.control;

import org.ringfort.contract.media.v1.CopyCallRequest;
import org.ringfort.media.session.CopyOrder;
import org.ringfort.media.session.EdgeName;

/** Copies for recording servers in the words of the contract. Pure. */
final class Copying {
    private Copying() {}

    static CopyOrder order(CopyCallRequest request) {
        return new CopyOrder(
                request.getSessionId(),
                new EdgeName(request.getEdgeId(), request.getIncarnation()),
                request.getCallSessionId(),
                request.getLegsList().stream()
                        .map(leg -> new CopyOrder.Stream(leg.getLegId(), leg.getCopiedLegId(), leg.getLabel()))
                        .toList(),
                Policies.floor(request.getPolicy(), request.getSignallingSecured()));
    }
}
