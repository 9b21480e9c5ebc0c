package org.ringfort.media.session;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.relay.LegEvents;
import org.ringfort.media.rtcp.Quality;
import org.ringfort.media.rtcp.Score;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries what a leg tells from its loop to the sessions' thread, the edge and the log. */
final class LegNews implements LegEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LegNews.class);

    /** Nobody was told anything yet; no score. */
    private static final long UNTOLD = -1;

    private volatile Session session;
    private volatile long score = Score.NOTHING;
    /** The sessions' thread alone. */
    private long toldScore = Score.NOTHING;

    private final String legId;
    private final Consumer<Runnable> later;
    private final BiConsumer<EdgeName, SessionEvent> tell;

    /**
     * @param later has something done on the sessions' thread; any thread
     * @param tell any thread
     */
    LegNews(Session session, String legId, Consumer<Runnable> later, BiConsumer<EdgeName, SessionEvent> tell) {
        this.session = session;
        this.legId = legId;
        this.later = later;
        this.tell = tell;
    }

    /** The sessions' thread. */
    void moveTo(Session another) {
        session = another;
        repeatScore();
    }

    /** What was told of its score has not arrived, or was of another session: it is told again. The sessions' thread. */
    void repeatScore() {
        toldScore = UNTOLD;
    }

    /** Its score, where another was told before, or none; the sessions' thread. */
    Optional<Score> newScore() {
        long now = score;
        if (now == toldScore) {
            return Optional.empty();
        }
        toldScore = now;
        return Optional.of(Score.of(now));
    }

    @Override
    public void pressed(char key, int durationMillis) {
        Session of = session;
        tell.accept(of.edge(), new SessionEvent.Digit(of.id(), legId, key, durationMillis));
    }

    @Override
    public void quiet(int seconds) {
        Session of = session;
        tell.accept(of.edge(), new SessionEvent.Quiet(of.id(), legId, seconds));
    }

    @Override
    public void poor(Quality quality, int opinion) {
        later.accept(() -> QualityLog.poor(session.id(), legId, quality, opinion));
    }

    @Override
    public void recovered(int opinion) {
        later.accept(() -> QualityLog.recovered(session.id(), legId, opinion));
    }

    @Override
    public void scored(long now) {
        score = now;
    }

    @Override
    public void unkeyed(String reason) {
        later.accept(() -> LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.MEDIA_HANDSHAKE_FAILED)
                .addKeyValue(Fields.CALL_ID, session.id())
                .addKeyValue(Fields.LEG_ID, legId)
                .addKeyValue(Fields.EVENT_REASON, reason)
                .log("a DTLS handshake came to nothing"));
    }
}
