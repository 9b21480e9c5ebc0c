package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.voicemail.Counts;
import org.ringfort.app.voicemail.Mailboxes;
import org.ringfort.contract.control.v1.ApplicationClosed;
import org.ringfort.contract.control.v1.ApplicationOpened;
import org.ringfort.contract.control.v1.Collected;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.beans.factory.annotation.Autowired;

/** Callers who leave a message and owners who hear it: what the app has the edge play, collect and record, and what it keeps. */
class MailboxIT extends VoiceIT {
    private static final String PIN = "480915";

    @Autowired
    Mailboxes mailboxes;

    @Autowired
    Audit audit;

    private String open(String application, String argument, String caller) {
        String callId = CallId.next().toString();
        edge.tell(FromEdge.newBuilder()
                .setApplicationOpened(ApplicationOpened.newBuilder()
                        .setCallId(callId)
                        .setLegId("leg-1")
                        .setTenantId(tenant.id().toString())
                        .setName(application)
                        .setArgument(ByteString.copyFromUtf8(argument))
                        .setCaller(Party.newBuilder().setNumber(caller).setDisplayName("Number " + caller))
                        .setDialled(argument)));
        return callId;
    }

    private Verb verb(Verb.KindCase kind) throws InterruptedException {
        Verb verb = edge.hear(ToEdge.EventCase.VERB).getVerb();
        assertThat(verb.getKindCase()).isEqualTo(kind);
        return verb;
    }

    private static List<String> prompts(List<Sound> sounds) {
        return sounds.stream().filter(Sound::hasPrompt).map(Sound::getPrompt).toList();
    }

    private void done(Verb verb, VerbDone.Builder outcome) {
        edge.tell(FromEdge.newBuilder()
                .setVerbDone(outcome.setCallId(verb.getCallId()).setVerbId(verb.getVerbId())));
    }

    private void played(String... expected) throws InterruptedException {
        Verb verb = verb(Verb.KindCase.PLAY);
        assertThat(prompts(verb.getPlay().getSoundsList())).containsExactly(expected);
        done(verb, VerbDone.newBuilder().setPlayed(""));
    }

    private List<Sound> typed(String digits) throws InterruptedException {
        Verb verb = verb(Verb.KindCase.COLLECT);
        done(verb, VerbDone.newBuilder().setCollected(Collected.newBuilder().setDigits(digits)));
        return verb.getCollect().getPromptList();
    }

    private static byte[] tone() {
        byte[] pcmu = new byte[20_000];
        for (int i = 0; i < pcmu.length; i++) {
            pcmu[i] = (byte) (i % 251);
        }
        return pcmu;
    }

    /** As media writes it. */
    private static byte[] encrypted(RecordingOrder order, byte[] pcmu) throws Exception {
        ByteBuffer out = ByteBuffer.allocate(pcmu.length + 1000);
        int number = 0;
        for (int from = 0; from < pcmu.length; from += 8192) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(order.getDataKey().toByteArray(), "AES"),
                    new GCMParameterSpec(
                            128,
                            ByteBuffer.allocate(12).putLong(0).putInt(number++).array()));
            cipher.updateAAD(order.getRecordingId().getBytes(StandardCharsets.US_ASCII));
            byte[] sealed = cipher.doFinal(pcmu, from, Math.min(8192, pcmu.length - from));
            out.putInt(sealed.length).put(sealed);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private RecordingFacts facts(RecordingOrder order, byte[] octets) {
        return RecordingFacts.newBuilder()
                .setRecordingId(order.getRecordingId())
                .setLabel(order.getLabel())
                .setDurationMs(2500)
                .setEnd(RecordingEnd.RECORDING_END_DIGIT)
                .setStartedAtMs(1_700_000_000_000L)
                .setSizeBytes(octets.length)
                .build();
    }

    /** A caller leaves a message for 104; the recording is still with media. */
    private RecordingOrder leaveMessage() throws Exception {
        open("voicemail-deposit", "104", "101");
        played("vm-greeting-before", "digit-1", "digit-0", "digit-4", "vm-greeting-after");
        Verb record = verb(Verb.KindCase.RECORD);
        RecordingOrder order = record.getRecord();
        assertThat(order.getBeep()).isTrue();
        assertThat(order.getDataKey().size()).isEqualTo(32);
        done(record, VerbDone.newBuilder().setRecorded(facts(order, new byte[0])));
        played("vm-thank-you", "goodbye");
        verb(Verb.KindCase.HANG_UP);
        return order;
    }

