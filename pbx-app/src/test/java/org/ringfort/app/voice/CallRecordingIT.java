package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ringfort.app.applications.Recorded;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.recordings.CallRecordings;
import org.ringfort.app.recordings.RecordingDestination;
import org.ringfort.app.recordings.RecordingMode;
import org.ringfort.app.recordings.RecordingPolicies;
import org.ringfort.app.recordings.RecordingServer;
import org.ringfort.app.recordings.RecordingServers;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose calls are recorded, and what becomes of a recording. */
class CallRecordingIT extends VoiceIT {
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

    /** As the tenant's own row policy lets one. */
    private <T> T rows(Supplier<T> work) {
        return transactions.in(tenant.id(), work);
    }

    /** 101 calls 104, which is recorded. */
    private Plan plan() {
        return plan(RecordingMode.NEVER, RecordingMode.ALWAYS);
    }

    /** 101 calls 104. */
    private Plan plan(RecordingMode calling, RecordingMode answering) {
        Extension calls = extension("101", false);
        TestPhone caller = phone(calls, DigestFloor.MD5);
        Extension called = extension("104", false);
        TestPhone desk = phone(called, DigestFloor.MD5);
        desk.bind(desk.register(300));
        assertThat(caller.route(caller.call("104")).getPlan().hasRecording()).isFalse();
        here(() -> policies.change(calls.id(), calling));
        here(() -> policies.change(called.id(), answering));
        return caller.route(caller.call("104")).getPlan();
    }

    @Test
    void the_stricter_policy_holds_and_whose_it_is_may_pause() {
        Plan demanded = plan(RecordingMode.ON_DEMAND, RecordingMode.NEVER);
        assertThat(demanded.getRecording().getOnDemand()).isTrue();
        assertThat(demanded.getCallerPausesRecording()).isTrue();
        assertThat(demanded.getCalleesPauseRecordingList()).isEmpty();
    }

    @Test
    void who_is_recorded_on_demand_pauses_nobody_elses_recording() {
        Plan pausable = plan(RecordingMode.ON_DEMAND, RecordingMode.PAUSABLE);
        assertThat(pausable.getRecording().getOnDemand()).isFalse();
        assertThat(pausable.getCallerPausesRecording()).isFalse();
        assertThat(pausable.getCalleesPauseRecordingList()).containsExactly("104");
    }

    @Test
    void what_is_always_recorded_is_paused_by_nobody() {
        Plan always = plan(RecordingMode.ALWAYS, RecordingMode.PAUSABLE);
        assertThat(always.getRecording().getOnDemand()).isFalse();
        assertThat(always.getCallerPausesRecording()).isFalse();
        assertThat(always.getCalleesPauseRecordingList()).isEmpty();
    }

    private Plan sentTo(RecordingDestination destination) {
        here(() -> servers.change(
                servers.current().version(),
                new RecordingServer(destination, "sips:recorder@recorder.example.net:5061", "", "")));
        return plan();
    }

    @Test
    void where_the_tenant_has_a_recording_server_the_plan_names_it_and_whether_all_is_kept_here_too() {
        Plan plan = sentTo(RecordingDestination.BOTH);
        Gateway server = plan.getRecordingServer().getGateway();
        assertThat(plan.getRecordingServer().getUser()).isEqualTo("recorder");
        assertThat(server.getHost()).isEqualTo("recorder.example.net");
        assertThat(server.getPort()).isEqualTo(5061);
        assertThat(server.getTransport()).isEqualTo(Transport.TRANSPORT_TLS);
        assertThat(server.getTlsName()).isEqualTo("recorder.example.net");
        assertThat(plan.getRecording().getElsewhere()).isFalse();
    }

    @Test
    void what_goes_to_the_server_alone_is_not_kept_here() {
        assertThat(sentTo(RecordingDestination.SERVER).getRecording().getElsewhere())
                .isTrue();
    }

    @Test
    void a_server_that_is_named_and_not_used_is_in_no_plan() {
        Plan plan = sentTo(RecordingDestination.STORE);
        assertThat(plan.hasRecording()).isTrue();
        assertThat(plan.hasRecordingServer()).isFalse();
        assertThat(plan.getRecording().getElsewhere()).isFalse();
    }

    /** A recording that has arrived. */
    private UUID recorded() throws Exception {
        RecordingOrder order = plan().getRecording();
        byte[] octets = MediaForm.encrypted(order, MediaForm.tone());
        assertThat(edge.deliver(MediaForm.facts(order, octets), octets).getStored())
                .isTrue();
        assertThat(edge.deliver(MediaForm.facts(order, octets), octets).getStored())
                .as("repeated")
                .isTrue();
        return UUID.fromString(order.getRecordingId());
    }

    @Test
    void a_plan_says_to_record_where_an_extension_is_recorded_and_then_allows_g711_alone() {
        Plan plan = plan();
        RecordingOrder order = plan.getRecording();
        assertThat(order.getDataKey().size()).isEqualTo(32);
        assertThat(order.getBeep()).as("whoever is recorded hears it").isTrue();
        assertThat(order.getLabel().toStringUtf8()).startsWith("call:");
        assertThat(plan.getMedia().getCodecsList()).containsExactly("PCMU", "PCMA", "telephone-event");
        assertThat(plan.getSteps(0).getRing().getTargets(0).getMedia().getCodecsList())
                .containsExactly("PCMU", "PCMA", "telephone-event");
        TestPhone recorded =
                phone(here(() -> extensions.byNumber(tenant.id(), "104")).orElseThrow(), DigestFloor.MD5);
        assertThat(recorded.route(recorded.call("101")).getPlan().getSteps(0).hasRefuse())
                .as("nobody is reached")
                .isTrue();
        assertThat(recorded.route(recorded.call("*43")).getPlan().hasRecording())
                .isFalse();
    }

