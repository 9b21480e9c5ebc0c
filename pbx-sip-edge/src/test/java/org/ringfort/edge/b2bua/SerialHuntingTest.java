package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;

/** Phones of one extension by groups, one group after the other, as their registrations asked for by q. */
class SerialHuntingTest extends CallScene {
    private final Phone desk = edge.phone("102");
    private final Phone softphone = edge.phone("102");

    @Test
    void rfc3261_16_6_the_next_group_is_rung_when_the_first_lets_its_time_pass() {
        edge.plan(ring(1, bob), ring(20, desk, softphone));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall first = bob.rings();
        first.answers(180);
        first.hears(Method.CANCEL);
        first.answers(487);
        PhoneCall second = desk.rings();
        PhoneCall third = softphone.rings();
        third.answers(180);
        second.answers(200, ANSWER);
        second.hears(Method.ACK);
        third.hears(Method.CANCEL);
        third.answers(487);
        caller.hears(200);
        caller.acks();
        caller.hangsUp();
        second.answers(second.hears(Method.BYE), 200, "");
        assertThat(edge.record().getLegsList()).extracting(CallLeg::getStatus).containsExactly(200, 487, 200, 487);
        edge.nothingLeft();
    }

    @Test
    void rfc3261_16_7_of_all_groups_the_best_answer_is_the_callers() {
        edge.plan(ring(20, bob), ring(20, desk));
        PhoneCall caller = alice.calls("102", OFFER);
        bob.rings().answers(486);
        PhoneCall second = desk.rings();
        second.answers(480);
        caller.hears(486);
        caller.acksFailure();
        edge.nothingLeft();
    }

    @Test
    void rfc3261_16_7_who_declines_for_all_his_phones_is_not_rung_at_the_next_but_the_plan_goes_on() {
        Step further = Step.newBuilder()
                .setRefuse(Refused.newBuilder().setStatus(480).setReason("the next step"))
                .build();
        edge.plan(ring(20, bob), ring(20, desk), further);
        PhoneCall caller = alice.calls("102", OFFER);
        bob.rings().answers(603);
        caller.hears(480);
        caller.acksFailure();
        assertThat(edge.record().getLegsList()).hasSize(2);
        edge.nothingLeft();
    }

    @Test
    void a_caller_who_gives_up_in_the_second_group_ends_it_all() {
        edge.plan(ring(20, bob), ring(20, desk), ring(20, softphone));
        PhoneCall caller = alice.calls("102", OFFER);
        bob.rings().answers(486);
        PhoneCall second = desk.rings();
        second.answers(180);
        caller.hears(180);
        caller.cancels();
        second.hears(Method.CANCEL);
        second.answers(487);
        caller.hears(487);
        caller.acksFailure();
        assertThat(edge.record().getLegsList()).hasSize(3);
        edge.nothingLeft();
    }
}
