package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.calls.LiveCalls;
import org.ringfort.app.calls.LiveSupervisor;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.supervision.GrantDraft;
import org.ringfort.app.supervision.NamedGrant;
import org.ringfort.app.supervision.Reach;
import org.ringfort.app.supervision.Supervisors;
import org.ringfort.contract.control.v1.ApplicationOpened;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Supervise;
import org.ringfort.contract.control.v1.Supervised;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.contract.sound.v1.SupervisionReach;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.telemetry.Events;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is let into a call of others, and how far; and who is not. */
class SupervisionIT extends VoiceIT {
    @Autowired
    Supervisors supervisors;

    @Autowired
    Audit audit;

    @Autowired
    LiveCalls live;

    private NamedGrant may(Reach reach) {
        return TenantScope.call(tenant.id(), () -> supervisors.create(new GrantDraft("101", "102", reach, false)));
    }

    /** 101 and 102 are there, and 102 talks with 103. */
    private CallId talks(String caller, String connected) {
        CallId call = CallId.next();
        edge.tell(FromEdge.newBuilder()
                .setLiveCall(LiveCall.newBuilder()
                        .setCallId(call.toString())
                        .setTenantId(tenant.id().toString())
                        .setState(CallState.CALL_STATE_ANSWERED)
                        .setCaller(caller)
                        .setDialled(connected)
                        .setConnected(connected)
                        .setStartedAtMs(1)
                        .setAnsweredAtMs(2)));
        return call;
    }

    private void comes(String reach, String caller) {
        comes(reach, caller, CallId.next());
    }

    private void comes(String reach, String caller, CallId call) {
        edge.tell(FromEdge.newBuilder()
                .setApplicationOpened(ApplicationOpened.newBuilder()
                        .setCallId(call.toString())
                        .setLegId("leg-1")
                        .setTenantId(tenant.id().toString())
                        .setName("supervision")
                        .setArgument(ByteString.copyFromUtf8(reach + " 102 101"))
                        .setCaller(Party.newBuilder().setNumber(caller))
                        .setDialled("*81102")));
    }

    private Verb verb(Verb.KindCase kind) throws InterruptedException {
        Verb verb = edge.hear(ToEdge.EventCase.VERB).getVerb();
        assertThat(verb.getKindCase()).isEqualTo(kind);
        return verb;
    }

    private void done(Verb verb, VerbDone.Builder outcome) {
        edge.tell(FromEdge.newBuilder()
                .setVerbDone(outcome.setCallId(verb.getCallId()).setVerbId(verb.getVerbId())));
    }

    private static VerbDone.Builder key(String pressed) {
        return VerbDone.newBuilder().setSupervised(Supervised.newBuilder().setKey(pressed));
    }

    private void told(String... prompts) throws InterruptedException {
        Verb verb = verb(Verb.KindCase.PLAY);
        assertThat(verb.getPlay().getSoundsList()).extracting(Sound::getPrompt).containsExactly(prompts);
        done(verb, VerbDone.newBuilder().setPlayed(""));
        verb(Verb.KindCase.HANG_UP);
    }

    private int written() {
        return written(Events.CALL_SUPERVISED);
    }

    private int written(String action) {
        return TenantScope.call(
                tenant.id(),
                () -> audit.list(new Audit.Filter(action, null, null), Cursor.parse(null, null))
                        .items()
                        .size());
    }

    @Test
    void a_code_and_a_number_lead_there() {
        TestPhone phone = phone("101", false);
        Plan plan = phone.route(phone.call("*82102")).getPlan();
        assertThat(plan.getRule()).isEqualTo("feature-whisper");
        assertThat(plan.getSteps(0).getApplication().getName()).isEqualTo("supervision");
        assertThat(plan.getSteps(0).getApplication().getArgument().toStringUtf8())
                .isEqualTo("whisper 102 101");
    }

    @Test
    void who_may_goes_as_far_as_he_may_and_each_step_is_written_down() throws Exception {
        phone("101", false);
        phone("102", false);
        may(Reach.WHISPER);
        CallId call = talks("102", "103");
        comes("listen", "101");
        Verb first = verb(Verb.KindCase.SUPERVISE);
        Supervise order = first.getSupervise();
        assertThat(order.getCallId()).isEqualTo(call.toString());
        assertThat(order.getNumber()).isEqualTo("102");
        assertThat(order.getOrder().getReach()).isEqualTo(SupervisionReach.SUPERVISION_REACH_LISTEN);
        assertThat(order.getOrder().getTone()).isFalse();
        assertThat(order.getKeys()).isEqualTo("45");
        assertThat(written()).isEqualTo(1);

        done(first, key("5"));
        Verb second = verb(Verb.KindCase.SUPERVISE);
        assertThat(second.getSupervise().getOrder().getReach()).isEqualTo(SupervisionReach.SUPERVISION_REACH_WHISPER);
        assertThat(written()).isEqualTo(2);
        done(second, VerbDone.newBuilder().setSupervised(Supervised.newBuilder().setOver(true)));
        told("sup-over", "goodbye");
    }

