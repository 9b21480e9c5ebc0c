package org.ringfort.media.session;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.mixer.Mixer;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.Prompts;
import org.ringfort.media.player.Sound;
import org.ringfort.media.port.PortPool;
import org.ringfort.media.recorder.RecordingOrder;
import org.ringfort.media.recorder.RecordingShelf;
import org.ringfort.media.relay.LegFigures;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.media.relay.RelayLoops;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions, and the thread that owns them. Others {@link #post} what they want; the methods that say so belong to the
 * thread. Sockets are opened here, never on the relay's loop.
 *
 * <p>A session belongs to one life of one edge: when that edge is gone for {@link #ABANDONED_AFTER}, its sessions are closed.
 */
public final class Sessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int MAILBOX = 16_384;
    /** Long enough to reconnect, short enough that nobody hears a dead call. */
    public static final Duration ABANDONED_AFTER = Duration.ofSeconds(10);

    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final Session.LegMaker maker;
    private final LongSupplier nanoTime;
    private final Prompts prompts = new Prompts();
    private final BlockingQueue<Runnable> mailbox = new ArrayBlockingQueue<>(MAILBOX);
    private final LiveSessions live;
    private final Edges edges;
    private final RecordingShelf shelf;
    private final Verbs verbs;
    private final Mixer mixer;
    private final Tunes tunes;
    private final Conferences conferences;
    private final CallRecordings recordings;
    private final Recorders recorders;
    private final Supervisions supervisions;
    private final LiveScores scores;
    private final Thread thread;
    private volatile boolean stopped;

    /** @param abandonedAfter an edge that was gone for so long has its sessions closed */
    public Sessions(
            RelayLoops loops,
            PortPool ports,
            MediaAddress address,
            RecordingShelf shelf,
            SecureRandom random,
            Duration abandonedAfter,
            LongSupplier nanoTime,
            InstantSource clock) {
        this.nanoTime = nanoTime;
        this.edges = new Edges(abandonedAfter, nanoTime);
        this.live = new LiveSessions(loops);
        this.shelf = shelf;
        BiConsumer<Session, SessionEvent> tell = (session, event) -> tellLater(session.edge(), event);
        this.verbs = new Verbs(prompts, shelf, clock, tell);
        this.mixer = new Mixer(nanoTime);
        this.tunes = new Tunes(nanoTime, this::tellLater);
        this.maker = new LegOpening(ports, address, tunes, random, this::later, this::tellLater);
        this.recorders = new Recorders(shelf, clock);
        this.conferences =
                new Conferences(prompts, recorders, mixer, this::post, tell, new ConferenceNews(edges::tell, clock));
        this.recordings = new CallRecordings(prompts, recorders, mixer, this::post, tell);
        this.supervisions = new Supervisions(prompts, mixer, this::post, tell);
        this.scores = new LiveScores(edges::tell);
        this.thread = Thread.ofPlatform().name("sessions").start(this::run);
    }

    /**
     * Has something done on the sessions' thread; any thread.
     *
     * @throws IllegalStateException where it has stopped or is hopelessly behind
     */
    public void post(Runnable task) {
        if (stopped || !mailbox.offer(task)) {
            throw new IllegalStateException(stopped ? "media is stopping" : "media is overloaded");
        }
    }

    /** Nanoseconds by which the next 20 ms of mixed sound are late; any thread. */
    public long mixedLateNanos() {
        return mixer.lateNanos();
    }

    /** Recordings that were ordered and not begun; any thread. */
    public long missedRecordings() {
        return recorders.missed();
    }

    /** Live sessions; any thread. */
    public int live() {
        return live.count();
    }

    // ------------------------------------------------------------- edges (the sessions' thread)

    /** An edge's stream stands: it hears what happens from now on. */
    public void attach(EdgeName name, EdgeSink sink) {
        edges.attach(name, sink);
        LiveScores.attached(name, live.all());
        conferences.attached(name);
        shelf.ready(name.id()).forEach(recording -> sink.tell(new SessionEvent.Recorded(recording)));
    }

    /** An edge's stream is gone, unless another stands by now. */
    public void detach(EdgeName name, EdgeSink sink) {
        edges.detach(name, sink);
    }

    /** Any thread. */
    private void tellLater(EdgeName name, SessionEvent event) {
        later(() -> edges.tell(name, event));
    }

    /** Any thread; nothing where media is stopping. */
    private void later(Runnable task) {
        if (!stopped) {
            post(task);
        }
    }

    // ------------------------------------------------------------- offer and answer (the sessions' thread)

    /** A new session comes to be on the loop of its tenant; nobody else's legs come into it. */
    public Outcome<Offered> offer(OfferOrder order) {
        Session known = live.find(order.sessionId()).orElse(null);
        if (known == null) {
            return offer(order, live.loop(order.tenantId()));
        }
        return order.tenantId().isEmpty() || order.tenantId().equals(known.tenantId())
                ? known.offer(order)
                : Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "a session of somebody else");
    }

    /** The same, for a new session, on a certain loop: for whoever tries each of them, and is no tenant. */
    public Outcome<Offered> offer(OfferOrder order, RelayLoop on) {
        var session = new Session(order.sessionId(), order.edge(), order.tenantId(), on, maker);
        Outcome<Offered> outcome = session.offer(order);
        if (outcome instanceof Outcome.Agreed<Offered>) {
            begun(session);
        }
        return outcome;
    }

    private void begun(Session session) {
        edges.alive(session.edge());
        live.add(session);
    }

    /**
     * @param signallingHost where the signalling of the leg that answers comes from, where that is known
     */
    public Outcome<Body> answer(
            String sessionId, String legId, Optional<InetAddress> signallingHost, String towardId, Body body) {
        return session(sessionId).then(session -> session.answer(legId, signallingHost, towardId, body));
    }

    public Outcome<Body> terminate(String sessionId, String legId) {
        return session(sessionId).then(session -> session.terminate(legId));
    }

    /** The offer that is open, if any, came to nothing. */
    public Outcome<Boolean> rollback(String sessionId) {
        return session(sessionId).then(session -> {
            session.rollback();
            return new Outcome.Agreed<>(true);
        });
    }

    /** A leg goes from one session to another of the same edge and tenant. */
    public Outcome<Boolean> adopt(String sessionId, String fromSessionId, String legId) {
        return session(sessionId).then(to -> session(fromSessionId).then(from -> to.adopt(from, legId)));
    }

    // ------------------------------------------------------------- verbs (the sessions' thread)

    /** Whether there is a prompt of that name; any thread. */
    public Optional<Sound> prompt(String name) {
        return prompts.find(name);
    }

    /** A tune that was wanted for those on hold; no other is taken. */
    public Outcome<Boolean> keepTune(String name, Sound tune) {
        return tunes.keep(name, tune);
    }

    public Outcome<Boolean> play(String sessionId, String legId, int playId, List<Sound> sounds) {
        return session(sessionId).then(session -> verbs.play(session, legId, playId, sounds));
    }

    public Outcome<Boolean> stopPlay(String sessionId, String legId) {
        return session(sessionId).then(session -> verbs.stopPlay(session, legId));
    }

    public Outcome<Boolean> echo(String sessionId, String legId) {
        return session(sessionId).then(session -> verbs.echo(session, legId));
    }

    public Outcome<Boolean> record(String sessionId, String legId, RecordingOrder order, boolean beep) {
        return session(sessionId).then(session -> verbs.record(session, legId, order, beep));
    }

    /** What two legs say, in one recording; the keyed ones of them may pause it. */
    public Outcome<Boolean> recordCall(
            String sessionId, List<String> legIds, List<String> keyed, RecordingOrder order, boolean beep) {
        return session(sessionId).then(session -> recordings.record(session, legIds, keyed, order, beep));
    }

    /** The recording of a session's call rests, or goes on. */
    public Outcome<Boolean> pauseRecording(String sessionId, boolean paused) {
        return session(sessionId).then(session -> CallRecordings.pause(session, paused));
    }

    public Outcome<Boolean> stopRecording(String sessionId, String legId) {
        return session(sessionId).then(session -> verbs.stopRecording(session, legId));
    }

    /** Empty: the leg has joined; else why it was turned away. */
    public Outcome<Optional<ConferenceEnd>> confer(String sessionId, String legId, ConferenceOrder order) {
        return session(sessionId)
                .then(session -> Verbs.spoken(session, legId).then(leg -> conferences.join(session, leg, order)));
    }

    /** An administrator leads the conference that a leg is in. */
    public Outcome<Boolean> lead(String sessionId, String legId, ConferenceAct act) {
        return session(sessionId).then(session -> conferences.lead(session, legId, act));
    }

    /** A leg listens to a call of two others, or speaks into it. */
    public Outcome<Boolean> supervise(
            String sessionId,
            String legId,
            String callSessionId,
            String supervisedId,
            String otherId,
            SupervisionOrder order) {
        return session(sessionId)
                .then(session -> session(callSessionId)
                        .then(call -> supervisions.supervise(session, legId, call, supervisedId, otherId, order)));
    }

    /** What a recorded call says goes to a recording server; the offer for it. */
    public Outcome<Body> copy(CopyOrder order) {
        return session(order.callSessionId()).then(call -> {
            if (!call.edge().equals(order.edge())
                    || live.find(order.sessionId()).isPresent()) {
                return Outcome.refused(Refusal.Reason.UNKNOWN, "no such session, or a copy of that name");
            }
            var copy = new Session(order.sessionId(), order.edge(), call.tenantId(), call.loop(), maker);
            Outcome<Body> offer = Copies.offer(call, copy, order);
            if (offer instanceof Outcome.Agreed<Body>) {
                begun(copy);
            } else {
                copy.legs().forEach(leg -> maker.unmake(copy, leg));
            }
            return offer;
        });
    }

    /** The recording rests, or goes on: the offer that says so to the server. */
    public Outcome<Body> offerCopy(String sessionId, boolean rests) {
        return session(sessionId).then(copy -> Copies.again(copy, rests));
    }

    /** The recording server has answered. */
    public Outcome<Boolean> connectCopy(String sessionId, Body answer) {
        return session(sessionId).then(copy -> Copies.connect(copy, answer));
    }

    /** The edge that a session belongs to. */
    public Outcome<EdgeName> edgeOf(String sessionId) {
        return session(sessionId).then(session -> new Outcome.Agreed<>(session.edge()));
    }

    // ------------------------------------------------------------- reports and ends (the sessions' thread)

    /** What is known of a session's legs now. */
    public Outcome<CompletableFuture<List<LegReport>>> report(String sessionId) {
        return session(sessionId)
                .then(session -> new Outcome.Agreed<>(LegReports.gather(
                        session.legs(), leg -> leg.loop().ask(() -> leg.relay().figures()), this::post)));
    }

    public Outcome<CompletableFuture<List<LegReport>>> closeLeg(String sessionId, String legId) {
        return session(sessionId)
                .then(session -> session.remove(legId)
                        .<Outcome<CompletableFuture<List<LegReport>>>>map(leg -> new Outcome.Agreed<>(
                                LegReports.gather(List.of(leg), closed -> close(session, closed), this::post)))
                        .orElseGet(() -> Outcome.refused(Refusal.Reason.UNKNOWN, "no such leg")));
    }

    public Outcome<CompletableFuture<List<LegReport>>> close(String sessionId) {
        return live.remove(sessionId)
                .<Outcome<CompletableFuture<List<LegReport>>>>map(session ->
                        new Outcome.Agreed<>(LegReports.gather(session.legs(), leg -> close(session, leg), this::post)))
                .orElseGet(() -> Outcome.refused(Refusal.Reason.UNKNOWN, "no such session"));
    }

    private CompletableFuture<LegFigures> close(Session session, Leg leg) {
        Copies.ended(leg);
        return LegReports.close(session, leg, this::post);
    }

    Outcome<Session> session(String sessionId) {
        return live.find(sessionId)
                .<Outcome<Session>>map(Outcome.Agreed::new)
                .orElseGet(() -> Outcome.refused(Refusal.Reason.UNKNOWN, "no such session"));
    }

    // ------------------------------------------------------------- the thread

    private void run() {
        long nextSweep = nanoTime.getAsLong() + SWEEP_NANOS;
        while (!stopped) {
            try {
                Runnable task = mailbox.poll(Math.max(0, nextSweep - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
                if (task != null) {
                    task.run();
                }
                if (nanoTime.getAsLong() - nextSweep >= 0) {
                    nextSweep = nanoTime.getAsLong() + SWEEP_NANOS;
                    sweep();
                }
            } catch (InterruptedException interrupted) {
                break;
            } catch (RuntimeException fault) {
                LOG.atError()
                        .setCause(fault)
                        .addKeyValue(Fields.EVENT_ACTION, Events.LOOP_FAULT)
                        .log("the sessions' thread met a bug of ours");
            }
        }
    }

    /** Closes what dead edges left behind, takes those out of conferences whose going was not heard, tells how legs are heard. */
    private void sweep() {
        edges.forgetAbandoned().forEach(this::abandon);
        conferences.sweep();
        supervisions.sweep();
        tunes.sweep();
        scores.sweep(live.all());
    }

    private void abandon(EdgeName edge) {
        for (String sessionId : live.of(edge)) {
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.MEDIA_ABANDONED)
                    .addKeyValue(Fields.CALL_ID, sessionId)
                    .log("the session's edge is gone");
            close(sessionId);
        }
    }

    /** Stops the thread and closes every leg, which tells what it measured; waits for both, though not for ever. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join();
            List<CompletableFuture<?>> closing = new ArrayList<>();
            for (Session session : live.all()) {
                session.legs().forEach(leg -> closing.add(LegReports.close(session, leg, Runnable::run)));
            }
            CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new)).get(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IllegalStateException stuck) {
            // the loop does not come round any more: its own end closes the sockets
        }
        mixer.close();
    }
}
