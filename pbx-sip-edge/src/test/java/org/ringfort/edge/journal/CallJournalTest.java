package org.ringfort.edge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.HungUpBy;
import org.ringfort.edge.fake.Until;

class CallJournalTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private static CallRecord call(String id) {
        return CallRecord.newBuilder()
                .setCallId(id)
                .setStartedAtMs(1_000)
                .addLegs(CallLeg.newBuilder().setLegId(id + "-leg"))
                .build();
    }

    private static CallRecord over(String id) {
        return call(id).toBuilder().setEndedAtMs(2_000).setStatus(200).build();
    }

    private static CallJournal journal(Path where) throws IOException {
        return CallJournal.open(where, CallJournal.Limits.DEFAULT, Clock.systemUTC());
    }

    private static List<String> unstored(CallJournal journal) {
        return journal.unstored(1_000, Set.of()).stream()
                .map(CallRecord::getCallId)
                .toList();
    }

    @Test
    void an_ended_call_is_remembered_until_it_is_stored() throws IOException {
        try (var journal = journal(directory)) {
            journal.opened(call("a"));
            journal.ended(over("a"));
            journal.opened(call("b"));
            journal.ended(over("b"));
            journal.stored("a");
        }
        try (var journal = journal(directory)) {
            assertThat(journal.unstored(10, Set.of())).containsExactly(over("b"));
            journal.stored("b");
        }
        try (var journal = journal(directory)) {
            assertThat(unstored(journal)).isEmpty();
        }
    }

    @Test
    void what_was_said_is_in_the_file_before_the_method_returns() throws IOException {
        try (var journal = journal(directory)) {
            journal.opened(call("a"));
            journal.ended(over("a"));
            // What kill -9 would leave: the file as it is now, without close and without sync.
            Path copy = Files.createDirectory(directory.resolve("copy"));
            Files.copy(directory.resolve("calls.journal"), copy.resolve("calls.journal"));
            try (var second = journal(copy)) {
                assertThat(second.unstored(10, Set.of())).containsExactly(over("a"));
            }
        }
    }

    @Test
    void calls_that_were_up_end_as_edge_restarted() throws IOException {
        try (var journal = journal(directory)) {
            journal.opened(call("rang"));
            journal.opened(call("talked"));
            journal.answered(call("talked").toBuilder().setAnsweredAtMs(1_500).build());
        }
        try (var journal = journal(directory)) {
            assertThat(journal.openCount()).isZero();
            var rang = journal.unstored(10, Set.of()).getFirst();
            var talked = journal.unstored(10, Set.of()).getLast();
            assertThat(rang.getStatus()).isEqualTo(500);
            assertThat(talked.getStatus()).isEqualTo(200);
            assertThat(talked.getAnsweredAtMs()).isEqualTo(1_500);
            assertThat(talked.getEndReason()).isEqualTo("edge restarted");
            assertThat(talked.getHungUpBy()).isEqualTo(HungUpBy.HUNG_UP_BY_SYSTEM);
            assertThat(talked.getEndedAtMs())
                    .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
            assertThat(talked.getLegs(0).getEndedAtMs()).isEqualTo(talked.getEndedAtMs());
        }
    }

    @Property(tries = 60)
    void a_file_torn_anywhere_keeps_what_came_before_the_tear(
            @ForAll @IntRange(min = 1, max = 200) int lost, @ForAll boolean garbage) throws IOException {
        Path here = Files.createTempDirectory("journal");
        try (var journal = journal(here)) {
            journal.ended(over("first"));
            journal.ended(over("second"));
        }
        Path file = here.resolve("calls.journal");
        byte[] whole = Files.readAllBytes(file);
        int first = whole.length / 2 + 20; // entries differ in length by a few octets only
        int kept = Math.max(first, whole.length - lost);
        byte[] torn = java.util.Arrays.copyOf(whole, garbage ? whole.length : kept);
        for (int i = kept; i < torn.length; i++) {
            torn[i] ^= 0x5a;
        }
        Files.write(file, torn);
        try (var journal = journal(here)) {
            assertThat(unstored(journal)).isEqualTo(List.of("first"));
            journal.ended(over("third"));
        }
        try (var journal = journal(here)) {
            assertThat(unstored(journal)).isEqualTo(List.of("first", "third"));
        }
    }

    @Test
    void the_file_does_not_outgrow_its_content() throws IOException {
        var small = new CallJournal.Limits(100, 10_000, Duration.ofMillis(10), Duration.ofSeconds(5));
        try (var journal = CallJournal.open(directory, small, Clock.systemUTC())) {
            journal.opened(call("up"));
            for (int i = 0; i < 2_000; i++) {
                journal.ended(over("call-" + i));
                journal.stored("call-" + i);
            }
            assertThat(Files.size(directory.resolve("calls.journal"))).isLessThan(11_000);
        }
        try (var journal = journal(directory)) {
            assertThat(unstored(journal)).containsExactly("up");
        }
    }

    @Test
    void it_is_full_when_too_many_records_wait() throws IOException {
        var small = new CallJournal.Limits(2, 10_000, Duration.ofMillis(10), Duration.ofSeconds(5));
        try (var journal = CallJournal.open(directory, small, Clock.systemUTC())) {
            journal.ended(over("a"));
            assertThat(journal.full()).isFalse();
            journal.ended(over("b"));
            assertThat(journal.full()).isTrue();
            assertThat(journal.fullForEmergencies())
                    .as("a call for help has room")
                    .isFalse();
            journal.ended(over("c"));
            assertThat(journal.fullForEmergencies()).isTrue();
            journal.stored("c");
            journal.stored("a");
            assertThat(journal.full()).isFalse();
        }
    }

    @Test
    void a_disk_that_refuses_is_said_and_mended() throws IOException {
        var small = new CallJournal.Limits(100, 300, Duration.ofMillis(10), Duration.ofSeconds(5));
        try (var journal = CallJournal.open(directory, small, Clock.systemUTC())) {
            Path obstacle = Files.createDirectory(directory.resolve("calls.journal.new"));
            for (int i = 0; i < 20; i++) {
                journal.ended(over("call-" + i));
            }
            assertThat(journal.healthy()).isFalse();
            assertThat(journal.failures()).isPositive();
            assertThat(journal.unstoredCount()).isEqualTo(20);
            Files.delete(obstacle);
            Until.holds("healthy again", journal::healthy);
        }
        try (var journal = journal(directory)) {
            assertThat(unstored(journal)).hasSize(20);
        }
    }

    @Test
    void two_processes_never_share_a_journal() throws IOException {
        try (var journal = journal(directory)) {
            assertThat(journal.healthy()).isTrue();
            assertThatThrownBy(() -> journal(directory)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_strange_file_is_no_reason_to_fail() throws IOException {
        Files.write(directory.resolve("calls.journal"), new byte[] {1, 2, 3}, StandardOpenOption.CREATE);
        try (var journal = journal(directory)) {
            assertThat(unstored(journal)).isEmpty();
        }
    }

    @Test
    void records_are_said_after_each_attachment_until_stored() throws IOException {
        List<String> said = new CopyOnWriteArrayList<>();
        try (var journal = journal(directory);
                var delivery = new RecordDelivery(journal, call -> said.add(call.getCallId()))) {
            journal.ended(over("a"));
            journal.ended(over("b"));
            delivery.start();
            delivery.attached();
            Until.equal(List.of("a", "b"), () -> List.copyOf(said));
            delivery.stored("a");
            delivery.stored("unheard of");
            Until.equal(1, journal::unstoredCount);
            delivery.attached();
            Until.equal(List.of("a", "b", "b"), () -> List.copyOf(said));
            journal.ended(over("c"));
            delivery.ended();
            Until.equal(List.of("a", "b", "b", "c"), () -> List.copyOf(said));
        }
    }

    @Test
    void an_app_that_is_away_hears_nothing_and_loses_nothing() throws IOException {
        try (var journal = journal(directory);
                var delivery = new RecordDelivery(journal, call -> false)) {
            journal.ended(over("a"));
            delivery.start();
            delivery.ended();
            Until.equal(1, journal::unstoredCount);
        }
    }
}
