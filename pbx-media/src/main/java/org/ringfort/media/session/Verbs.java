package org.ringfort.media.session;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.Playlist;
import org.ringfort.media.player.Prompts;
import org.ringfort.media.player.Sound;
import org.ringfort.media.recorder.Recorder;
import org.ringfort.media.recorder.Recording;
import org.ringfort.media.recorder.RecordingEnd;
import org.ringfort.media.recorder.RecordingOrder;
import org.ringfort.media.recorder.RecordingShelf;
import org.ringfort.media.relay.RelayLeg;

/** What an application does with a leg: play, echo, record. The sessions' thread alone; the relay is told by its mailbox. */
final class Verbs {
    private static final String BEEP = "beep";

    private final Prompts prompts;
    private final RecordingShelf shelf;
    private final InstantSource clock;
    private final BiConsumer<Session, SessionEvent> tell;

    /**
     * @param tell any thread
     */
    Verbs(Prompts prompts, RecordingShelf shelf, InstantSource clock, BiConsumer<Session, SessionEvent> tell) {
        this.prompts = prompts;
        this.shelf = shelf;
        this.clock = clock;
        this.tell = tell;
    }

    Outcome<Boolean> play(Session session, String legId, int playId, List<Sound> sounds) {
        return spoken(session, legId).then(leg -> {
            var playlist = new Playlist(
                    sounds, cut -> tell.accept(session, new SessionEvent.PlayDone(session.id(), legId, playId, cut)));
            leg.loop().post(() -> leg.relay().speak(playlist));
            return done();
        });
    }

    Outcome<Boolean> stopPlay(Session session, String legId) {
        return known(session, legId).then(leg -> {
            leg.loop().post(() -> leg.relay().speak(null));
            return done();
        });
    }

    Outcome<Boolean> echo(Session session, String legId) {
        return spoken(session, legId).then(leg -> {
            leg.loop().post(() -> leg.relay().echo());
            return done();
        });
    }

    /** A recording that runs on the leg is stopped first. */
    Outcome<Boolean> record(Session session, String legId, RecordingOrder order, boolean beep) {
        return spoken(session, legId).then(this::room).then(leg -> {
            stop(leg, RecordingEnd.STOPPED);
            Recorder recorder = new Recorder(order, shelf, clock, recording -> recorded(session, recording));
            leg.recorder(recorder);
            recorder.begin();
            RelayLeg relay = leg.relay();
            Optional<Sound> tone = beep ? prompts.find(BEEP) : Optional.empty();
            leg.loop().post(() -> {
                if (tone.isPresent()) {
                    relay.speak(new Playlist(List.of(tone.get()), cut -> relay.tap(recorder)));
                } else {
                    relay.tap(recorder);
                }
            });
            return done();
        });
    }

    Outcome<Boolean> stopRecording(Session session, String legId) {
        return known(session, legId).then(leg -> {
            stop(leg, RecordingEnd.STOPPED);
            return done();
        });
    }

    private static void stop(Leg leg, RecordingEnd why) {
        leg.recorder().ifPresent(recorder -> leg.loop().post(() -> recorder.stop(why)));
        leg.recorder(null);
    }

    private void recorded(Session session, Recording recording) {
        tell.accept(session, new SessionEvent.Recorded(recording));
    }

    private static Outcome<Leg> known(Session session, String legId) {
        return session.leg(legId)
                .<Outcome<Leg>>map(Outcome.Agreed::new)
                .orElseGet(() -> Outcome.refused(Refusal.Reason.UNKNOWN, "no such leg"));
    }

    static Outcome<Leg> spoken(Session session, String legId) {
        return known(session, legId)
                .then(leg -> leg.speaks()
                        ? new Outcome.Agreed<>(leg)
                        : Outcome.refused(
                                Refusal.Reason.NOT_ACCEPTABLE,
                                leg.endToEnd()
                                        ? "the leg is encrypted end to end"
                                        : "the leg has not agreed on any codec"));
    }

    private Outcome<Leg> room(Leg leg) {
        return shelf.fullness()
                .<Outcome<Leg>>map(why -> Outcome.refused(Refusal.Reason.EXHAUSTED, why))
                .orElseGet(() -> new Outcome.Agreed<>(leg));
    }

    private static Outcome<Boolean> done() {
        return new Outcome.Agreed<>(true);
    }
}
