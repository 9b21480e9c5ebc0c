package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ringfort.contract.control.v1.ApplicationClosed;
import org.ringfort.contract.control.v1.ApplicationOpened;
import org.ringfort.contract.control.v1.Collect;
import org.ringfort.contract.control.v1.Collected;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Play;
import org.ringfort.contract.control.v1.Supervise;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.media.v1.ConferReply;
import org.ringfort.contract.sound.v1.ConferenceEnd;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;

/**
 * One step of the plan that media answers: the app drives the leg by verbs, one after another; the echo needs no app. Where
 * the app is away the fallback is played and the call ends; a recording that runs is finished first.
 */
final class Application {
    private static final Duration VERB_PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PLAY = Duration.ofHours(1);
    private static final Duration RECORDING_GRACE = Duration.ofSeconds(30);
    private static final String ECHO = "echo";

    /** What a caller leaves is heard by others, who see no more of it than one who is rung. */
    private static final String DEPOSIT = "voicemail-deposit";

    private static final Party NOBODY =
            Party.newBuilder().setDisplayName("Anonymous").build();

    private final Scene scene;
    private final org.ringfort.contract.control.v1.Application step;
    private final Leg leg;
    private final Party who;
    private final String dialled;
    private final Line line;
    private boolean opened;
    private boolean leftSomething;

    /** For the caller. */
    Application(Scene scene, org.ringfort.contract.control.v1.Application step) {
        this(
                scene,
                step,
                scene.callerLeg(),
                scene.caller().anonymous() && step.getName().equals(DEPOSIT)
                        ? NOBODY
                        : scene.plan().getCaller(),
                scene.plan().getDialled());
    }

    /** For any leg, which is {@code who}'s and was sent to {@code dialled}. */
    Application(Scene scene, org.ringfort.contract.control.v1.Application step, Leg leg, Party who, String dialled) {
        this.scene = scene;
        this.step = step;
        this.leg = leg;
        this.who = who;
        this.dialled = dialled;
        this.line = new Line(scene, leg);
    }

    /** The caller is answered, and served. Never returns but by {@link Hangup}. */
    void run() throws Hangup, InterruptedException {
        waitBeforeAnswering();
        scene.offer(List.of());
        Body answer = scene.settled(leg, scene.media().terminate(leg)).first();
        leg.answered(scene.ledger().now());
        scene.ledger().answered(step.getName());
        scene.caller().answer(answer);
        if (scene.caller().offersNothing()) {
            line.awaitAnswer();
        }
        serve();
    }

    /** The leg has agreed with media already. Never returns but by {@link Hangup}. */
    void serve() throws Hangup, InterruptedException {
        scene.ledger().measured(scene.media().report());
        try {
            if (step.getName().equals(ECHO)) {
                echo();
            } else if (open()) {
                drive();
            }
            fallback();
        } finally {
            close();
        }
    }

    private void waitBeforeAnswering() throws Hangup, InterruptedException {
        if (step.getAnswerAfterMs() == 0) {
            return;
        }
        scene.ledger().rung();
        scene.caller().ring();
        long answerAt = Scene.in(Duration.ofMillis(step.getAnswerAfterMs()));
        while (true) {
            CallEvent event = scene.inbox().next(answerAt);
            switch (event) {
                case null -> {
                    return;
                }
                case CallEvent.Sip(var on, var happened)
                when on.equals(leg) ->
                    scene.caller()
                            .whileWaiting(
                                    happened, request -> new EarlyChange(scene).asked(leg, Optional.empty(), request));
                default -> Scene.stray(event);
            }
        }
    }

    private void echo() throws Hangup, InterruptedException {
        line.withoutApp(); // nobody drives, so nobody is missed
        play(step.getFallbackList(), "");
        if (!scene.media().echo(leg)) {
            throw Hangup.bySystem(Status.SERVER_INTERNAL_ERROR, "media refused the echo");
        }
        while (true) {
            line.next(Long.MAX_VALUE);
        }
    }

