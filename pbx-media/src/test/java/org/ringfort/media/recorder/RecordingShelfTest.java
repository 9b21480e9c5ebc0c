package org.ringfort.media.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
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
                        order.id(), order.owner(), order.label(), 712, RecordingEnd.INTERRUPTED, 1_000, whole, 0));
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
        Recording finished = shelf.finish(order, 9, new FactsFile.End(RecordingEnd.DIGIT, 100, writer.size(), 40));

        assertThat(RecordingShelf.open(folder).ready("edge-1")).containsExactly(finished);
        assertThat(RecordingShelf.open(folder).fetch(UUID.randomUUID())).isEmpty();
    }

    /** Of a process that knew no pauses, which died before it was replaced. */
    @Test
    void facts_of_an_earlier_version_are_read_and_ended() throws Exception {
        RecordingOrder order = order();
        Path file = folder.resolve(order.id() + ".facts");
        FactsFile.begin(file, order, 5);
        byte[] now = Files.readAllBytes(file);
        byte[] body = Arrays.copyOf(now, now.length - 21 - 4);
        body[4] = '1';
        var crc = new CRC32();
        crc.update(body);
        Files.write(
                file,
                ByteBuffer.allocate(body.length + 4 + 17)
                        .put(body)
                        .putInt((int) crc.getValue())
                        .array());

        var recovered = RecordingShelf.open(folder).ready("edge-1");
        assertThat(recovered).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(order.id());
            assertThat(one.end()).isEqualTo(RecordingEnd.INTERRUPTED);
        });
        assertThat(Files.size(file)).as("its end was written in its place").isEqualTo(body.length + 4 + 17);
        assertThat(RecordingShelf.open(folder).ready("edge-1")).isEqualTo(recovered);
    }

    @Test
    void a_second_of_the_same_name_takes_nothing_from_the_first() throws Exception {
        RecordingOrder order = order();
        RecordingShelf shelf = RecordingShelf.open(folder);
        SegmentWriter writer = shelf.begin(order, 9);
        assertThatThrownBy(() -> shelf.begin(order, 10)).isInstanceOf(IOException.class);
        writer.write(new byte[800], 800);
        writer.close();
        assertThat(RecordingShelf.open(folder).ready("edge-1"))
                .singleElement()
                .satisfies(kept -> assertThat(kept.startedAtMillis()).isEqualTo(9));
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

    @Test
    void a_disk_that_fills_up_ends_the_recording_at_once_and_keeps_what_it_holds() throws Exception {
        var disk = new SmallDisk(2 * (4 + 4_096 + 16) + 100);
        RecordingShelf shelf = RecordingShelf.open(folder, disk);
        BlockingQueue<Recording> finished = new ArrayBlockingQueue<>(2);
        RecordingOrder order = order();
        var recorder = new Recorder(order, shelf, Clock.systemUTC(), finished::add);
        recorder.begin();
        byte[] loud = new byte[160];
        for (int count = 0; count < 200; count++) { // four seconds: eight segments
            recorder.heard(loud, 0, 160, false, count * 160, count * 20_000_000L);
        }

        Recording recording = finished.poll(5, TimeUnit.SECONDS);
        assertThat(recording).as("without anybody stopping it").isNotNull();
        assertThat(recording.end()).isEqualTo(RecordingEnd.FAILED);
        assertThat(recording.durationMillis()).isEqualTo(2 * 4_096 / 8);
        recorder.heard(loud, 0, 160, false, 0, 0);
        recorder.stop(RecordingEnd.STOPPED);
        assertThat(finished.poll(200, TimeUnit.MILLISECONDS)).as("told once").isNull();

        Path audio = folder.resolve(order.id() + ".rfr1");
        assertThat(Files.size(audio)).isEqualTo(recording.sizeBytes()).isEqualTo(2 * (4 + 4_096 + 16));
        assertThat(RecordingShelf.open(folder).ready("edge-1")).containsExactly(recording);
    }

    @Test
    void a_full_disk_says_so_before_a_recording_begins_and_a_torn_beginning_is_swept_away() throws Exception {
        var disk = new SmallDisk(0);
        RecordingShelf shelf = RecordingShelf.open(folder, disk);
        assertThat(shelf.fullness()).hasValueSatisfying(why -> assertThat(why).contains("the disk is full"));
        assertThat(RecordingShelf.open(folder).fullness()).isEmpty();

        RecordingOrder order = order();
        disk.creates = false;
        assertThatThrownBy(() -> shelf.begin(order, 1)).isInstanceOf(IOException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** A real folder on a disk with so much room. */
    private static final class SmallDisk implements Disk {
        private final AtomicLong room;
        private boolean creates = true;

        SmallDisk(long roomBytes) {
            room = new AtomicLong(roomBytes);
        }

        @Override
        public long usableBytes(Path at) {
            return room.get();
        }

        @Override
        public Open create(Path file) throws IOException {
            if (!creates) {
                throw new IOException("No space left on device");
            }
            Open real = Disk.REAL.create(file);
            return new Open() {
                @Override
                public void write(ByteBuffer octets, long at) throws IOException {
                    int fits = (int) Math.min(octets.remaining(), room.get());
                    room.addAndGet(-fits);
                    ByteBuffer part = octets.slice(octets.position(), fits);
                    real.write(part, at);
                    octets.position(octets.position() + fits);
                    if (fits == 0) {
                        throw new IOException("No space left on device");
                    }
                }

                @Override
                public void truncate(long sizeBytes) throws IOException {
                    real.truncate(sizeBytes);
                }

                @Override
                public void force() throws IOException {
                    real.force();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }
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
                "#",
                false,
                false);
    }
}
