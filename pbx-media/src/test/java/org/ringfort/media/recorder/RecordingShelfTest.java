package org.ringfort.media.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.kernel.secret.Secret;

class RecordingShelfTest {
    @TempDir
    Path folder;

    @Test
    void what_a_killed_process_left_is_finished_and_its_torn_segment_cut_off() throws Exception {
        RecordingOrder order = order();
        SegmentWriter writer = RecordingShelf.open(folder).begin(order, 1_000);
        writer.write(new byte[4_096], 4_096);
        writer.write(new byte[1_600], 1_600);
        long whole = writer.size();
        Path audio = folder.resolve(order.id() + ".rfr1");
        Files.write(audio, new byte[] {0, 0, 16, 16, 1, 2, 3}, StandardOpenOption.APPEND); // and then kill -9

        RecordingShelf next = RecordingShelf.open(folder);
        assertThat(next.ready("edge-1"))
                .containsExactly(new Recording(
                        order.id(), order.owner(), order.label(), 712, RecordingEnd.INTERRUPTED, 1_000, whole));
        assertThat(Files.size(audio)).isEqualTo(whole);
        assertThat(next.ready("edge-2")).isEmpty();
        assertThat(RecordingShelf.open(folder).ready("edge-1")).isEqualTo(next.ready("edge-1"));
    }

    @Test
    void facts_without_audio_and_torn_facts_hinder_nothing() throws Exception {
        RecordingOrder order = order();
        FactsFile.begin(folder.resolve(order.id() + ".facts"), order, 5);
        Files.write(folder.resolve(UUID.randomUUID() + ".facts"), new byte[] {'R', 'F', 'R', 'F', '1', 0, 1});

        assertThat(RecordingShelf.open(folder).ready("edge-1"))
                .singleElement()
                .extracting(Recording::sizeBytes)
                .isEqualTo(0L);
    }

    @Test
    void a_finished_recording_survives_with_its_end() throws Exception {
        RecordingOrder order = order();
        RecordingShelf shelf = RecordingShelf.open(folder);
        SegmentWriter writer = shelf.begin(order, 9);
        writer.write(new byte[800], 800);
        writer.close();
        Recording finished = shelf.finish(order, 9, new FactsFile.End(RecordingEnd.DIGIT, 100, writer.size()));

        assertThat(RecordingShelf.open(folder).ready("edge-1")).containsExactly(finished);
        assertThat(RecordingShelf.open(folder).fetch(UUID.randomUUID())).isEmpty();
    }

    @Test
    void nothing_on_the_disk_tells_the_key() throws Exception {
        RecordingOrder order = order();
        RecordingShelf.open(folder).begin(order, 9).write(new byte[800], 800);
        byte[] key = order.dataKey().reveal();

        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** A folder that is gone stands for a disk that refuses. */
    @Test
    void a_disk_that_refuses_ends_the_recording_as_failed() throws Exception {
        Path gone = folder.resolve("gone");
        RecordingShelf shelf = RecordingShelf.open(gone);
        Files.delete(gone);
        BlockingQueue<Recording> finished = new ArrayBlockingQueue<>(1);
        var recorder = new Recorder(order(), shelf, Clock.systemUTC(), finished::add);
        recorder.begin();
        recorder.heard(new byte[160], 0, 160, false, 0, 0);
        recorder.stop(RecordingEnd.STOPPED);

        Recording recording = finished.poll(5, TimeUnit.SECONDS);
        assertThat(recording).isNotNull();
        assertThat(recording.end()).isEqualTo(RecordingEnd.FAILED);
        assertThat(shelf.ready("edge-1")).containsExactly(recording);
    }

    private static RecordingOrder order() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 'k');
        return new RecordingOrder(
                UUID.randomUUID(),
                new RecordingOrder.Owner("edge-1", "session", "leg"),
                Secret.of(key),
                Label.of(new byte[] {1, 2, 3}),
                60,
                5,
                "#");
    }
}
