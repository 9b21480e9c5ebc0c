package org.ringfort.edge.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.HungUpBy;

/**
 * The calls of this edge, on disk: opened, answered, ended, and no longer needed once the app has stored the record.
 *
 * <p>One append-only file of {@link Entry entries}. An entry is written (not merely queued) before the method returns, so
 * {@code kill -9} loses nothing that was said; a thread syncs the file ten times a second, so a power failure loses at
 * most that much. Opening the journal cuts a torn tail, closes the calls that were up when the process died (they end
 * "edge restarted" when the file was last touched, which happens every few seconds while calls are up), and writes the
 * file anew. The same rewriting happens when the file outgrows its content.
 *
 * <p>When the disk refuses, calls go on: {@link #healthy} turns false, all is kept in memory, and once the disk takes it
 * the whole is written anew. Everything in memory is also what is bounded: {@link #full} says that no new call should be
 * taken. Any thread; one lock, held while writing.
 */
public final class CallJournal implements AutoCloseable {
    /**
     * @param mostUnstored records kept for an app that is away; beyond it {@link #full}
     * @param rewriteAtBytes the file is rewritten when it is so long, and twice as long as after the last rewriting
     * @param sync how often the file is synced, and a refusing disk tried again
     * @param touch how often the file says that its calls are still up
     */
    public record Limits(int mostUnstored, long rewriteAtBytes, Duration sync, Duration touch) {
        public static final Limits DEFAULT =
                new Limits(100_000, 16L << 20, Duration.ofMillis(100), Duration.ofSeconds(5));
    }

    private static final String FILE = "calls.journal";

    private final Path directory;
    private final Limits limits;
    private final Clock clock;
    private final FileChannel lockFile;
    private final Thread keeper;
    private final LongAdder failures = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, CallRecord> open = new LinkedHashMap<>();
    private final Map<String, CallRecord> unstored = new LinkedHashMap<>();
    private FileChannel file;
    private long rewriteAtBytes;
    private boolean unsynced;
    private volatile boolean healthy = true;
    private volatile boolean closed;

    private CallJournal(Path directory, Limits limits, Clock clock, FileChannel lockFile) throws IOException {
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
        this.lockFile = lockFile;
        recover();
        this.file = rewrite();
        this.keeper = Thread.ofPlatform().daemon().name("call-journal").unstarted(this::keep);
    }

