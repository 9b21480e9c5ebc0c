package org.ringfort.media.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The folder where recordings wait until the app has them. What a process that died left behind is finished when the next
 * one opens the shelf. Any thread; all methods but {@link #ready} touch the disk.
 */
public final class RecordingShelf implements AutoCloseable {
    private static final String AUDIO = ".rfr1";
    private static final String FACTS = ".facts";
    private static final int LENGTH_BYTES = 4;
    private static final int LARGEST_SEGMENT = 8_192 + SegmentWriter.TAG_BYTES;

    /** Half an hour of speech: what runs can end in good order. */
    static final long LEAST_FREE_BYTES = 16 << 20;

    private final Path folder;
    private final Disk disk;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<UUID, Recording> ready = new ConcurrentHashMap<>();

    private RecordingShelf(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Opens the folder, making it where it is missing, and finishes what is unfinished in it. */
    public static RecordingShelf open(Path folder) throws IOException {
        return open(folder, Disk.REAL);
    }

    static RecordingShelf open(Path folder, Disk disk) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        var shelf = new RecordingShelf(folder, disk);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(FACTS)).toList()) {
                shelf.recover(file);
            }
        }
        return shelf;
    }

    private void recover(Path file) throws IOException {
        Optional<FactsFile.Facts> read = FactsFile.read(file);
        if (read.isEmpty()) {
            return; // torn while it was made: nothing was recorded yet
        }
        FactsFile.Facts facts = read.get();
        Path audio = audio(facts.id());
        if (facts.end().isEmpty()) {
            FactsFile.End end = interrupted(audio);
            FactsFile.end(file, end);
            ready.put(facts.id(), facts.finished(end));
        } else {
            ready.put(facts.id(), facts.finished(facts.end().get()));
        }
    }

    /** Cuts a torn last segment off and counts what is whole. */
    private static FactsFile.End interrupted(Path audio) throws IOException {
        if (!Files.exists(audio)) {
            return new FactsFile.End(RecordingEnd.INTERRUPTED, 0, 0, 0);
        }
        long whole = 0;
        long samples = 0;
        try (FileChannel channel = FileChannel.open(audio, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES);
            while (channel.read(length.clear(), whole) == LENGTH_BYTES) {
                int segment = length.getInt(0);
                if (segment < SegmentWriter.TAG_BYTES
                        || segment > LARGEST_SEGMENT
                        || whole + LENGTH_BYTES + segment > channel.size()) {
                    break;
                }
                whole += LENGTH_BYTES + segment;
                samples += segment - SegmentWriter.TAG_BYTES;
            }
            channel.truncate(whole);
            channel.force(true);
        }
        return new FactsFile.End(RecordingEnd.INTERRUPTED, (int) (samples / 8), whole, 0);
    }

    /** A recording is about to begin; {@link #finish} ends it. */
    void entered() {
        underWay.incrementAndGet();
    }

    /** Waits a little for recordings that are being finished; what is late is finished at the next start. */
    @Override
    public void close() {
        try {
            for (int tries = 0; tries < 150 && underWay.get() > 0; tries++) {
                Thread.sleep(20);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why no recording can begin now, in words for the log; empty where one can. */
    public Optional<String> fullness() {
        try {
            return disk.usableBytes(folder) < LEAST_FREE_BYTES
                    ? Optional.of("no room for a recording: the disk is full")
                    : Optional.empty();
        } catch (IOException refused) {
            return Optional.of("no room for a recording: its disk does not answer");
        }
    }

    /** Begins a recording's two files; leaves neither where the disk refuses one. */
    SegmentWriter begin(RecordingOrder order, long startedAtMillis) throws IOException {
        try {
            FactsFile.begin(facts(order.id()), order, startedAtMillis);
            return new SegmentWriter(disk.create(audio(order.id())), order);
        } catch (IOException refused) {
            if (!isThere(refused, facts(order.id()))) {
                Files.deleteIfExists(facts(order.id()));
            }
            throw refused;
        }
    }

    /** Whether it was refused since another recording has that name: the file is that one's. */
    private static boolean isThere(IOException refused, Path file) {
        return refused instanceof FileAlreadyExistsException there
                && file.toString().equals(there.getFile());
    }

    /** The recording is whole; it is ready from now on even where its facts could not be written. */
    Recording finish(RecordingOrder order, long startedAtMillis, FactsFile.End end) {
        var recording = new Recording(
                order.id(),
                order.owner(),
                order.label(),
                end.durationMillis(),
                end.kind(),
                startedAtMillis,
                end.sizeBytes(),
                end.pausedMillis());
        ready.put(order.id(), recording);
        try {
            FactsFile.end(facts(order.id()), end);
        } catch (IOException refused) {
            // after a restart it will count as interrupted; nothing of it is lost
        } finally {
            underWay.decrementAndGet();
        }
        return recording;
    }

    /** Finished recordings that nobody has discarded; of one edge. */
    public List<Recording> ready(String edgeId) {
        return ready.values().stream()
                .filter(recording -> recording.owner().edgeId().equals(edgeId))
                .toList();
    }

    /** How many wait, of all edges. */
    public int waiting() {
        return ready.size();
    }

    /** The encrypted octets of a finished recording; empty where there is none. */
    public Optional<InputStream> fetch(UUID id) throws IOException {
        if (!ready.containsKey(id)) {
            return Optional.empty();
        }
        return Optional.of(Files.exists(audio(id)) ? Files.newInputStream(audio(id)) : InputStream.nullInputStream());
    }

    /** It is safe elsewhere. Discarding twice is harmless. */
    public void discard(UUID id) {
        if (ready.remove(id) == null) {
            return;
        }
        try {
            Files.deleteIfExists(audio(id));
            Files.deleteIfExists(facts(id));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Path audio(UUID id) {
        return folder.resolve(id + AUDIO);
    }

    private Path facts(UUID id) {
        return folder.resolve(id + FACTS);
    }
}
