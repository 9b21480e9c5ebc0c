package org.ringfort.app.voicemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.applications.Application.Visit;
import org.ringfort.app.applications.CallerGone;
import org.ringfort.app.applications.Recorded;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;

class ConversationsTest {
    private final MemoryDesk desk = new MemoryDesk();

    private static final class MemoryDesk implements Desk {
        final List<Message> messages = new ArrayList<>();
        final List<String> done = new ArrayList<>();
        boolean takes = true;
        boolean away;

        void add(String from, Message.State state) {
            messages.add(new Message(
                    new UUID(0, messages.size() + 1),
                    new UUID(1, 1),
                    from,
                    "",
                    Instant.EPOCH,
                    Duration.ofSeconds(1),
                    state));
        }

        @Override
        public Optional<Recording> orderRecording(Visit visit, String extension) {
            return takes
                    ? Optional.of(new Recording(
                            new UUID(2, 2),
                            Secret.of(new byte[32]),
                            new byte[0],
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(5),
                            true,
                            "#"))
                    : Optional.empty();
        }

        @Override
        public PinCheck checkPin(TenantId tenant, String extension, String pin) {
            return switch (pin) {
                case "480915" -> PinCheck.RIGHT;
                case "locked" -> PinCheck.LOCKED;
                default -> PinCheck.WRONG;
            };
        }

        @Override
        public List<Message> messages(TenantId tenant, String extension) {
            return List.copyOf(messages);
        }

        @Override
        public Optional<byte[]> sound(TenantId tenant, UUID message) {
            if (away) {
                throw Problem.unavailable("not now", Duration.ofSeconds(5));
            }
            return message.getLeastSignificantBits() == 99
                    ? Optional.empty()
                    : Optional.of(new byte[(int) message.getLeastSignificantBits()]);
        }

        @Override
        public void markHeard(TenantId tenant, UUID message) {
            done.add("heard " + message.getLeastSignificantBits());
        }

        @Override
        public void delete(TenantId tenant, UUID message) {
            done.add("deleted " + message.getLeastSignificantBits());
        }
    }

    private static Visit visit(String argument) {
        return new Visit(CallId.next(), TenantId.next(), "101", "Somebody", "*97", argument);
    }

    private List<String> menu(String... types) throws CallerGone {
        ScriptedCaller caller = new ScriptedCaller(types);
        new MenuConversation(desk).converse(visit("104"), caller);
        return caller.heard;
    }

    @Test
    void again_keep_delete_next_and_goodbye() throws Exception {
        desk.add("101", Message.State.NEW);
        desk.add("102", Message.State.NEW);
        desk.add("", Message.State.HEARD);
        List<String> heard = menu("480915", "1", "1", "2", "3", "#");
        assertThat(heard)
                .containsSubsequence(
                        "vm-you-have", "digit-2", "vm-new-messages", "digit-1", "vm-saved-messages", "vm-menu")
                .containsSubsequence(
                        "sound of 1", "> 1", "sound of 1", "> 2", "vm-kept", "sound of 2", "> 3", "vm-deleted")
                .containsSubsequence("vm-message", "digit-3", "vm-from", "vm-unknown-caller", "sound of 3", "> #")
                .endsWith("vm-no-more", "goodbye", "hung up: all heard");
        assertThat(desk.done).containsExactly("heard 1", "deleted 2");
    }

    @Test
    void a_message_played_to_its_end_in_silence_was_heard() throws Exception {
        desk.add("101", Message.State.NEW);
        menu("480915", "1", "");
        assertThat(desk.done).containsExactly("heard 1");
    }

    @Test
    void where_messages_cannot_be_read_now_the_caller_is_told_and_nothing_counts_as_heard() throws Exception {
        desk.add("101", Message.State.NEW);
        desk.away = true;
        assertThat(menu("480915", "1")).endsWith("vm-not-now", "goodbye", "hung up: messages cannot be read");
        assertThat(desk.done).isEmpty();
    }

    @Test
    void a_caller_who_hangs_up_meanwhile_has_heard_nothing() {
        desk.add("101", Message.State.NEW);
        assertThatThrownBy(() -> menu("480915", "1")).isInstanceOf(CallerGone.class);
        assertThat(desk.done).isEmpty();
    }

    @Test
    void three_wrong_pins_end_the_call() throws Exception {
        assertThat(menu("1", "2", "3")).endsWith("vm-wrong-pin", "goodbye", "hung up: wrong PIN");
    }

    @Test
    void a_locked_mailbox_says_so_and_shows_nothing() throws Exception {
        desk.add("101", Message.State.NEW);
        assertThat(menu("locked"))
                .containsExactly("vm-enter-pin", "> locked", "vm-locked", "goodbye", "hung up: mailbox locked");
    }

    @Test
    void no_messages() throws Exception {
        assertThat(menu("480915")).endsWith("vm-no-messages", "goodbye", "hung up: no messages");
    }

    @Test
    void a_full_or_closed_mailbox_takes_nothing() throws Exception {
        desk.takes = false;
        ScriptedCaller caller = new ScriptedCaller();
        new DepositConversation(desk).converse(visit("104"), caller);
        assertThat(caller.heard).containsExactly("not-available", "goodbye", "hung up: mailbox takes no message");
    }

    @Test
    void a_disk_that_refuses_is_not_thanked_for() throws Exception {
        ScriptedCaller caller = new ScriptedCaller();
        caller.end = Recorded.End.FAILED;
        new DepositConversation(desk).converse(visit("104"), caller);
        assertThat(caller.heard).contains("recording").doesNotContain("vm-thank-you");
    }

    @Test
    void wave_files_have_their_header_and_twice_the_octets() {
        byte[] file = Wave.of(new byte[] {(byte) 0xff, 0x00, (byte) 0x80, 0x7f});
        assertThat(new String(file, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
        assertThat(file).hasSize(44 + 8);
        // G.711 table 2a: 0xff is silence, 0x00 the lowest, 0x80 the highest, 0x7f silence again.
        assertThat(java.nio.ByteBuffer.wrap(file, 44, 8)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer()
                        .get(1))
                .isEqualTo((short) -32124);
        assertThat(java.nio.ByteBuffer.wrap(file, 44, 8)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer()
                        .get(2))
                .isEqualTo((short) 32124);
        assertThat(file[44]).isZero();
    }
}
