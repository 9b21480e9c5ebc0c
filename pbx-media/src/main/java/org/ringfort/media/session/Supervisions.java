package org.ringfort.media.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ringfort.media.mixer.Mixer;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.Prompts;

/** Those who listen to calls of others, and speak into them. The sessions' thread alone. */
final class Supervisions {
    private final Prompts prompts;
    private final Mixer mixer;
    private final Consumer<Runnable> sessions;
    private final BiConsumer<Session, SessionEvent> tell;
    /** With the session of who supervises. */
    private final Map<SupervisedCall, Session> calls = new LinkedHashMap<>();

    /**
     * @param sessions has something done on the sessions' thread; any thread
     * @param tell any thread
     */
    Supervisions(Prompts prompts, Mixer mixer, Consumer<Runnable> sessions, BiConsumer<Session, SessionEvent> tell) {
        this.prompts = prompts;
        this.mixer = mixer;
        this.sessions = sessions;
        this.tell = tell;
    }

    /** Who supervises that very call already does so otherwise from now on. */
    Outcome<Boolean> supervise(
            Session session, String legId, Session call, String supervisedId, String otherId, SupervisionOrder order) {
        if (!call.edge().equals(session.edge())) {
            return Outcome.refused(Refusal.Reason.UNKNOWN, "no such session");
        }
        if (!call.tenantId().equals(session.tenantId())) {
            return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "a session of somebody else");
        }
        return Verbs.spoken(session, legId)
                .then(by -> Verbs.spoken(call, supervisedId)
                        .then(supervised -> Verbs.spoken(call, otherId)
                                .then(other -> supervise(session, by, supervised, other, order))));
    }

    private Outcome<Boolean> supervise(Session session, Leg by, Leg supervised, Leg other, SupervisionOrder order) {
        SupervisedCall known = calls.keySet().stream()
                .filter(call -> call.concerns(by) || call.concerns(supervised) || call.concerns(other))
                .findFirst()
                .orElse(null);
        if (known != null && !known.isOf(by, supervised, other)) {
            return Outcome.refused(Refusal.Reason.EXHAUSTED, "somebody supervises already");
        }
        if (by.equals(supervised) || by.equals(other) || supervised.equals(other)) {
            return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "a call is supervised by a third");
        }
        SupervisedCall call = known == null ? begin(session, by, supervised, other, order.tone()) : known;
        try {
            call.reach(order.reach());
            return new Outcome.Agreed<>(true);
        } catch (IllegalStateException overloaded) {
            ended(call);
            throw overloaded;
        }
    }

    private SupervisedCall begin(Session session, Leg by, Leg supervised, Leg other, boolean tone) {
        var call = new SupervisedCall(by, supervised, other, prompts, left -> later(() -> ended(left)));
        calls.put(call, session);
        try {
            call.begin(tone);
        } catch (IllegalStateException overloaded) {
            ended(call);
            throw overloaded;
        }
        mixer.add(call.mix());
        return call;
    }

    /** Where the sessions' thread is overloaded it is found out by {@link #sweep}. */
    private void later(Runnable what) {
        try {
            sessions.accept(what);
        } catch (IllegalStateException notNow) {
            return;
        }
    }

    /** Ends what somebody has left and did not come to say so. */
    void sweep() {
        List.copyOf(calls.keySet()).stream().filter(SupervisedCall::isLeft).forEach(this::ended);
    }

    private void ended(SupervisedCall call) {
        Session session = calls.remove(call);
        if (session != null) {
            call.end();
            tell.accept(
                    session,
                    new SessionEvent.SupervisionEnded(
                            session.id(), call.supervisor().id()));
        }
    }
}
