package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.dialByName;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;

/**
 * A gateway that is a name: whatever DNS says of it is tried in its order.
 *
 * @rfc 3263 4.3
 */
class NamedGatewayTest extends CarrierScene {
    @Test
    void rfc3263_4_3_a_dead_first_target_costs_less_than_four_seconds_and_is_tried_last_the_next_time() {
        edge.blackHole(DEAD);
        Carrier.twoServers(edge.dns, DEAD, TWO);
        edge.plan(dialByName(3_000, Carrier.NAME));
        Talk talk = aliceCallsPastTheDeadOne();
        assertThat(talk.callee().invite().requestUri().toString())
                .isEqualTo("sip:+4930901820@carrier.example;transport=tls;user=phone");
        answered(talk.caller(), talk.callee());
        hangUp(talk.caller(), talk.callee());
        CallRecord record = edge.record();
        assertThat(record.getLegsList().stream().skip(1))
                .extracting(leg -> leg.getWhy())
                .containsExactly(
                        "trunk Carrier, gateway carrier.example at 203.0.113.9:5061",
                        "trunk Carrier, gateway carrier.example at 203.0.113.2:5061");
        edge.nothingLeft();
        theNextCallDoesNotWait(dialByName(10_000, Carrier.NAME));
    }

    @Test
    void rfc3263_4_3_after_503_the_next_target_is_tried_and_after_another_failure_or_a_no_none() {
        Carrier.twoServers(edge.dns, ONE, TWO);
        edge.plan(dialByName(LONG_MS, Carrier.NAME));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall full = first.rings();
        full.answers(503);
        full.hears(Method.ACK);
        PhoneCall callee = second.rings();
        assertThat(callee.callId()).isNotEqualTo(full.callId());
        callee.answers(500);
        callee.hears(Method.ACK);
        caller.hears(500);
        caller.acksFailure();
        edge.nothingLeft();

        PhoneCall again = alice.calls("030901820", OFFER);
        PhoneCall busy = first.rings(); // both rest, so that it is the order of the names again
        busy.answers(486);
        busy.hears(Method.ACK);
        again.hears(486);
        again.acksFailure();
        assertThat(second.hasHeard(message -> true)).isFalse();
        edge.nothingLeft();
    }

    @Test
    void a_name_server_that_keeps_silent_holds_nobody_up_for_longer_than_a_gateway_may() {
        edge.dns.dead(true);
        edge.plan(dialByName(1_000, Carrier.NAME), dial(LONG_MS, TWO));
        PhoneCall caller = alice.calls("030901820", OFFER);
        PhoneCall callee = answered(caller, second.rings());
        hangUp(caller, callee);
        assertThat(edge.record().getLegs(1).getWhy()).isEqualTo("trunk Carrier, gateway carrier.example at no address");
        edge.nothingLeft();
    }

    @Test
    void a_caller_who_gives_up_while_a_name_is_looked_up_is_answered_at_once() {
        edge.dns.dead(true);
        edge.plan(dialByName(LONG_MS, Carrier.NAME));
        PhoneCall caller = alice.calls("030901820", OFFER);
        caller.hears(100);
        caller.cancels();
        caller.hears(487);
        caller.acksFailure();
        assertThat(edge.record().getStatus()).isEqualTo(487);
        edge.nothingLeft();
    }
}
