package org.ringfort.media.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ringfort.media.mixer.Mix;
import org.ringfort.media.mixer.Mixer;
import org.ringfort.media.mixer.Seat;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.Prompts;
import org.ringfort.media.recorder.RecordingOrder;

/**
 * Recordings of calls: what both legs say goes into a mix that nobody hears but the recorder. The sessions' thread alone; the
 * relay goes on as it did, and the recorder is driven by the mixer's thread.
 */
final class CallRecordings {
    private static final int REMEMBERED = 10_000;

    private final Prompts prompts;
    private final Recorders recorders;
    private final Mixer mixer;
    private final Consumer<Runnable> sessions;
    private final BiConsumer<Session, SessionEvent> tell;
    /** Those that were begun of late. */
    private final Set<UUID> begun = new HashSet<>();

    /**
     * @param sessions has something done on the sessions' thread; any thread
     * @param tell any thread
     */
    CallRecordings(
            Prompts prompts,
            Recorders recorders,
            Mixer mixer,
            Consumer<Runnable> sessions,
            BiConsumer<Session, SessionEvent> tell) {
        this.prompts = prompts;
        this.recorders = recorders;
        this.mixer = mixer;
        this.sessions = sessions;
        this.tell = tell;
    }

    /**
     * A question that comes twice, since its answer was lost, is answered as before.
     *
     * @param keyed whose keys pause it and let it go on
     */
    Outcome<Boolean> record(
            Session session, List<String> legIds, List<String> keyed, RecordingOrder order, boolean beep) {
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
        var mix = new Mix();
        var call = new RecordedCall(
                order,
                legs,
                mix,
                recorders,
                prompts,
                recording -> tell.accept(session, new SessionEvent.Recorded(recording)),
                rests -> tell.accept(session, new SessionEvent.RecordingRests(session.id(), order.id(), rests)));
        Outcome<Boolean> begins = order.onDemand() ? new Outcome.Agreed<>(true) : call.begin(beep);
        return begins.then(yes -> {
            if (begun.size() >= REMEMBERED) {
                begun.clear();
            }
            begun.add(order.id());
            listen(call, mix, keyed);
            return new Outcome.Agreed<>(true);
        });
    }

    /** The recording of a session's call rests, or goes on. */
    static Outcome<Boolean> pause(Session session, boolean paused) {
        return session.legs().stream()
                .flatMap(leg -> leg.recorded().stream())
                .findFirst()
                .map(call -> call.pause(paused, true))
                .orElseGet(() -> Outcome.refused(Refusal.Reason.UNKNOWN, "no recording"));
    }

    private void listen(RecordedCall call, Mix mix, List<String> keyed) {
        var present = new AtomicInteger(call.legs().size());
        for (Leg leg : call.legs()) {
            var seat = new Seat(new Listened(call, present, keyed.contains(leg.id())));
            call.hears(leg, seat);
            leg.recorded(call);
        }
        mixer.add(mix);
    }

    /** One leg of a recorded call: {@code *1} pauses and goes on; the recording ends with the last leg. Any loop's thread. */
    private final class Listened implements Seat.Events {
        private final RecordedCall call;
        private final AtomicInteger present;
        private final boolean keyed;
        private boolean star;

        Listened(RecordedCall call, AtomicInteger present, boolean keyed) {
            this.call = call;
            this.present = present;
            this.keyed = keyed;
        }

        @Override
        public void pressed(Seat seat, char key) {
            if (keyed && star && key == '1') {
                try {
                    sessions.accept(() -> {
                        var _ = call.toggle(true); // what it could not do is in the log
                    });
                } catch (IllegalStateException overloaded) {
                    star = false; // nobody heard of it: it has to be pressed again
                }
            }
            star = key == '*';
        }

        @Override
        public void gone(Seat seat) {
            if (present.decrementAndGet() == 0) {
                call.end();
            }
        }
    }
}