    @Test
    void a_recording_arrives_once_is_heard_and_that_is_written_down() throws Exception {
        UUID id = recorded();
        var listed = here(() ->
                recordings.list(Optional.empty(), Cursor.parse(null, null)).items());
        assertThat(listed).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(id);
            assertThat(one.caller()).isEqualTo("101");
            assertThat(one.dialled()).isEqualTo("104");
            assertThat(one.room()).isEmpty();
            assertThat(one.end()).contains(Recorded.End.HANGUP);
        });
        assertThat(here(() -> recordings.list(Optional.of(listed.getFirst().callId()), Cursor.parse(null, null)))
                        .items())
                .hasSize(1);
        assertThat(here(() -> recordings.hear(id))).isEqualTo(MediaForm.tone());
        assertThat(here(() -> recordings.check(id)).intact()).isTrue();
        assertThat(here(() -> audit.list(new Audit.Filter("recording.heard", null, null), Cursor.parse(null, null)))
                        .items())
                .hasSize(1);
        assertThat(here(() -> audit.list(new Audit.Filter("recording.stored", null, null), Cursor.parse(null, null)))
                        .items())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.toString()).contains(listed.getFirst().seal()));
    }

    @Test
    void one_flipped_octet_or_a_missing_end_is_found() throws Exception {
        UUID id = recorded();
        rows(() -> jdbc.sql(
                        "update recordings.recording set sound = set_byte(sound, 9000, get_byte(sound, 9000) # 1) where id = ?")
                .param(id)
                .update());
        CallRecordings.Check check = here(() -> recordings.check(id));
        assertThat(check.intact()).isFalse();
        assertThat(check.found()).isNotEqualTo(check.seal());
        assertThatThrownBy(() -> here(() -> recordings.hear(id)))
                .isInstanceOfSatisfying(
                        Problem.class, no -> assertThat(no.code()).isEqualTo("damaged"));
        rows(() -> jdbc.sql(
                        "update recordings.recording set sound = set_byte(sound, 9000, get_byte(sound, 9000) # 1) where id = ?")
                .param(id)
                .update());
        assertThat(here(() -> recordings.check(id)).intact()).isTrue();
        rows(() -> jdbc.sql(
                        "update recordings.recording set sound = substring(sound for 3 * (4 + 4096 + 16)) where id = ?")
                .param(id)
                .update());
        assertThat(here(() -> recordings.check(id)).intact())
                .as("whole segments, but not all of them")
                .isFalse();
    }

    @Test
    void nothing_is_readable_in_the_database_and_another_tenant_finds_nothing() throws Exception {
        UUID id = recorded();
        byte[] kept = rows(() -> jdbc.sql("select sound || data_key from recordings.recording")
                .query(byte[].class)
                .single());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(Arrays.copyOf(MediaForm.tone(), 160), StandardCharsets.ISO_8859_1));
        tenant = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create("other-" + tenant.domain(), new TenantDraft("Other", List.of(), true, 100, 10)));
        assertThat(here(() -> recordings.find(id))).isEmpty();
        assertThatThrownBy(() -> here(() -> recordings.hear(id))).isInstanceOf(Problem.class);
    }

    @Test
    void a_deleted_one_does_not_come_back_and_a_forged_label_brings_nothing() throws Exception {
        RecordingOrder order = plan().getRecording();
        byte[] octets = MediaForm.encrypted(order, MediaForm.tone());
        edge.deliver(MediaForm.facts(order, octets), octets);
        UUID id = UUID.fromString(order.getRecordingId());
        here(() -> {
            recordings.delete(id);
            return true;
        });
        edge.deliver(MediaForm.facts(order, octets), octets);
        assertThat(here(() -> recordings.find(id))).isEmpty();

        RecordingFacts another = MediaForm.facts(order, octets).toBuilder()
                .setRecordingId(UUID.randomUUID().toString())
                .build();
        assertThat(edge.deliver(another, octets).getRejected()).isNotEmpty();
    }

    /** The installation's key is not configured any more, or not yet: nothing is given up for that. */
    @Test
    void a_recording_whose_key_is_missing_waits() throws Exception {
        RecordingOrder order = plan().getRecording();
        byte[] octets = MediaForm.encrypted(order, MediaForm.tone());
        UUID key = UUID.randomUUID();
        rows(() -> jdbc.sql("""
                        insert into keys.data_key (id, tenant_id, wrapped, installation_key, current)
                        values (?, ?, ?, 'elsewhere', false)""").params(key, tenant.id().value(), new byte[60]).update());
        byte[] label = order.getLabel().toByteArray();
        ByteBuffer.wrap(label, "call:".length() + 16 + 1, 16)
                .putLong(key.getMostSignificantBits())
                .putLong(key.getLeastSignificantBits());
        RecordingFacts facts = MediaForm.facts(order, octets).toBuilder()
                .setLabel(ByteString.copyFrom(label))
                .build();
        assertThatThrownBy(() -> edge.deliver(facts, octets))
                .hasRootCauseInstanceOf(StatusRuntimeException.class)
                .hasStackTraceContaining("UNAVAILABLE");
        assertThat(edge.deliver(MediaForm.facts(order, octets), octets).getStored())
                .as("with its key")
                .isTrue();
    }
}
