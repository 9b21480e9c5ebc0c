package org.ringfort.media.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ringfort.media.mixer.Mixer;
import org.ringfort.media.mixer.Seat;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.Prompts;

/** All conferences. The sessions' thread alone; legs and the mixer are told by what may be told from any thread. */
final class Conferences {
    private final Prompts prompts;
    private final Consumer<Runnable> sessions;
    private final BiConsumer<Session, SessionEvent> tell;
    private final Mixer mixer;
    private final Recorders recorders;
    private final ConferenceNews news;
    private final Map<String, Conference> conferences = new HashMap<>();

    /**
     * @param sessions has something done on the sessions' thread; any thread
     * @param tell any thread
     */
    Conferences(
            Prompts prompts,
            Recorders recorders,
            Mixer mixer,
            Consumer<Runnable> sessions,
            BiConsumer<Session, SessionEvent> tell,
            ConferenceNews news) {
        this.news = news;
        this.prompts = prompts;
        this.recorders = recorders;
        this.sessions = sessions;
        this.tell = tell;
        this.mixer = mixer;
    }

    /** Empty: it has joined; else why it was turned away. */
    Outcome<Optional<ConferenceEnd>> join(Session session, Leg leg, ConferenceOrder order) {
        Conference known = conferences.get(order.conferenceId());
        if (known != null) {
            known.forgetGone(); // their leaving may still be in the mailbox
        }
        if (known != null && !known.isOf(session.tenantId())) {
            return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "a conference of somebody else");
        }
        Conference conference = known == null ? new Conference(session.tenantId(), prompts, recorders) : known;
        Optional<ConferenceEnd> no = conference.turnsAway(order);
        if (no.isPresent()) {
            return new Outcome.Agreed<>(no);
        }
        var seat = new Seat(new Told(order.conferenceId()));
        leg.loop()
                .post(
                        () -> { // what it tells comes after this
                            leg.relay().tap(seat);
                            leg.relay().speak(seat);
                        });
        if (known == null) {
            conferences.put(order.conferenceId(), conference);
            mixer.add(conference.mix());
        }
        conference.admit(
                seat,
                order,
                new Conference.Who(session.edge(), session.id(), leg.id(), news.nowMillis()),
                why -> tell.accept(session, new SessionEvent.ConferenceLeft(session.id(), leg.id(), why)),
                recording -> tell.accept(session, new SessionEvent.Recorded(recording)));
        return new Outcome.Agreed<>(Optional.empty());
    }

    /** Leads the conference that a leg of that session is in. */
    Outcome<Boolean> lead(Session session, String legId, ConferenceAct act) {
        for (Map.Entry<String, Conference> each : conferences.entrySet()) {
            if (each.getValue().isOf(session.tenantId()) && each.getValue().hears(session.id(), legId)) {
                each.getValue().lead(act, session.id(), legId);
                dropIfEmpty(each.getKey(), each.getValue());
                return new Outcome.Agreed<>(true);
            }
        }
        return Outcome.refused(Refusal.Reason.UNKNOWN, "a leg that is in no conference");
    }

    /** An edge's stream stands anew. */
    void attached(EdgeName edge) {
        news.attached(edge);
    }

    /** Takes those out whose going was lost where too much was under way; tells what has changed. */
    void sweep() {
        for (Map.Entry<String, Conference> each : List.copyOf(conferences.entrySet())) {
            each.getValue().forgetGone();
            news.seen(each.getKey(), each.getValue());
            dropIfEmpty(each.getKey(), each.getValue());
        }
    }

    private void gone(String conferenceId, Seat seat) {
        Conference conference = conferences.get(conferenceId);
        if (conference == null) {
            return;
        }
        conference.left(seat);
        dropIfEmpty(conferenceId, conference);
    }

    private void pressed(String conferenceId, Seat seat, char key) {
        Conference conference = conferences.get(conferenceId);
        if (conference == null) {
            return;
        }
        conference.pressed(seat, key);
        dropIfEmpty(conferenceId, conference);
    }

    private void dropIfEmpty(String conferenceId, Conference conference) {
        if (conference.isEmpty()) {
            conferences.remove(conferenceId);
            news.seen(conferenceId, conference);
            conference.mix().end();
        }
    }

    /** Carries what a seat tells from its loop to the sessions' thread. */
    private final class Told implements Seat.Events {
        private final String conferenceId;

        Told(String conferenceId) {
            this.conferenceId = conferenceId;
        }

        @Override
        public void pressed(Seat seat, char key) {
            later(() -> Conferences.this.pressed(conferenceId, seat, key));
        }

        @Override
        public void gone(Seat seat) {
            later(() -> Conferences.this.gone(conferenceId, seat));
        }

        /** Where the sessions' thread is overloaded a key is lost; who is gone is found to be so when somebody comes. */
        private void later(Runnable what) {
            try {
                sessions.accept(what);
            } catch (IllegalStateException notNow) {
                return;
            }
        }
    }
}
