package org.ringfort.edge.mediaplane;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.peer.Backoff;

/**
 * Carries finished recordings from media to the app: fetch, deliver, and only after the app's commit, discard. Each
 * recording has a virtual thread that repeats until it is through, however long that takes; a few transfer at once.
 * Repeated news of the same recording is harmless. What a dead edge had under way, media says again to the next.
 */
public final class RecordingPump implements AutoCloseable {
    /** Where recordings come from; {@link MediaPlane}. */
    public interface From {
        Iterator<ByteString> fetch(String recordingId);

        Asked<?> discard(String recordingId);
    }

    /** Where they go; the app. */
    @FunctionalInterface
    public interface To {
        Asked<DeliverReply> deliver(RecordingFacts facts, Iterator<ByteString> octets);
    }

    /** Hears what became of a recording, for logs. */
    public interface Witness {
        void delivered(String recordingId);

        /** The app will never store it; it has been discarded. */
        void rejected(String recordingId, String why);

        /** It will be tried again. */
        void failed(String recordingId, String why);
    }

    private static final int MOST_WAITING = 10_000;

    private final From media;
    private final To app;
    private final Witness witness;
    private final Supplier<Backoff> patience;
    private final Semaphore transfers;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final LongAdder overflows = new LongAdder();
    private volatile boolean closed;

    /**
     * @param atOnce how many recordings may transfer at the same time
     * @param patience how long one recording waits between attempts
     */
    public RecordingPump(From media, To app, Witness witness, Supplier<Backoff> patience, int atOnce) {
        this.media = media;
        this.app = app;
        this.witness = witness;
        this.patience = patience;
        this.transfers = new Semaphore(atOnce);
    }

    /** A recording is finished. Returns at once. */
    public void ready(RecordingFacts facts) {
        String id = facts.getRecordingId();
        if (underWay.size() >= MOST_WAITING) {
            overflows.increment(); // media says it again at the next attachment
            return;
        }
        if (!closed && underWay.add(id)) {
            Thread.ofVirtual().name("recording-" + id).start(() -> carry(facts));
        }
    }

    /** Recordings not yet safe with the app. */
    public int waiting() {
        return underWay.size();
    }

    /** Recordings put off because too many waited. */
    public long overflows() {
        return overflows.sum();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void carry(RecordingFacts facts) {
        try {
            Backoff backoff = patience.get();
            while (!closed && !through(facts)) {
                Thread.sleep(backoff.next());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.remove(facts.getRecordingId());
        }
    }

    /** One attempt. True when the recording needs no other. */
    private boolean through(RecordingFacts facts) throws InterruptedException {
        String id = facts.getRecordingId();
        transfers.acquire();
        try {
            return switch (app.deliver(facts, media.fetch(id))) {
                case Asked.Answered<DeliverReply>(var reply) -> settled(id, reply);
                case Asked.Unavailable<DeliverReply>(var why) -> again(id, why);
            };
        } catch (StatusRuntimeException broken) {
            if (broken.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return true; // discarded by an earlier attempt whose answer we missed
            }
            return again(id, broken.getStatus().getCode().name());
        } finally {
            transfers.release();
        }
    }

    private boolean settled(String id, DeliverReply reply) {
        switch (reply.getOutcomeCase()) {
            case STORED -> witness.delivered(id);
            case REJECTED -> witness.rejected(id, reply.getRejected());
            case OUTCOME_NOT_SET -> {
                return again(id, "the app said nothing we know");
            }
        }
        return media.discard(id) instanceof Asked.Answered || again(id, "media did not hear the discard");
    }

    private boolean again(String id, String why) {
        witness.failed(id, why);
        return false;
    }
}