    private void setPin(String pin) {
        TenantScope.call(tenant.id(), () -> {
            mailboxes.setPin(mailboxes.findByExtension("104").orElseThrow().id(), Secret.ofText(pin));
            return true;
        });
    }

    @Test
    void a_message_is_left_told_heard_and_deleted() throws Exception {
        extension("104", true);
        setPin(PIN);
        RecordingOrder order = leaveMessage();
        byte[] octets = encrypted(order, tone());

        assertThat(edge.deliver(facts(order, octets), octets).getStored()).isTrue();
        var news = edge.hear(ToEdge.EventCase.MAILBOX_CHANGED).getMailboxChanged();
        assertThat(news.getExtension()).isEqualTo("104");
        assertThat(news.getDomain()).isEqualTo(tenant.domain());
        assertThat(news.getCounts().getUnheard()).isEqualTo(1);
        assertThat(edge.deliver(facts(order, octets), octets).getStored())
                .as("repeated")
                .isTrue();
        assertThat(mailboxes.counts(tenant.id(), "104")).isEqualTo(new Counts(1, 0));

        open("voicemail-menu", "104", "104");
        assertThat(prompts(typed("111111"))).containsExactly("vm-enter-pin");
        assertThat(prompts(typed(PIN))).containsExactly("vm-wrong-pin", "vm-enter-pin");
        assertThat(prompts(typed("1"))).containsExactly("vm-you-have", "vm-one-new-message", "vm-menu");
        List<Sound> message = typed("3");
        assertThat(prompts(message))
                .containsExactly(
                        "vm-message", "digit-1", "vm-from", "digit-1", "digit-0", "digit-1", "vm-after-message");
        assertThat(message.stream()
                        .filter(Sound::hasPcmu)
                        .findFirst()
                        .orElseThrow()
                        .getPcmu()
                        .toByteArray())
                .isEqualTo(tone());
        played("vm-deleted");
        played("vm-no-more", "goodbye");
        verb(Verb.KindCase.HANG_UP);
        assertThat(edge.hear(ToEdge.EventCase.MAILBOX_CHANGED)
                        .getMailboxChanged()
                        .getCounts()
                        .getUnheard())
                .isZero();

        assertThat(edge.deliver(facts(order, octets), octets).getStored())
                .as("delivered once more")
                .isTrue();
        assertThat(mailboxes.counts(tenant.id(), "104"))
                .as("a deleted message does not come back")
                .isEqualTo(new Counts(0, 0));
    }

