package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.ring;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.LiveRecording;
import org.ringfort.contract.control.v1.PauseRecording;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.sound.v1.RecordingFacts;
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
        edge.plan(Plan.newBuilder().setRecording(ORDER).addCalleesPauseRecording("102"), ring(20, bob));
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
    void the_live_call_says_what_its_recording_does() {
        Talk talk = recorded(Plan.newBuilder());
        Until.equal(LiveRecording.LIVE_RECORDING_RUNS, () -> lastLive().getRecording());
        edge.media.recordingRests(true);
        Until.equal(LiveRecording.LIVE_RECORDING_RESTS, () -> lastLive().getRecording());
        edge.media.recordingRests(false);
        Until.equal(LiveRecording.LIVE_RECORDING_RUNS, () -> lastLive().getRecording());
        var asked = edge.media.callRecords.getFirst();
        edge.media.recorded( // at its hour
                asked.getSessionId(),
                asked.getLegIds(0),
                RecordingFacts.newBuilder().setRecordingId("recording").build(),
                ByteString.EMPTY);
        Until.equal(LiveRecording.LIVE_RECORDING_UNSPECIFIED, () -> lastLive().getRecording());
        over(talk);
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
        Talk talk = ordered(Plan.newBuilder());
        Until.equal(1L, edge.conversations.calls()::missedRecordings);
        over(talk);
        assertThat(edge.conversations.calls().missedRecordings())
                .as("told once")
                .isEqualTo(1);
        assertThat(edge.media.callRecords)
                .as("nobody asks again, with others perhaps")
                .hasSize(1);
    }

    @Test
    void what_is_encrypted_end_to_end_is_not_recorded_and_its_tenant_and_its_record_hear_of_it() {
        edge.media.keying = Keying.KEYING_ZRTP;
        Talk talk = ordered(Plan.newBuilder());
        Until.equal(1L, edge.conversations.calls()::missedRecordings);
        over(talk);
        assertThat(edge.media.callRecords).as("nobody asks media").isEmpty();
        CallRecord record = edge.record();
        assertThat(record.getWhy()).endsWith("Not recorded: encrypted end to end");
        assertThat(record.getLegsList())
                .allSatisfy(leg -> assertThat(leg.getSecurity().getKeying()).isEqualTo(Keying.KEYING_ZRTP));
    }

    /** A call whose plan orders its recording. */
    private Talk ordered(Plan.Builder plan) {
        edge.plan(plan.setTenantId("tenant-1").setRecording(ORDER), ring(20, bob));
        PhoneCall caller = alice.calls("102", OFFER);
        PhoneCall callee = bob.rings();
        callee.answers(200, ANSWER);
        callee.hears(Method.ACK);
        caller.hears(200);
        caller.acks();
        return new Talk(caller, callee);
    }

    private Talk recorded(Plan.Builder plan) {
        Talk talk = ordered(plan);
        Until.equal(1, edge.media.callRecords::size);
        return talk;
    }

    private void pause(boolean paused) {
        edge.app.say(ToEdge.newBuilder()
                .setPauseRecording(PauseRecording.newBuilder()
                        .setCallId(lastLive().getCallId())
                        .setPaused(paused))
                .build());
    }

    private void over(Talk talk) {
        talk.callee().hangsUp();
        talk.callee().hears(200);
        talk.caller().answers(talk.caller().hears(Method.BYE), 200, "");
        edge.nothingLeft();
    }

    @Test
    void whoever_answers_has_no_right_to_pause_that_is_anothers() {
        Talk talk = recorded(Plan.newBuilder().addCalleesPauseRecording("103"));
        assertThat(edge.media.callRecords.getFirst().getKeyedLegIdsList()).isEmpty();
        over(talk);
    }

    @Test
    void orders_to_pause_are_carried_out_one_after_the_other() {
        Talk talk = recorded(Plan.newBuilder());
        List<Boolean> orders = new ArrayList<>();
        for (int count = 0; count < 20; count++) {
            orders.add(count % 2 == 0);
            pause(count % 2 == 0);
        }
        Until.equal(20, edge.media.pauses::size);
        assertThat(edge.media.pauses).isEqualTo(orders);
        over(talk);
    }

    @Test
    void where_media_does_not_pause_the_tenant_hears_of_it() {
        edge.media.onPauseRecording = request ->
                Done.newBuilder().setRefused(Refused.getDefaultInstance()).build();
        Talk talk = recorded(Plan.newBuilder());
        String callId = lastLive().getCallId();
        pause(true);
        Until.equal(1, () -> edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).size());
        SecurityEvent told =
                edge.app.heard(FromEdge.EventCase.SECURITY_EVENT).getFirst().getSecurityEvent();
        assertThat(told.getName()).isEqualTo("recording.pause_failed");
        assertThat(told.getTenantId()).isEqualTo("tenant-1");
        assertThat(told.getDetail()).isEqualTo(callId);
        over(talk);
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
