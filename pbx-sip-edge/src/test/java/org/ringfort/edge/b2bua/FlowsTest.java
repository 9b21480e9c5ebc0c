package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.HeaderName;

/**
 * A phone that is reached by several flows is one phone.
 *
 * @rfc 5626 7
 */
class FlowsTest extends CallScene {
    private final Phone again = edge.phone("102");

    /** Bob's phone by two flows, this one first. */
    private static Step oneOf(Phone... flows) {
        Step step = ring(20, flows);
        var ring = step.getRing().toBuilder();
        ring.getTargetsBuilderList().forEach(target -> target.setPhone("device-102 urn:uuid:1"));
        return step.toBuilder().setRing(ring).build();
    }

    private void answers(PhoneCall caller, PhoneCall callee) {
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        caller.hangsUp();
        callee.answers(callee.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void rfc5626_7_flows_of_one_phone_never_ring_together() {
        edge.plan(oneOf(bob, again));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        caller.hears(180);
        answers(caller, callee);
        assertThat(again.hasHeard(message -> true)).isFalse();
    }

    @Test
    void rfc5626_7_430_and_408_lead_to_the_next_flow() {
        for (int status : new int[] {430, 408}) {
            edge.plan(oneOf(bob, again));
            PhoneCall caller = alice.calls("102", OFFER);
            PhoneCall gone = bob.rings();
            gone.answers(status);
            gone.hears(Method.ACK);
            answers(caller, again.rings());
        }
    }

    @Test
    void rfc5626_7_whatever_else_the_phone_says_is_its_answer() {
        edge.plan(oneOf(bob, again));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(486);
        callee.hears(Method.ACK);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
        assertThat(again.hasHeard(message -> true)).isFalse();
    }

    @Test
    void rfc5626_5_3_a_flow_that_is_gone_or_goes_while_it_rings_leads_to_the_next() {
        Phone third = edge.phone("102");
        edge.plan(oneOf(bob, again, third));
        edge.loop.lose(bob.flow());
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall ringing = again.rings();
        ringing.answers(180);
        caller.hears(180);
        edge.loop.lose(again.flow());
        answers(caller, third.rings());
        assertThat(edge.record().getLegsList())
                .extracting(leg -> leg.getStatus())
                .containsExactly(200, 480, 430, 200);
    }

    @Test
    void rfc5626_7_when_the_last_flow_fails_the_caller_hears_that_nobody_is_there() {
        edge.plan(oneOf(bob, again));
        PhoneCall caller = alice.calls("102", OFFER);
        bob.rings().answers(430);
        again.rings().answers(430);
        caller.hears(480);
        caller.acksFailure();
        edge.nothingLeft();
    }

    /** Whatever a phone writes into Path: its calls take its own connection, and nobody else is sent anything. */
    @Test
    void rfc3327_5_4_a_path_is_the_route_to_its_binding_by_the_flow_it_was_registered_on() {
        Step step = ring(20, bob);
        var ring = step.getRing().toBuilder();
        ring.getTargetsBuilder(0).addPath("<sip:victim.example;lr>").addPath("<sip:192.0.2.66:5060;lr>");
        edge.plan(step.toBuilder().setRing(ring).build());
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        SipRequest invite = callee.invite();
        assertThat(invite.headers().all(HeaderName.ROUTE))
                .extracting(route -> route.value().text())
                .containsExactly("<sip:victim.example;lr>", "<sip:192.0.2.66:5060;lr>");
        answers(caller, callee);
        assertThat(edge.sent)
                .allMatch(sent -> sent.flow().token().equals(alice.flow().token())
                        || sent.flow().token().equals(bob.flow().token()));
    }
}
