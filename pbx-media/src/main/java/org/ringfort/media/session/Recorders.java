package org.ringfort.media.session;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.recorder.Recorder;
import org.ringfort.media.recorder.Recording;
import org.ringfort.media.recorder.RecordingOrder;
import org.ringfort.media.recorder.RecordingShelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins recordings of what several say, where there is room for them; tells where one that was ordered is not made. */
final class Recorders {
    private static final Logger LOG = LoggerFactory.getLogger(Recorders.class);

    private final RecordingShelf shelf;
    private final InstantSource clock;
    private final LongAdder missed = new LongAdder();

    Recorders(RecordingShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /**
     * A recorder that exists from now on; refused where the disk has no room.
     *
     * @param finished told once, on a thread of its own, when all is on the disk
     */
    Outcome<Recorder> begin(RecordingOrder order, Consumer<Recording> finished) {
        Optional<String> full = shelf.fullness();
        if (full.isPresent()) {
            missed(order, full.get());
            return Outcome.refused(Refusal.Reason.EXHAUSTED, full.get());
        }
        var recorder = new Recorder(order, shelf, clock, finished);
        recorder.begin();
        return new Outcome.Agreed<>(recorder);
    }

    /** How many were ordered and not begun; any thread. */
    long missed() {
        return missed.sum();
    }

    private void missed(RecordingOrder order, String why) {
        missed.increment();
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, Events.RECORDING_MISSED)
                .addKeyValue(Fields.CALL_ID, order.owner().sessionId())
                .addKeyValue(Fields.LEG_ID, order.owner().legId())
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("what should be recorded is not");
    }
}
