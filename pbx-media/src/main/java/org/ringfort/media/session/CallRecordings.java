package org.ringfort.media.session;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.ringfort.media.mixer.Mix;
import org.ringfort.media.mixer.Mixer;
import org.ringfort.media.mixer.Seat;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.Playlist;
import org.ringfort.media.player.Prompts;
import org.ringfort.media.player.Sound;
import org.ringfort.media.recorder.Recorder;
import org.ringfort.media.recorder.RecordingOrder;
import org.ringfort.media.recorder.RecordingShelf;

/**
 * Recordings of calls: what both legs say goes into a mix that nobody hears but the recorder. The sessions' thread alone; the
 * relay goes on as it did, and the recorder is driven by the mixer's thread.
 */
final class CallRecordings {
    private static final String BEEP = "beep";
    private static final int REMEMBERED = 10_000;

    private final Prompts prompts;
    private final RecordingShelf shelf;
    private final InstantSource clock;
    private final Mixer mixer;
    private final BiConsumer<Session, SessionEvent> tell;
    /** Those that were begun of late. */
    private final Set<UUID> begun = new HashSet<>();

    /**
     * @param tell any thread
     */
    CallRecordings(
            Prompts prompts,
            RecordingShelf shelf,
            InstantSource clock,
            Mixer mixer,
            BiConsumer<Session, SessionEvent> tell) {
        this.prompts = prompts;
        this.shelf = shelf;
        this.clock = clock;
        this.mixer = mixer;
        this.tell = tell;
    }

    /** A question that comes twice, since its answer was lost, is answered as before. */
    Outcome<Boolean> record(Session session, List<String> legIds, RecordingOrder order, boolean beep) {
        if (begun.contains(order.id())) {
            return new Outcome.Agreed<>(true);
        }
        List<Leg> legs = new ArrayList<>();
        for (String legId : legIds) {
            switch (Verbs.spoken(session, legId)) {
                case Outcome.Agreed<Leg>(Leg leg) -> legs.add(leg);
                case Outcome.Refused<Leg>(Refusal why) -> {
                    return new Outcome.Refused<>(why);
                }
            }
        }
        Optional<String> full = shelf.fullness();
        if (full.isPresent()) {
            return Outcome.refused(Refusal.Reason.EXHAUSTED, full.get());
        }
        var recorder = new Recorder(
                order, shelf, clock, recording -> tell.accept(session, new SessionEvent.Recorded(recording)));
        recorder.begin();
        if (begun.size() >= REMEMBERED) {
            begun.clear();
        }
        begun.add(order.id());
        var mix = new Mix(recorder);
        var left = new Left(mix, legs.size());
        Optional<Sound> tone = beep ? prompts.find(BEEP) : Optional.empty();
        for (Leg leg : legs) {
            var seat = new Seat(left);
            mix.add(seat);
            leg.loop().post(() -> {
                leg.relay().tap(seat);
                tone.ifPresent(sound -> leg.relay().speak(new Playlist(List.of(sound), cut -> {})));
            });
        }
        mixer.add(mix);
        var recorded = new Leg.Recorded(List.copyOf(legs), mix::end);
        legs.forEach(leg -> leg.recorded(recorded));
        return new Outcome.Agreed<>(true);
    }

    /** The recording ends with the last leg. Any loop's thread. */
    private static final class Left implements Seat.Events {
        private final Mix mix;
        private final AtomicInteger present;

        Left(Mix mix, int legs) {
            this.mix = mix;
            this.present = new AtomicInteger(legs);
        }

        @Override
        public void pressed(Seat seat, char key) {}

        @Override
        public void gone(Seat seat) {
            if (present.decrementAndGet() == 0) {
                mix.end();
            }
        }
    }
}
