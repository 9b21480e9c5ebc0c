package org.ringfort.edge.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.ringfort.contract.control.v1.CallRecord;

/**
 * Says every record of the journal to the app until the app has stored it. A virtual thread owns the window of records
 * that were said and not yet confirmed; the window empties at each new attachment, and a record that stays unconfirmed
 * for long is said again. Methods return at once, from any thread.
 */
public final class RecordDelivery implements AutoCloseable {
    private static final int WINDOW = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What stirs the thread. */
    private sealed interface Stir {
        record Attached() implements Stir {}

        record Ended() implements Stir {}

        record Stored(String callId) implements Stir {}
    }

    private final CallJournal journal;
    private final Predicate<CallRecord> tell;
    private final BlockingQueue<Stir> stirs = new ArrayBlockingQueue<>(4096);
    private final Map<String, Long> said = new HashMap<>();
    private volatile boolean closed;
    private final Thread thread = Thread.ofVirtual().name("record-delivery").unstarted(this::run);

    /** @param tell says a record to the app; false where it is away */
    public RecordDelivery(CallJournal journal, Predicate<CallRecord> tell) {
        this.journal = journal;
        this.tell = tell;
    }

    public void start() {
        thread.start();
    }

    /** The app is there (again). */
    public void attached() {
        stir(new Stir.Attached());
    }

    /** The journal has a new record. */
    public void ended() {
        stir(new Stir.Ended());
    }

    /** The app has committed a record. */
    public void stored(String callId) {
        stir(new Stir.Stored(callId));
    }

    /** Ends the delivery without an interrupt: one that met a write would close the journal's file. */
    @Override
    public void close() {
        closed = true;
        stir(new Stir.Ended());
    }

    @SuppressWarnings("unused")
    private void stir(Stir stir) {
        boolean taken = stirs.offer(stir); // a stir too many is made good by the patience below
    }

    private void run() {
        try {
            while (!closed) {
                Stir stir = stirs.poll(PATIENCE.toMillis() / 2, TimeUnit.MILLISECONDS);
                while (stir != null) {
                    take(stir);
                    stir = stirs.poll();
                }
                forgetTheUnconfirmed();
                fill();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Stir stir) {
        switch (stir) {
            case Stir.Attached attached -> said.clear();
            case Stir.Stored(var callId) -> {
                journal.stored(callId);
                said.remove(callId);
            }
            case Stir.Ended ended -> {}
        }
    }

    private void forgetTheUnconfirmed() {
        long now = System.nanoTime();
        said.values().removeIf(at -> now - at > PATIENCE.toNanos());
    }

    private void fill() {
        Set<String> except = new HashSet<>(said.keySet());
        for (CallRecord call : journal.unstored(WINDOW - said.size(), except)) {
            if (!tell.test(call)) {
                return;
            }
            said.put(call.getCallId(), System.nanoTime());
        }
    }
}
