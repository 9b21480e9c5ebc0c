package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;

/** Calls whose plan says that they are recorded. */
class RecordedCallTest extends CallScene {
    private static final RecordingOrder ORDER =
            RecordingOrder.newBuilder().setRecordingId("recording").build();

    @Test
    void both_legs_are_recorded_from_the_answer_on_by_the_order_of_the_plan() {
        edge.plan(Plan.newBuilder().setRecording(ORDER).setCalleePausesRecording(true), ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(180);
        caller.hears(180);
        assertThat(edge.media.callRecords).as("nobody talks yet").isEmpty();
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        Until.equal(1, edge.media.callRecords::size);
        var asked = edge.media.callRecords.getFirst();
        assertThat(asked.getOrder()).isEqualTo(ORDER);
        assertThat(asked.getLegIdsList()).hasSize(2).doesNotHaveDuplicates();
        assertThat(asked.getKeyedLegIdsList())
                .as("the callee may pause, whose leg is the second")
                .containsExactly(asked.getLegIds(1));
        assertThat(edge.media.sessions.get(asked.getSessionId())).containsAll(asked.getLegIdsList());
        callee.hangsUp();
        callee.hears(200);
        caller.answers(caller.hears(Method.BYE), 200, "");
        edge.nothingLeft();
        assertThat(edge.media.callRecords).as("once").hasSize(1);
    }

    @Test
    void without_an_order_nobody_is() {
        Talk talk = talk();
        talk.callee().hangsUp();
        talk.callee().hears(200);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        edge.nothingLeft();
        assertThat(edge.media.callRecords).isEmpty();
    }

    @Test
    void where_media_refuses_the_call_goes_on_and_its_tenant_hears_of_it() {
        edge.media.onRecordCall = request ->
                Done.newBuilder().setRefused(Refused.getDefaultInstance()).build();
        edge.plan(Plan.newBuilder().setTenantId("tenant-1").setRecording(ORDER), ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        Until.equal(1L, edge.conversations.calls()::missedRecordings);
        callee.hangsUp();
        callee.hears(200);
        caller.answers(caller.hears(Method.BYE), 200, "");
        edge.nothingLeft();
        assertThat(edge.conversations.calls().missedRecordings())
                .as("told once")
                .isEqualTo(1);
    }

    @Test
    void a_caller_who_answers_in_ack_is_recorded_from_then_on() {
        edge.media.onRecordCall = request ->
                Done.newBuilder().setRefused(Refused.getDefaultInstance()).build();
        edge.plan(Plan.newBuilder().setRecording(ORDER), ring(20, bob));
        PhoneCall caller = alice.calls("102", "");
        PhoneCall callee = bob.rings();
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        Until.equal(1, edge.media.callRecords::size);
        edge.media.onRecordCall = request -> Done.newBuilder().setDone(true).build();
        caller.acks("late answer of alice");
        Until.equal(2, edge.media.callRecords::size);
        caller.hangsUp();
        caller.hears(200);
        callee.answers(callee.hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }
}