    private boolean open() {
        opened = scene.app()
                .tell(FromEdge.newBuilder()
                        .setApplicationOpened(ApplicationOpened.newBuilder()
                                .setCallId(scene.callId())
                                .setLegId(leg.id())
                                .setTenantId(scene.plan().getTenantId())
                                .setName(step.getName())
                                .setArgument(step.getArgument())
                                .setCaller(who)
                                .setDialled(dialled))
                        .build());
        return opened;
    }

    /** Verb after verb, until the app hangs up or is gone. */
    private void drive() throws Hangup, InterruptedException {
        while (!line.appGone()) {
            Optional<Verb> verb = line.verb(Scene.in(VERB_PATIENCE));
            if (verb.isEmpty()) {
                return;
            }
            var done = VerbDone.newBuilder()
                    .setCallId(scene.callId())
                    .setVerbId(verb.get().getVerbId());
            switch (verb.get().getKindCase()) {
                case PLAY -> {
                    Play play = verb.get().getPlay();
                    play(play.getSoundsList(), play.getStopDigits())
                            .ifPresentOrElse(done::setPlayed, () -> done.setFailed("media refused"));
                }
                case RECORD ->
                    record(verb.get().getRecord())
                            .ifPresentOrElse(done::setRecorded, () -> done.setFailed("media refused"));
                case COLLECT ->
                    collect(verb.get().getCollect())
                            .ifPresentOrElse(done::setCollected, () -> done.setFailed("media refused"));
                case CONFER ->
                    confer(verb.get().getConfer())
                            .ifPresentOrElse(done::setConferred, () -> done.setFailed("media refused"));
                case SUPERVISE -> done.setSupervised(supervise(verb.get().getSupervise()));
                case HANG_UP ->
                    throw Hangup.bySystem(Status.OK, verb.get().getHangUp().getWhy());
                case KIND_NOT_SET -> done.setFailed("unknown verb");
            }
            if (!scene.app().tell(FromEdge.newBuilder().setVerbDone(done).build())) {
                line.withoutApp();
            }
        }
    }

    /** Plays to the end or to one of {@code stops}, which is returned; empty where media refused. */
    private Optional<String> play(List<Sound> sounds, String stops) throws Hangup, InterruptedException {
        Optional<Character> ahead = line.digits().take(stops);
        if (ahead.isPresent()) {
            return Optional.of(ahead.get().toString());
        }
        OptionalInt playing =
                sounds.isEmpty() ? OptionalInt.of(0) : scene.media().play(leg, sounds);
        if (playing.isEmpty()) {
            return Optional.empty();
        }
        long deadline = Scene.in(LONGEST_PLAY);
        boolean wasGone = line.appGone();
        while (!sounds.isEmpty() && System.nanoTime() < deadline) {
            if (line.next(deadline) == Line.Heard.DIGIT) {
                Optional<Character> stop = line.digits().take(stops);
                if (stop.isPresent()) {
                    scene.media().stopPlay(leg);
                    return Optional.of(stop.get().toString());
                }
            } else if (line.playEnded(playing.getAsInt()) || (line.appGone() && !wasGone)) {
                break;
            }
        }
        return Optional.of("");
    }

    /** Records to its end, which media decides; the app may be gone meanwhile. Empty where media refused. */
    private Optional<RecordingFacts> record(RecordingOrder order) throws Hangup, InterruptedException {
        line.recordingBegins();
        if (!scene.media().record(leg, order)) {
            return Optional.empty();
        }
        long deadline = Scene.in(Duration.ofSeconds(order.getMaxSeconds()).plus(RECORDING_GRACE));
        while (recorded(order).isEmpty() && System.nanoTime() < deadline) {
            if (line.next(deadline) == Line.Heard.DIGIT
                    && line.digits().take(order.getStopDigits()).isPresent()) {
                scene.media().stopRecording(leg); // media has, where the digit came by RFC 4733
            }
        }
        Optional<RecordingFacts> recorded = recorded(order);
        leftSomething |= recorded.isPresent();
        return recorded;
    }

    /**
     * In the conference until it is told to leave, or hangs up; who confers needs no app. Keys are media's meanwhile. Empty where
     * media refused.
     */
    private Optional<ConferenceEnd> confer(ConferenceOrder order) throws Hangup, InterruptedException {
        line.conferenceBegins();
        Optional<ConferReply> reply = scene.media().confer(leg, order);
        if (reply.isEmpty() || reply.get().hasTurnedAway()) {
            return reply.map(ConferReply::getTurnedAway);
        }
        while (line.left().isEmpty()) {
            line.next(Long.MAX_VALUE);
        }
        line.digits().clear();
        return line.left();
    }

