package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;

/** Media is told whose each session is: it lets those of one tenant meet, and nobody else's. */
class MediaTenantTest extends PageScene {
    private static final String TENANT = "tenant-1";

    @Test
    void a_call_is_its_tenants() {
        edge.plan(Plan.newBuilder().setTenantId(TENANT), ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        assertThat(edge.media.offers).extracting(OfferRequest::getTenantId).containsOnly(TENANT);
        hangUp(caller, callee);
        edge.nothingLeft();
    }

    @Test
    void so_is_each_phone_that_hears_a_page() {
        edge.plan(byDave().setTenantId(TENANT), page(120, bob, carol));
        PhoneCall pager = dave.calls("880", "offer of dave");
        pager.hears(200);
        pager.acks();
        PhoneCall first = answers(bob);
        PhoneCall second = answers(carol);
        Until.equal(2, () -> confers(true).size());
        assertThat(edge.media.offers)
                .extracting(OfferRequest::getSessionId)
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(edge.media.offers).extracting(OfferRequest::getTenantId).containsOnly(TENANT);
        over(pager, first, second);
    }
}
