package org.ringfort.edge.b2bua;

import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.edge.phone.PhoneCall;

/** INVITEs and re-INVITEs without an offer. */
class LateOfferTest extends CallScene {
    @Test
    void an_invite_without_offer_is_refused() {
        edge.plan(ring(20, bob));
        PhoneCall caller = alice.calls("102", "");
        caller.hears(488);
        caller.acksFailure();
        edge.nothingLeft();
    }
}
