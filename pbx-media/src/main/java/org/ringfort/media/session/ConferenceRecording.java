package org.ringfort.media.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.mixer.Mix;
import org.ringfort.media.mixer.Seat;
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
    /** Who came first comes first. */
    private final Map<Seat, Wanted> wanted = new LinkedHashMap<>();

    /** An order that is not carried out yet. */
    private record Wanted(RecordingOrder order, Consumer<Recording> finished) {}

    ConferenceRecording(Recorders recorders, Mix mix) {
        this.recorders = recorders;
        this.mix = mix;
    }

    /**
     * Somebody comes in; what he brings is kept until the conference has begun, or he leaves.
     *
     * @param begins whether people hear each other since he is there: where he brings no order, no earlier one holds any more
     * @param finished told when what is recorded by this order is on the disk; any thread
     */
    void comes(Seat seat, Optional<RecordingOrder> order, boolean begins, Consumer<Recording> finished) {
        if (order.isPresent() && !runs()) {
            wanted.put(seat, new Wanted(order.get(), finished));
        } else if (order.isEmpty() && begins) {
            wanted.clear();
        }
    }

    /** What he brought goes with him, unless it was carried out. */
    void left(Seat seat) {
        wanted.remove(seat);
    }

    boolean runs() {
        return runs.get() != null;
    }

    /** People hear each other; whether a recording begins with that. */
    boolean begins() {
        if (wanted.isEmpty() || runs()) {
            return false;
        }
        Wanted now = wanted.values().iterator().next();
        wanted.clear();
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