    /** In a call of others until a key is pressed, or nothing is left to supervise; needs no app. */
    private org.ringfort.contract.control.v1.Supervised supervise(Supervise order) throws Hangup, InterruptedException {
        var outcome = org.ringfort.contract.control.v1.Supervised.newBuilder();
        Optional<Supervised> call =
                scene.calls().talking(order.getCallId(), scene.plan().getTenantId(), order.getNumber());
        line.supervisionBegins();
        if (call.isEmpty() || !scene.media().supervise(leg, order.getCallId(), call.get(), order.getOrder())) {
            return outcome.setRefused(true).build();
        }
        scene.ledger().decided("Supervises call " + order.getCallId() + ": " + Supervised.words(order.getOrder()));
        while (!line.supervisionEnded()) {
            Optional<Character> key = line.digits().take(order.getKeys());
            if (key.isPresent()) {
                return outcome.setKey(key.get().toString()).build();
            }
            line.digits().clear(); // no other means anything here
            line.next(Long.MAX_VALUE);
        }
        return outcome.setOver(true).build();
    }

    private Optional<RecordingFacts> recorded(RecordingOrder order) {
        return line.recorded().filter(facts -> facts.getRecordingId().equals(order.getRecordingId()));
    }

    /** Plays, and gathers digits meanwhile; the first digit ends the play. Empty where media refused. */
    private Optional<Collected> collect(Collect collect) throws Hangup, InterruptedException {
        var gathered = new StringBuilder();
        int most = Math.clamp(collect.getMaxDigits(), 1, 64);
        boolean plays = !collect.getPromptList().isEmpty();
        int playing = 0;
        Optional<Character> digit = line.digits().poll();
        if (digit.isEmpty() && plays) {
            OptionalInt started = scene.media().play(leg, collect.getPromptList());
            if (started.isEmpty()) {
                return Optional.empty();
            }
            playing = started.getAsInt();
        }
        boolean prompting = playing != 0;
        long deadline = prompting ? Scene.in(LONGEST_PLAY) : Scene.in(Duration.ofMillis(collect.getFirstDigitMs()));
        while (!line.appGone()) {
            if (digit.isPresent()) {
                if (prompting) {
                    scene.media().stopPlay(leg);
                    prompting = false;
                }
                if (collect.getTerminators().indexOf(digit.get()) >= 0) {
                    return Optional.of(collected(gathered, digit.get().toString()));
                }
                gathered.append(digit.get().charValue());
                if (gathered.length() == most) {
                    return Optional.of(collected(gathered, ""));
                }
                deadline = Scene.in(Duration.ofMillis(collect.getNextDigitMs()));
            } else if (System.nanoTime() >= deadline) {
                return Optional.of(collected(gathered, ""));
            }
            digit = line.digits().poll();
            if (digit.isEmpty()) {
                line.next(deadline);
                if (prompting && line.playEnded(playing)) {
                    prompting = false;
                    deadline = Scene.in(Duration.ofMillis(collect.getFirstDigitMs()));
                }
                digit = line.digits().poll();
            }
        }
        return Optional.of(collected(gathered, ""));
    }

    private static Collected collected(StringBuilder digits, String terminator) {
        return Collected.newBuilder()
                .setDigits(digits.toString())
                .setTerminator(terminator)
                .build();
    }

    /** Nobody drives any more. */
    private void fallback() throws Hangup, InterruptedException {
        line.withoutApp();
        if (!leftSomething) {
            play(step.getFallbackList(), "");
        }
        throw Hangup.bySystem(Status.OK, "application unavailable");
    }

    private void close() {
        if (opened) {
            scene.app()
                    .tell(FromEdge.newBuilder()
                            .setApplicationClosed(ApplicationClosed.newBuilder()
                                    .setCallId(scene.callId())
                                    .setWhy("call ended"))
                            .build());
        }
    }
}