    /**
     * Opens the journal of a directory, making it where it is missing.
     *
     * @throws IOException where the directory cannot be written, or another process has it open
     */
    public static CallJournal open(Path directory, Limits limits, Clock clock) throws IOException {
        Files.createDirectories(directory);
        FileChannel lockFile =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock taken = lockFile.tryLock();
            if (taken == null) {
                throw new IOException("another process has the journal open: " + directory);
            }
            var journal = new CallJournal(directory, limits, clock, lockFile);
            journal.keeper.start();
            return journal;
        } catch (OverlappingFileLockException twice) {
            lockFile.close();
            throw new IOException("the journal is open already: " + directory, twice);
        } catch (IOException broken) {
            lockFile.close();
            throw broken;
        }
    }

    /** A call began. */
    public void opened(CallRecord call) {
        keepOpen(call);
    }

    /** The call was answered, or something else of it changed that its record needs. */
    public void answered(CallRecord call) {
        keepOpen(call);
    }

    /** The call is over. */
    public void ended(CallRecord call) {
        lock.lock();
        try {
            open.remove(call.getCallId());
            unstored.put(call.getCallId(), call);
            append(new Entry.Ended(call));
        } finally {
            lock.unlock();
        }
    }

    /** The app has committed the record. A call nobody knows is no fault: it may have been said twice. */
    public void stored(String callId) {
        lock.lock();
        try {
            if (unstored.remove(callId) != null) {
                append(new Entry.Stored(callId));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The oldest records the app has not committed, except those named. */
    public List<CallRecord> unstored(int most, Set<String> except) {
        lock.lock();
        try {
            List<CallRecord> oldest = new ArrayList<>();
            for (CallRecord call : unstored.values()) {
                if (oldest.size() == most) {
                    break;
                }
                if (!except.contains(call.getCallId())) {
                    oldest.add(call);
                }
            }
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    public int unstoredCount() {
        lock.lock();
        try {
            return unstored.size();
        } finally {
            lock.unlock();
        }
    }

    public int openCount() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the disk takes what we write. */
    public boolean healthy() {
        return healthy;
    }

    /** Whether so many records wait for the app that no new call should be taken. */
    public boolean full() {
        return unstoredCount() >= limits.mostUnstored();
    }

    /** The same for a call for help, for which there is a twentieth more room. */
    public boolean fullForEmergencies() {
        return unstoredCount() >= limits.mostUnstored() + Math.max(1, limits.mostUnstored() / 20);
    }

    /** Times the disk refused. */
    public long failures() {
        return failures.sum();
    }

    @Override
    public void close() throws IOException {
        closed = true; // the keeper is not interrupted: that would close the file under its hands
        lock.lock();
        try {
            file.force(false);
        } finally {
            file.close();
            lockFile.close();
            lock.unlock();
        }
    }

    private void keepOpen(CallRecord call) {
        lock.lock();
        try {
            open.put(call.getCallId(), call);
            append(new Entry.Open(call));
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. What cannot be written stays in memory, and goes out with the next rewriting. */
    private void append(Entry entry) {
        if (!healthy) {
            return;
        }
        try {
            writeWhole(file, entry.encode());
            unsynced = true;
            if (file.size() >= rewriteAtBytes) {
                file = rewrite();
            }
        } catch (IOException refused) {
            failed();
        }
    }

    private void failed() {
        healthy = false;
        failures.increment();
    }

    private void recover() throws IOException {
        Path path = directory.resolve(FILE);
        if (!Files.exists(path)) {
            return;
        }
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(path));
        for (Entry entry = Entry.next(octets); entry != null; entry = Entry.next(octets)) {
            switch (entry) {
                case Entry.Open(var call) -> open.put(call.getCallId(), call);
                case Entry.Ended(var call) -> {
                    open.remove(call.getCallId());
                    unstored.put(call.getCallId(), call);
                }
                case Entry.Stored(var callId) -> unstored.remove(callId);
            }
        }
        long lastSeenAlive = Files.getLastModifiedTime(path).toMillis();
        open.values().forEach(call -> unstored.put(call.getCallId(), endedByRestart(call, lastSeenAlive)));
        open.clear();
    }

    private static CallRecord endedByRestart(CallRecord call, long at) {
        long ended = Math.max(at, Math.max(call.getStartedAtMs(), call.getAnsweredAtMs()));
        var record = call.toBuilder()
                .setEndedAtMs(ended)
                .setHungUpBy(HungUpBy.HUNG_UP_BY_SYSTEM)
                .setEndReason("edge restarted");
        if (record.getStatus() == 0) {
            record.setStatus(call.getAnsweredAtMs() == 0 ? 500 : 200);
        }
        record.getLegsBuilderList().forEach(leg -> {
            if (leg.getEndedAtMs() == 0) {
                leg.setEndedAtMs(ended);
            }
        });
        return record.build();
    }

    /** The present state as a new file in the old one's place; the old one stands until the new one is synced. */
    private FileChannel rewrite() throws IOException {
        Path fresh = directory.resolve(FILE + ".new");
        FileChannel written = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            for (CallRecord call : unstored.values()) {
                writeWhole(written, new Entry.Ended(call).encode());
            }
            for (CallRecord call : open.values()) {
                writeWhole(written, new Entry.Open(call).encode());
            }
            written.force(true);
            Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            syncDirectory();
        } catch (IOException refused) {
            written.close();
            throw refused;
        }
        if (file != null) {
            file.close();
        }
        unsynced = false;
        rewriteAtBytes = Math.max(limits.rewriteAtBytes(), 2 * written.size());
        return written;
    }

    private void syncDirectory() throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void writeWhole(FileChannel into, ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            into.write(octets);
        }
    }

    /** The keeper's thread: syncs, touches, and tries a refusing disk again. */
    private void keep() {
        long touched = clock.millis();
        try {
            while (!closed) {
                Thread.sleep(limits.sync());
                boolean touch = clock.millis() - touched >= limits.touch().toMillis();
                if (touch) {
                    touched = clock.millis();
                }
                keepOnce(touch);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepOnce(boolean touch) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (!healthy) {
                file = rewrite();
                healthy = true;
            } else if (unsynced) {
                unsynced = false;
                file.force(false);
            }
            if (touch && !open.isEmpty()) {
                Files.setLastModifiedTime(directory.resolve(FILE), FileTime.fromMillis(clock.millis()));
            }
        } catch (IOException refused) {
            failed();
        } finally {
            lock.unlock();
        }
    }
}
