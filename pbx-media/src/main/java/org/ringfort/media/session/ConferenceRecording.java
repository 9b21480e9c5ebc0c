package org.ringfort.media.session;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.mixer.Mix;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.recorder.Recorder;
import org.ringfort.media.recorder.Recording;
import org.ringfort.media.recorder.RecordingOrder;

/**
 * The recording of one conference: begins when people hear each other and an order is there, ends with the mix, which ends with the
 * last who leaves. Where it has come to its limit before, the next order begins another. The sessions' thread alone.
 */
final class ConferenceRecording {
    private final Recorders recorders;
    private final Mix mix;
    private final AtomicReference<@Nullable RecordingOrder> runs = new AtomicReference<>();
    private @Nullable Wanted wanted;

    /** An order that is not carried out yet. */
    private record Wanted(RecordingOrder order, Consumer<Recording> finished) {}

    ConferenceRecording(Recorders recorders, Mix mix) {
        this.recorders = recorders;
        this.mix = mix;
    }

    /**
     * Somebody comes in; what he brings is kept until the conference has begun.
     *
     * @param finished told when what is recorded by this order is on the disk; any thread
     */
    void comes(Optional<RecordingOrder> order, Consumer<Recording> finished) {
        if (order.isPresent() && wanted == null && !runs()) {
            wanted = new Wanted(order.get(), finished);
        }
    }

    boolean runs() {
        return runs.get() != null;
    }

    /** People hear each other; whether a recording begins with that. */
    boolean begins() {
        Wanted now = wanted;
        if (now == null || runs()) {
            return false;
        }
        wanted = null;
        runs.set(now.order());
        switch (recorders.begin(now.order(), recording -> {
            runs.compareAndSet(now.order(), null);
            now.finished().accept(recording);
        })) {
            case Outcome.Agreed<Recorder>(Recorder recorder) -> mix.listen(recorder);
            case Outcome.Refused<Recorder> full -> runs.set(null);
        }
        return runs();
    }
}
