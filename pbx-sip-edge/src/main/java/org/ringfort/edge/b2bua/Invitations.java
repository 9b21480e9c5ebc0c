package org.ringfort.edge.b2bua;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ringfort.edge.topology.Invitation;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;

/** What the phones of one step were sent, each by a leg of its own. Owned by the call's thread. */
final class Invitations {
    private final Scene scene;
    private final Waiting waiting;
    private final Map<Leg, Invitation> sent = new HashMap<>();

    Invitations(Scene scene, Waiting waiting) {
        this.scene = scene;
        this.waiting = waiting;
    }

    void send(Leg leg, Invitation invitation, Flow flow) {
        SipRequest request = invitation.request();
        sent.put(leg, invitation);
        leg.at(scene.inbox());
        scene.goesOut(request, waiting);
        leg.invite(scene.signalling().send(request, flow, leg::hears));
    }

    /**
     * Asks a phone once more that wants a longer session timer; false where it has had that, or is not there any more.
     *
     * @rfc 4028 7.3
     */
    boolean again(Leg leg, Optional<Flow> flow, SipResponse response) {
        Optional<Invitation> longer = Optional.ofNullable(sent.get(leg))
                .flatMap(asked -> asked.session().after(response).map(asked::with));
        if (longer.isEmpty() || flow.isEmpty()) {
            return false;
        }
        send(leg, longer.get(), flow.get());
        return true;
    }
}