    @Test
    void nothing_of_a_message_is_readable_in_the_database() throws Exception {
        extension("104", true);
        RecordingOrder order = leaveMessage();
        byte[] octets = encrypted(order, tone());
        edge.deliver(facts(order, octets), octets);
        byte[] stored = transactions.in(
                tenant.id(),
                () -> jdbc.sql("select sound || data_key from voicemail.message")
                        .query(byte[].class)
                        .single());
        String text = new String(stored, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain(new String(Arrays.copyOf(tone(), 40), StandardCharsets.ISO_8859_1));
        assertThat(text).doesNotContain(order.getDataKey().toString(StandardCharsets.ISO_8859_1));
        assertThat(order.getLabel().toString(StandardCharsets.ISO_8859_1))
                .doesNotContain(order.getDataKey().toString(StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_caller_who_hangs_up_while_recording_still_leaves_a_message() throws Exception {
        extension("104", true);
        String callId = open("voicemail-deposit", "104", "101");
        played("vm-greeting-before", "digit-1", "digit-0", "digit-4", "vm-greeting-after");
        RecordingOrder order = verb(Verb.KindCase.RECORD).getRecord();
        edge.tell(FromEdge.newBuilder()
                .setApplicationClosed(
                        ApplicationClosed.newBuilder().setCallId(callId).setWhy("caller hung up")));
        byte[] octets = encrypted(order, tone());
        assertThat(edge.deliver(facts(order, octets), octets).getStored()).isTrue();
        assertThat(mailboxes.counts(tenant.id(), "104").unheard()).isEqualTo(1);
    }

    @Test
    void a_torn_recording_keeps_what_is_whole() throws Exception {
        extension("104", true);
        RecordingOrder order = leaveMessage();
        byte[] octets = encrypted(order, tone());
        byte[] torn = Arrays.copyOf(octets, octets.length - 100);
        assertThat(edge.deliver(facts(order, torn), torn).getStored()).isTrue();
        TenantScope.call(tenant.id(), () -> {
            var mailbox = mailboxes.findByExtension("104").orElseThrow();
            var message = mailboxes
                    .messages(mailbox.id(), Cursor.parse(null, null))
                    .items()
                    .getFirst();
            assertThat(mailboxes.sound(tenant.id(), message.id()).orElseThrow())
                    .isEqualTo(Arrays.copyOf(tone(), 16_384));
            return true;
        });
    }

    @Test
    void what_was_changed_or_has_no_mailbox_is_rejected() throws Exception {
        Extension extension = extension("104", true);
        RecordingOrder order = leaveMessage();
        byte[] octets = encrypted(order, tone());
        byte[] changed = octets.clone();
        changed[100] ^= 1;
        assertThat(edge.deliver(facts(order, changed), changed).getRejected()).isNotEmpty();

        byte[] label = order.getLabel().toByteArray();
        label[label.length - 1] ^= 1;
        DeliverReply forged = edge.deliver(
                facts(order, octets).toBuilder()
                        .setLabel(ByteString.copyFrom(label))
                        .build(),
                octets);
        assertThat(forged.getRejected()).isNotEmpty();

        TenantScope.call(tenant.id(), () -> {
            extensions.delete(extension.id());
            return true;
        });
        assertThat(edge.deliver(facts(order, octets), octets).getRejected()).contains("gone");
    }

    @Test
    void wrong_pins_lock_the_mailbox_and_are_audited() throws Exception {
        extension("104", true);
        setPin(PIN);
        open("voicemail-menu", "104", "104");
        typed("1");
        typed("2");
        typed("3");
        played("vm-wrong-pin", "goodbye");
        verb(Verb.KindCase.HANG_UP);

        open("voicemail-menu", "104", "104");
        typed("4");
        typed("5");
        played("vm-locked", "goodbye");
        verb(Verb.KindCase.HANG_UP);

        open("voicemail-menu", "104", "104");
        typed(PIN);
        played("vm-locked", "goodbye");
        verb(Verb.KindCase.HANG_UP);

        TenantScope.call(tenant.id(), () -> {
            assertThat(audit.list(new Audit.Filter("voicemail.pin_locked", null, null), Cursor.parse(null, null))
                            .items())
                    .hasSize(1);
            var mailbox = mailboxes.findByExtension("104").orElseThrow();
            assertThat(mailbox.lockedUntil()).isPresent();
            mailboxes.unlock(mailbox.id());
            return true;
        });
        open("voicemail-menu", "104", "104");
        typed(PIN);
        played("vm-no-messages", "goodbye");
    }

    @Test
    void an_application_nobody_knows_is_hung_up() throws Exception {
        open("fortune-teller", "", "101");
        verb(Verb.KindCase.HANG_UP);
    }

    @Test
    void a_phone_that_comes_back_learns_of_its_messages() throws Exception {
        TestPhone phone = phone("104", true);
        RecordingOrder order = leaveMessage();
        byte[] octets = encrypted(order, tone());
        edge.deliver(facts(order, octets), octets);
        edge.hear(ToEdge.EventCase.MAILBOX_CHANGED);

        phone.bind(phone.register(300));
        var news = edge.hear(ToEdge.EventCase.MAILBOX_CHANGED).getMailboxChanged();
        while (news.getContactsCount() == 0) { // news of the message itself may come twice
            news = edge.hear(ToEdge.EventCase.MAILBOX_CHANGED).getMailboxChanged();
        }
        assertThat(news.getCounts().getUnheard()).isEqualTo(1);
        assertThat(news.getContacts(0).getFlow()).isEqualTo("flow-of-" + phone.device());
    }
}
