package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.recordings.CallRecording;
import org.ringfort.app.recordings.CallRecordings;
import org.ringfort.app.recordings.RecordingDestination;
import org.ringfort.app.recordings.RecordingMode;
import org.ringfort.app.recordings.RecordingPolicies;
import org.ringfort.app.recordings.RecordingServer;
import org.ringfort.app.recordings.RecordingServers;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.Talker;
import org.ringfort.contract.control.v1.TalkingReply;
import org.ringfort.contract.control.v1.TalkingRequest;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.kernel.id.CallId;
import org.springframework.beans.factory.annotation.Autowired;

/** How two are recorded who were brought together by a transfer, or by whoever picked up: 101 and 104 have policies. */
class RecordedTransferIT extends VoiceIT {
    private static final String CALL = CallId.next().toString();

    @Autowired
    RecordingPolicies policies;

    @Autowired
    CallRecordings recordings;

    @Autowired
    RecordingServers servers;

    @Autowired
    Audit audit;

    private <T> T here(Supplier<T> work) {
        return TenantScope.call(tenant.id(), work::get);
    }

    private void policies(RecordingMode of101, RecordingMode of104) {
        Extension first = extension("101", false);
        Extension second = extension("104", false);
        here(() -> policies.change(first.id(), of101));
        here(() -> policies.change(second.id(), of104));
    }

    private void registered() {
        TestPhone desk =
                phone(here(() -> extensions.byNumber(tenant.id(), "104")).orElseThrow(), DigestFloor.MD5);
        desk.bind(desk.register(300));
    }

    private void delivered(RecordingOrder order) throws Exception {
        byte[] octets = MediaForm.encrypted(order, MediaForm.tone());
        assertThat(edge.deliver(MediaForm.facts(order, octets), octets).getStored())
                .isTrue();
    }

    private TalkingReply talking(Talker.Builder stays, Talker.Builder comes) {
        return edge.talking(TalkingRequest.newBuilder()
                .setTenantId(tenant.id().toString())
                .setCallId(CALL)
                .addTalkers(stays)
                .addTalkers(comes)
                .build());
    }

    private static Talker.Builder inside(String number) {
        return Talker.newBuilder().setNumber(number);
    }

    @Test
    void of_two_whom_a_transfer_brings_together_the_stricter_policy_holds_and_whose_it_is_may_pause() {
        policies(RecordingMode.ON_DEMAND, RecordingMode.PAUSABLE);
        TalkingReply both = talking(inside("101"), inside("104"));
        assertThat(both.getRecording().getOnDemand()).isFalse();
        assertThat(both.getRecording().getDataKey().size()).isEqualTo(32);
        assertThat(both.getRecording().getBeep())
                .as("whoever is recorded hears it")
                .isTrue();
        assertThat(both.getPausingList()).containsExactly("104");
        TalkingReply demanded = talking(inside("101"), inside("999"));
        assertThat(demanded.getRecording().getOnDemand()).isTrue();
        assertThat(demanded.getPausingList()).containsExactly("101");
        assertThat(talking(inside("998"), inside("999")).hasRecording()).isFalse();
        assertThat(both.getRecording().getRecordingId())
                .isNotEqualTo(demanded.getRecording().getRecordingId());
    }

    @Test
    void who_is_outside_has_no_policy_whatever_its_number() {
        policies(RecordingMode.ALWAYS, RecordingMode.PAUSABLE);
        assertThat(talking(inside("101").setOutside(true), inside("104").setOutside(true))
                        .hasRecording())
                .isFalse();
        TalkingReply reply = talking(inside("101").setOutside(true), inside("104"));
        assertThat(reply.getRecording().getOnDemand()).isFalse();
        assertThat(reply.getPausingList()).containsExactly("104");
    }

    @Test
    void what_two_say_after_a_transfer_stands_beside_the_first_part_with_both_of_their_names() throws Exception {
        policies(RecordingMode.NEVER, RecordingMode.ALWAYS);
        delivered(talking(inside("101"), inside("104")).getRecording());
        delivered(talking(inside("104"), inside("+4930901820").setOutside(true)).getRecording());
        assertThat(here(() -> recordings.list(Optional.of(CALL), Cursor.parse(null, null)))
                        .items())
                .extracting(CallRecording::caller, CallRecording::dialled)
                .containsExactlyInAnyOrder(tuple("101", "104"), tuple("104", "+4930901820"));
        assertThat(here(() -> audit.list(new Audit.Filter("recording.stored", null, null), Cursor.parse(null, null)))
                        .items())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.toString()).contains(CALL));
    }

    @Test
    void who_talks_then_is_sent_to_the_tenants_server_too() {
        policies(RecordingMode.NEVER, RecordingMode.ALWAYS);
        here(() -> servers.change(
                servers.current().version(),
                new RecordingServer(RecordingDestination.SERVER, "sips:recorder@recorder.example.net:5061", "", "")));
        TalkingReply reply = talking(inside("101"), inside("104"));
        assertThat(reply.getRecording().getElsewhere()).isTrue();
        assertThat(reply.getRecordingServer().getUser()).isEqualTo("recorder");
        assertThat(reply.getRecordingServer().getGateway().getHost()).isEqualTo("recorder.example.net");
    }

    /** 101 sends the other party to 104: who sends is not in the call then. */
    @Test
    void a_plan_for_who_is_sent_on_looks_at_that_one_and_not_at_who_sends() {
        policies(RecordingMode.ALWAYS, RecordingMode.NEVER);
        registered();
        Extension sends = here(() -> extensions.byNumber(tenant.id(), "101")).orElseThrow();
        TestPhone sender = phone(sends, DigestFloor.MD5);
        assertThat(sentOn(sender, "").hasRecording()).as("a carrier is sent").isFalse();
        TestPhone sent = phone(extension("106", false), DigestFloor.MD5);
        assertThat(sentOn(sender, sent.device().toString()).hasRecording()).isFalse();
        here(() -> policies.change(
                extensions.byNumber(tenant.id(), "106").orElseThrow().id(), RecordingMode.ALWAYS));
        Plan plan = sentOn(sender, sent.device().toString());
        assertThat(plan.getSteps(0).getRing().getTargets(0).getMedia().getCodecsList())
                .as("what can be recorded")
                .containsExactly("PCMU", "PCMA", "telephone-event");
    }

    private Plan sentOn(TestPhone sender, String sentDevice) {
        return edge.route(RouteRequest.newBuilder()
                        .setRequester(Requester.newBuilder().setMethod("REFER"))
                        .setCallId(CALL)
                        .setDomain(tenant.domain())
                        .setDialled("104")
                        .setHasOffer(true)
                        .setOnBehalf(OnBehalf.newBuilder()
                                .setTenantId(tenant.id().toString())
                                .setDeviceId(sender.device().toString())
                                .setNumber("101")
                                .setCause(OnBehalf.Cause.CAUSE_TRANSFER)
                                .setSentDeviceId(sentDevice))
                        .build())
                .getPlan();
    }
}