    @Test
    void what_was_written_down_and_came_to_nothing_is_written_down_too() throws Exception {
        phone("101", false);
        phone("102", false);
        may(Reach.LISTEN);
        talks("102", "103");
        comes("listen", "101");
        done(
                verb(Verb.KindCase.SUPERVISE),
                VerbDone.newBuilder().setSupervised(Supervised.newBuilder().setRefused(true)));
        told("sup-not-now", "goodbye");
        assertThat(written()).isEqualTo(1);
        assertThat(written(Events.CALL_NOT_SUPERVISED)).isEqualTo(1);
    }

    @Test
    void who_may_not_learns_nothing() throws Exception {
        phone("101", false);
        comes("listen", "101"); // nobody has that number
        told("sup-may-not", "goodbye");
        phone("102", false);
        comes("listen", "101"); // and now somebody has, and does not talk
        told("sup-may-not", "goodbye");
        talks("102", "103");
        comes("listen", "101");
        told("sup-may-not", "goodbye");
        may(Reach.LISTEN);
        comes("barge", "101");
        told("sup-may-not", "goodbye");
        comes("listen", "104"); // sent there by who may
        told("sup-may-not", "goodbye");
        assertThat(written()).isZero();
    }

    @Test
    void there_has_to_be_a_call_of_two_and_not_ones_own() throws Exception {
        phone("101", false);
        phone("102", false);
        may(Reach.BARGE);
        comes("listen", "101");
        told("sup-no-call", "goodbye");
        talks("102", "voicemail-menu");
        talks("101", "102");
        comes("listen", "101");
        told("sup-no-call", "goodbye");
        assertThat(written()).isZero();
    }

    /** A supervisor's own call, as its edge tells of it. */
    private CallId ownCall() {
        CallId own = CallId.next();
        edge.tell(FromEdge.newBuilder()
                .setLiveCall(LiveCall.newBuilder()
                        .setCallId(own.toString())
                        .setTenantId(tenant.id().toString())
                        .setState(CallState.CALL_STATE_ANSWERED)
                        .setCaller("101")
                        .setDialled("*81102")
                        .setConnected("supervision")
                        .setStartedAtMs(3)
                        .setAnsweredAtMs(4)));
        return own;
    }

    private void cutOff(CallId call) throws InterruptedException {
        assertThat(edge.hear(ToEdge.EventCase.HANG_UP).getHangUp().getCallId()).isEqualTo(call.toString());
    }

    @Test
    void who_goes_further_than_he_may_from_now_on_is_cut_off_at_once() throws Exception {
        phone("101", false);
        phone("102", false);
        NamedGrant grant = may(Reach.BARGE);
        CallId call = talks("104", "102");
        CallId own = ownCall();
        comes("whisper", "101", own);
        Verb first = verb(Verb.KindCase.SUPERVISE);
        assertThat(live.supervisor(call)).contains(new LiveSupervisor(own, "101", "whisper"));
        TenantScope.call(
                tenant.id(),
                () -> supervisors.change(
                        grant.id(), grant.version(), new GrantDraft("101", "102", Reach.LISTEN, false)));
        cutOff(own);
        done(first, key("4"));
        verb(Verb.KindCase.SUPERVISE);
        assertThat(live.supervisor(call)).contains(new LiveSupervisor(own, "101", "listen"));
        assertThat(written()).isEqualTo(2);
    }

    @Test
    void what_is_withdrawn_is_over_at_once() throws Exception {
        phone("101", false);
        phone("102", false);
        NamedGrant grant = may(Reach.BARGE);
        CallId call = talks("104", "102");
        CallId own = ownCall();
        comes("listen", "101", own);
        Verb first = verb(Verb.KindCase.SUPERVISE);
        TenantScope.call(tenant.id(), () -> {
            supervisors.delete(grant.id());
            return true;
        });
        cutOff(own);
        done(first, key("6")); // pressed in the same moment
        told("sup-may-not", "goodbye");
        assertThat(written()).isEqualTo(1);
        Eventually.holds(
                "the conversation ends behind its last verb",
                () -> live.supervisor(call).isEmpty());
    }
}
