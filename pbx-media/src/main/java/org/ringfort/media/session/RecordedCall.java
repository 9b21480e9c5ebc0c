package org.ringfort.media.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.mixer.Mix;
import org.ringfort.media.mixer.Seat;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.Playlist;
import org.ringfort.media.player.Prompts;
import org.ringfort.media.recorder.Recorder;
import org.ringfort.media.recorder.Recording;
import org.ringfort.media.recorder.RecordingOrder;

/**
 * The recording of one call: it runs, or rests while somebody has paused it; one on demand begins when somebody asks for it first. While
 * it runs what each leg says may be copied to a recording server, too, or alone. The sessions' thread alone.
 */
final class RecordedCall {
    private static final String RUNS = "beep";
    /** Two notes down. */
    private static final String RESTS = "conf-leave";

    private final RecordingOrder order;
    private final List<Leg> legs;
    private final Map<Leg, Seat> seats = new LinkedHashMap<>();
    private final Map<Leg, Leg> copies = new LinkedHashMap<>();
    private boolean copied;
    private final Mix mix;
    private final Recorders recorders;
    private final Prompts prompts;
    private final Consumer<Recording> finished;
    private final Consumer<Boolean> rests;
    private @Nullable Recorder recorder;
    private boolean paused = true;
    private volatile boolean over;
    /** Nothing more is written down, though it may be copied still. */
    private volatile boolean full;

    /**
     * @param legs who take part, and hear what becomes of it
     * @param finished told where something was recorded, when it is on the disk; any thread
     * @param rests told whether it rests, whenever somebody pauses it or lets it go on, copied or not yet
     */
    RecordedCall(
            RecordingOrder order,
            List<Leg> legs,
            Mix mix,
            Recorders recorders,
            Prompts prompts,
            Consumer<Recording> finished,
            Consumer<Boolean> rests) {
        this.order = order;
        this.legs = List.copyOf(legs);
        this.mix = mix;
        this.recorders = recorders;
        this.prompts = prompts;
        this.finished = finished;
        this.rests = rests;
    }

    /** He is in it from now on. */
    void hears(Leg leg, Seat seat) {
        seats.put(leg, seat);
        mix.add(seat);
        leg.loop().post(() -> leg.relay().tap(seat));
    }

    /** Who takes part. */
    List<Leg> legs() {
        return legs;
    }

    /** It ends, and with it what can be asked of it; any thread. */
    void end() {
        over = true;
        mix.end();
    }

    /** What each leg says is to go to the other that is named, and to none that was named before. */
    void copies(Map<Leg, Leg> to) {
        copies.clear();
        copies.putAll(to);
        copied = false;
        to.values().forEach(leg -> leg.recorded(this));
    }

    /** Whether one of these, which are legs of one session, is copied to: no party of the call is. */
    boolean isCopiedTo(Collection<Leg> to) {
        return to.stream().anyMatch(copies::containsValue);
    }

    /** From now on it goes there, whenever it runs. */
    void copied() {
        copied = true;
        copy();
    }

    /** Who was copied to is gone; where none is left, nothing is copied. */
    void copyEnds(Leg to) {
        List<Leg> silent =
                copies.keySet().stream().filter(of -> to.equals(copies.get(of))).toList();
        silent.forEach(of -> {
            copies.remove(of);
            of.loop().post(() -> of.relay().copy(null));
        });
        copied &= !copies.isEmpty();
    }

    /** Whether it is over for good; else it may be copied yet. */
    boolean isOver() {
        return over;
    }

    /** Whether it goes nowhere: neither onto the disk nor to a server. */
    private boolean isNowhere() {
        return over || (copies.isEmpty() && (full || order.elsewhere()));
    }

    /** It runs from the start, and is copied when there is somebody to copy to. */
    Outcome<Boolean> begin(boolean tells) {
        return turn(false, tells);
    }

    private void copy() {
        boolean runs = copied && !paused && !over;
        copies.forEach((of, to) -> of.loop().post(() -> of.relay().copy(runs ? to.relay() : null)));
    }

    /** It ends while they talk on, and hears nothing of them any more, neither what they say nor their keys. */
    void letsGo() {
        end();
        copy();
        copies.clear(); // what ends of them later is nobody's: a party may be copied by the next recording by then
        seats.forEach((leg, seat) -> leg.loop().post(() -> {
            if (!seat.over()) { // else somebody else listens there by now
                leg.relay().tap(null);
            }
        }));
    }

    /** Pauses where it runs, and the other way round; what comes of it where it has to begin. */
    Outcome<Boolean> toggle(boolean tells) {
        return pause(!paused, tells);
    }

    /**
     * What is said from now on is silence in it, or is kept again.
     *
     * @param tells whether those who take part hear of it
     */
    Outcome<Boolean> pause(boolean now, boolean tells) {
        if (isNowhere()) {
            return gone();
        }
        return now == paused
                ? new Outcome.Agreed<>(true)
                : turn(now, tells).then(yes -> {
                    rests.accept(now);
                    return new Outcome.Agreed<>(true);
                });
    }

    private Outcome<Boolean> turn(boolean now, boolean tells) {
        Outcome<Boolean> runs = order.elsewhere() || full ? new Outcome.Agreed<>(true) : write(now);
        if (runs instanceof Outcome.Refused<Boolean> && copied) {
            full = true; // the server is there all the same
            runs = new Outcome.Agreed<>(true);
        }
        return runs.then(yes -> {
            if (over || (full && copies.isEmpty())) {
                return gone();
            }
            paused = now;
            copy();
            if (tells) {
                tell(now ? RESTS : RUNS);
            }
            return new Outcome.Agreed<>(true);
        });
    }

    private Outcome<Boolean> write(boolean pausing) {
        Recorder known = recorder;
        Outcome<Recorder> runs = known == null ? recorders.begin(order, this::finished) : new Outcome.Agreed<>(known);
        return runs.then(with -> {
            with.pause(pausing);
            if (known == null) {
                recorder = with;
                mix.listen(with);
            }
            return new Outcome.Agreed<>(true);
        });
    }

    private static Outcome<Boolean> gone() {
        return Outcome.refused(Refusal.Reason.UNKNOWN, "the recording is over");
    }

    private void finished(Recording recording) {
        full = true;
        finished.accept(recording);
    }

    private void tell(String prompt) {
        prompts.find(prompt).ifPresent(sound -> {
            for (Leg leg : legs) {
                leg.loop().post(() -> leg.relay().speak(new Playlist(List.of(sound), cut -> {})));
            }
        });
    }
}
