package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.app.Eventually;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.objects.S3Server;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.recordings.CallRecordings;
import org.ringfort.app.recordings.RecordingMode;
import org.ringfort.app.recordings.RecordingPolicies;
import org.ringfort.app.voicemail.Mailboxes;
import org.ringfort.contract.control.v1.ApplicationOpened;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.kernel.id.CallId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Recordings and messages whose octets are in a bucket of a server that is not ours. */
class KeptApartIT extends VoiceIT {
    @TempDir
    static Path folder;

    private static S3Server server;

    /** Of further calls. */
    private Supplier<RecordingOrder> orders = () -> {
        throw new IllegalStateException("nobody has called yet");
    };

    @Autowired
    RecordingPolicies policies;

    @Autowired
    CallRecordings recordings;

    @Autowired
    Mailboxes mailboxes;

    @BeforeAll
    static void serve() throws IOException {
        Files.writeString(folder.resolve("key"), S3Server.KEY + "\n");
        server = S3Server.start(folder.resolve("objects"));
    }

    @DynamicPropertySource
    static void bucket(DynamicPropertyRegistry registry) {
        registry.add("ringfort.objects.store", () -> "bucket");
        registry.add("ringfort.objects.endpoint", () -> "http://127.0.0.1:" + server.port());
        registry.add("ringfort.objects.bucket", () -> S3Server.BUCKET);
        registry.add("ringfort.objects.access-key", () -> S3Server.KEY);
        registry.add(
                "ringfort.objects.secret-key-file", () -> folder.resolve("key").toString());
        registry.add("ringfort.objects.patience", () -> "5s");
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    private <T> T here(Supplier<T> work) {
        return TenantScope.call(tenant.id(), work::get);
    }

    /** Of the tenant's, as they lie in the bucket. */
    private long objects() {
        Path mine = folder.resolve("objects")
                .resolve(S3Server.BUCKET)
                .resolve(tenant.id().toString());
        if (!Files.isDirectory(mine)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(mine)) {
            return files.filter(file -> file.toString().endsWith("_object")).count();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private long unclaimed() {
        return transactions.in(
                tenant.id(),
                () -> jdbc.sql("select count(*) from objects.unclaimed where tenant_id = ?")
                        .param(tenant.id().value())
                        .query(Long.class)
                        .single());
    }

    /** 104 is recorded, and calls. */
    private RecordingOrder order() {
        Extension called = extension("104", false);
        TestPhone caller = phone(called, DigestFloor.MD5);
        here(() -> policies.change(called.id(), RecordingMode.ALWAYS));
        TestPhone other = phone("101", false);
        other.bind(other.register(300));
        orders = () -> caller.route(caller.call("101")).getPlan().getRecording();
        return orders.get();
    }

    private RecordingOrder recorded() throws Exception {
        RecordingOrder order = order();
        byte[] octets = MediaForm.encrypted(order, MediaForm.tone());
        assertThat(edge.deliver(MediaForm.facts(order, octets), octets).getStored())
                .isTrue();
        return order;
    }

    private static UUID id(RecordingOrder order) {
        return UUID.fromString(order.getRecordingId());
    }

    @Test
    void a_recording_is_in_the_bucket_sealed_is_heard_from_there_and_goes_when_it_is_deleted() throws Exception {
        RecordingOrder order = recorded();
        assertThat(objects()).isEqualTo(1);
        assertThat(unclaimed()).isZero();
        assertThat(transactions.in(
                        tenant.id(),
                        () -> jdbc.sql("select count(*) from recordings.recording where sound is not null")
                                .query(Long.class)
                                .single()))
                .isZero();
        byte[] kept = kept();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(Arrays.copyOf(MediaForm.tone(), 160), StandardCharsets.ISO_8859_1));
        assertThat(here(() -> recordings.hear(id(order)))).isEqualTo(MediaForm.tone());
        assertThat(here(() -> recordings.check(id(order))).intact()).isTrue();

        here(() -> {
            recordings.delete(id(order));
            return true;
        });
        Eventually.holds("it is gone", () -> objects() == 0 && unclaimed() == 0);
        assertThat(here(() -> recordings.find(id(order)))).isEmpty();
    }

    private byte[] kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("objects")
                .resolve(S3Server.BUCKET)
                .resolve(tenant.id().toString()))) {
            return Files.readAllBytes(files.filter(file -> file.toString().endsWith("_object"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @Test
    void what_comes_twice_is_named_once_and_the_other_is_known_until_it_is_swept() throws Exception {
        RecordingOrder order = recorded();
        byte[] octets = MediaForm.encrypted(order, MediaForm.tone());
        assertThat(edge.deliver(MediaForm.facts(order, octets), octets).getStored())
                .isTrue();
        assertThat(objects()).isEqualTo(2);
        assertThat(unclaimed()).isEqualTo(1);
        assertThat(here(() -> recordings.hear(id(order)))).isEqualTo(MediaForm.tone());

        transactions.in(
                tenant.id(),
                () -> jdbc.sql("update objects.unclaimed set since = ?")
                        .param(OffsetDateTime.now(ZoneOffset.UTC).minusHours(2))
                        .update());
        here(() -> {
            recordings.delete(id(order));
            return true;
        });
        Eventually.holds("both are gone", () -> objects() == 0 && unclaimed() == 0);
    }

    @Test
    void a_message_is_heard_from_the_bucket_and_goes_with_its_mailbox() throws Exception {
        Extension extension = extension("104", true);
        edge.tell(FromEdge.newBuilder()
                .setApplicationOpened(ApplicationOpened.newBuilder()
                        .setCallId(CallId.next().toString())
                        .setLegId("leg-1")
                        .setTenantId(tenant.id().toString())
                        .setName("voicemail-deposit")
                        .setArgument(ByteString.copyFromUtf8("104"))
                        .setCaller(Party.newBuilder().setNumber("101"))
                        .setDialled("104")));
        Verb greeting = edge.hear(ToEdge.EventCase.VERB).getVerb();
        edge.tell(FromEdge.newBuilder()
                .setVerbDone(VerbDone.newBuilder()
                        .setCallId(greeting.getCallId())
                        .setVerbId(greeting.getVerbId())
                        .setPlayed("")));
        RecordingOrder order = edge.hear(ToEdge.EventCase.VERB).getVerb().getRecord();
        byte[] octets = MediaForm.encrypted(order, MediaForm.tone());
        assertThat(edge.deliver(MediaForm.facts(order, octets), octets).getStored())
                .isTrue();
        assertThat(objects()).isEqualTo(1);
        UUID mailbox = here(() -> mailboxes.findByExtension("104").orElseThrow().id());
        UUID message = here(() -> mailboxes
                .messages(mailbox, Cursor.parse(null, null))
                .items()
                .getFirst()
                .id());
        assertThat(here(() -> mailboxes.sound(tenant.id(), message)).orElseThrow())
                .isEqualTo(MediaForm.tone());

        here(() -> {
            extensions.delete(extension.id());
            return true;
        });
        Eventually.holds("it is gone", () -> objects() == 0 && unclaimed() == 0);
    }

    @Test
    void while_the_bucket_is_silent_media_keeps_what_it_has_and_nobody_hears_an_error_of_ours() throws Exception {
        RecordingOrder order = recorded();
        RecordingOrder next = orders.get();
        byte[] octets = MediaForm.encrypted(next, MediaForm.tone());
        server.pause();
        try {
            assertThatThrownBy(() -> edge.deliver(MediaForm.facts(next, octets), octets))
                    .hasRootCauseInstanceOf(StatusRuntimeException.class)
                    .hasStackTraceContaining("UNAVAILABLE");
            assertThatThrownBy(() -> here(() -> recordings.hear(id(order))))
                    .isInstanceOfSatisfying(
                            Problem.class, no -> assertThat(no.status()).isEqualTo(503));
        } finally {
            server.resume();
        }
        Eventually.holds("it is kept", () -> isStored(next, octets));
        assertThat(here(() -> recordings.hear(id(next)))).isEqualTo(MediaForm.tone());
    }

    /** For some seconds after the bucket was silent nobody is asked to send anything. */
    private boolean isStored(RecordingOrder order, byte[] octets) {
        try {
            return edge.deliver(MediaForm.facts(order, octets), octets).getStored();
        } catch (Exception notYet) {
            return false;
        }
    }
}
