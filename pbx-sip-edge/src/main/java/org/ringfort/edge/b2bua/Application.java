package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.ApplicationClosed;
import org.ringfort.contract.control.v1.ApplicationOpened;
import org.ringfort.contract.control.v1.Collect;
import org.ringfort.contract.control.v1.Collected;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Play;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.mediaplane.MediaEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;

/**
 * One step of the plan that media answers: the app drives the leg by verbs, one after another; the echo needs no app. Where
 * the app is away the fallback is played and the call ends; a recording that runs is finished first.
 */
final class Application {
    private static final int MOST_VERBS = 32;
    private static final Duration VERB_PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PLAY = Duration.ofHours(1);
    private static final Duration RECORDING_GRACE = Duration.ofSeconds(30);
    private static final String ECHO = "echo";

    private final Scene scene;
    private final org.ringfort.contract.control.v1.Application step;
    private final Leg leg;
    private final Digits digits = new Digits();
    private final ArrayDeque<Verb> verbs = new ArrayDeque<>();
    private boolean appGone;
    private boolean opened;
    private boolean leftSomething;
    private boolean awaitsAnswer;
    private boolean agreedOnce;

    Application(Scene scene, org.ringfort.contract.control.v1.Application step) {
        this.scene = scene;
        this.step = step;
        this.leg = scene.callerLeg();
    }

    /** Never returns but by {@link Hangup}. */
    void run() throws Hangup, InterruptedException {
        waitBeforeAnswering();
        scene.offer(List.of());
        Body answer = scene.settled(leg, scene.media().terminate(leg)).first();
        leg.answered(scene.ledger().now());
        scene.ledger().answered(step.getName());
        scene.caller().answer(answer);
        awaitsAnswer = scene.caller().offersNothing();
        while (awaitsAnswer) {
            next(Long.MAX_VALUE); // ACK comes, or its absence is reported
        }
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
        appGone = true; // nobody drives, so nobody is missed
        play(step.getFallbackList(), "");
        if (!scene.media().echo(leg)) {
            throw Hangup.bySystem(Status.SERVER_INTERNAL_ERROR, "media refused the echo");
        }
        while (true) {
            next(Long.MAX_VALUE);
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
                                .setCaller(scene.plan().getCaller())
                                .setDialled(scene.plan().getDialled()))
                        .build());
        return opened;
    }

    /** Verb after verb, until the app hangs up or is gone. */
    private void drive() throws Hangup, InterruptedException {
        while (!appGone) {
            Optional<Verb> verb = nextVerb();
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
                case HANG_UP ->
                    throw Hangup.bySystem(Status.OK, verb.get().getHangUp().getWhy());
                case KIND_NOT_SET -> done.setFailed("unknown verb");
            }
            if (!scene.app().tell(FromEdge.newBuilder().setVerbDone(done).build())) {
                appGone = true;
            }
        }
    }

    private Optional<Verb> nextVerb() throws Hangup, InterruptedException {
        long patience = Scene.in(VERB_PATIENCE);
        while (verbs.isEmpty() && !appGone && System.nanoTime() < patience) {
            next(patience);
        }
        return Optional.ofNullable(verbs.poll());
    }

    /** Plays to the end or to one of {@code stops}, which is returned; empty where media refused. */
    private Optional<String> play(List<Sound> sounds, String stops) throws Hangup, InterruptedException {
        Optional<Character> ahead = digits.take(stops);
        if (ahead.isPresent()) {
            return Optional.of(ahead.get().toString());
        }
        OptionalInt playing =
                sounds.isEmpty() ? OptionalInt.of(0) : scene.media().play(leg, sounds);
        if (playing.isEmpty()) {
            return Optional.empty();
        }
        long deadline = Scene.in(LONGEST_PLAY);
        boolean wasGone = appGone;
        while (!sounds.isEmpty() && System.nanoTime() < deadline) {
            Heard heard = next(deadline);
            if (heard == Heard.DIGIT) {
                Optional<Character> stop = digits.take(stops);
                if (stop.isPresent()) {
                    scene.media().stopPlay(leg);
                    return Optional.of(stop.get().toString());
                }
            } else if (playEnded(playing.getAsInt()) || (appGone && !wasGone)) {
                break;
            }
        }
        return Optional.of("");
    }

    /** Records to its end, which media decides; the app may be gone meanwhile. Empty where media refused. */
    private Optional<RecordingFacts> record(RecordingOrder order) throws Hangup, InterruptedException {
        recorded = null;
        if (!scene.media().record(leg, order)) {
            return Optional.empty();
        }
        long deadline = Scene.in(Duration.ofSeconds(order.getMaxSeconds()).plus(RECORDING_GRACE));
        while (recorded == null && System.nanoTime() < deadline) {
            if (next(deadline) == Heard.DIGIT
                    && digits.take(order.getStopDigits()).isPresent()) {
                scene.media().stopRecording(leg); // media has, where the digit came by RFC 4733
            }
            if (recorded != null && !recorded.getRecordingId().equals(order.getRecordingId())) {
                recorded = null;
            }
        }
        leftSomething |= recorded != null;
        return Optional.ofNullable(recorded);
    }

    /** Plays, and gathers digits meanwhile; the first digit ends the play. Empty where media refused. */
    private Optional<Collected> collect(Collect collect) throws Hangup, InterruptedException {
        var gathered = new StringBuilder();
        int most = Math.clamp(collect.getMaxDigits(), 1, 64);
        boolean plays = !collect.getPromptList().isEmpty();
        int playing = 0;
        Optional<Character> digit = digits.poll();
        if (digit.isEmpty() && plays) {
            OptionalInt started = scene.media().play(leg, collect.getPromptList());
            if (started.isEmpty()) {
                return Optional.empty();
            }
            playing = started.getAsInt();
        }
        boolean prompting = playing != 0;
        long deadline = prompting ? Scene.in(LONGEST_PLAY) : Scene.in(Duration.ofMillis(collect.getFirstDigitMs()));
        while (!appGone) {
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
            digit = digits.poll();
            if (digit.isEmpty()) {
                next(deadline);
                if (prompting && playEnded(playing)) {
                    prompting = false;
                    deadline = Scene.in(Duration.ofMillis(collect.getFirstDigitMs()));
                }
                digit = digits.poll();
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
        appGone = true;
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

    // ------------------------------------------------------------------ what happens meanwhile

    /** What one event was about. */
    private enum Heard {
        DIGIT,
        OTHER
    }

    private @Nullable RecordingFacts recorded;
    private int endedPlay;

    private boolean playEnded(int play) {
        return endedPlay >= play;
    }

    /** Attends to one event, or to none at the deadline. */
    private Heard next(long deadline) throws Hangup, InterruptedException {
        CallEvent event = scene.inbox().next(deadline);
        switch (event) {
            case null -> {}
            case CallEvent.Sip(var on, var happened)
            when on.equals(leg) -> {
                return attend(happened);
            }
            case CallEvent.Sip elsewhere -> Scene.stray(elsewhere);
            case CallEvent.Verb(var verb) -> {
                if (verbs.size() >= MOST_VERBS) {
                    throw Hangup.bySystem(Status.SERVER_INTERNAL_ERROR, "too many verbs");
                }
                verbs.add(verb);
            }
            case CallEvent.AppGone gone -> appGone = true;
            case CallEvent.Media(MediaEvent.Digit(var legId, var digit)) -> {
                digits.add(digit);
                return Heard.DIGIT;
            }
            case CallEvent.Media(MediaEvent.PlayDone(var legId, var playId, var cut)) ->
                endedPlay = Math.max(endedPlay, playId);
            case CallEvent.Media(MediaEvent.Recorded(var legId, var ready)) -> recorded = ready.getFacts();
            case CallEvent.Media(MediaEvent.Quiet(var legId, var seconds)) -> {
                if (!leg.held() && seconds >= scene.settings().quiet().toSeconds()) {
                    throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "no media from the caller");
                }
            }
            case CallEvent.Media lost -> {}
            case CallEvent.HangUpOrdered ordered -> {}
        }
        return Heard.OTHER;
    }

    private Heard attend(SipEvent event) throws Hangup {
        switch (event) {
            case SipEvent.Request(var dialog, var request) -> {
                return asked(request);
            }
            case SipEvent.Acknowledged(var dialog, var ack) -> acknowledged(ack);
            case SipEvent.Unacknowledged unacknowledged ->
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "caller did not acknowledge");
            case SipEvent.SessionExpired expired ->
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "caller did not refresh the session");
            default -> {}
        }
        return Heard.OTHER;
    }

    private Heard asked(ServerTransaction request) throws Hangup {
        switch (request.request().method().name()) {
            case "BYE" -> {
                request.respond(Status.OK);
                leg.ended(Status.OK, scene.ledger().now());
                throw Hangup.byCaller("caller hung up");
            }
            case "INVITE", "UPDATE" -> renegotiate(request);
            case "INFO" -> {
                request.respond(Status.OK);
                Optional<Character> digit = Digits.of(request.request());
                if (digit.isPresent()) {
                    digits.add(digit.get());
                    return Heard.DIGIT;
                }
            }
            case "OPTIONS" -> request.respond(request.response(Status.OK).with(Crossing.ALLOW));
            default ->
                request.respond(request.response(Status.METHOD_NOT_ALLOWED).with(Crossing.ALLOW));
        }
        return Heard.OTHER;
    }

    /** Where we offered in the 200, ACK brings the answer. */
    private void acknowledged(SipRequest ack) throws Hangup {
        if (!awaitsAnswer) {
            agreedOnce = true;
            return;
        }
        awaitsAnswer = false;
        boolean agreed =
                !ack.body().isEmpty() && scene.media().answer(leg, ack.body()) instanceof MediaSession.Agreed.Bodies;
        if (!agreed) {
            scene.media().rollback();
            if (!agreedOnce) {
                throw Hangup.bySystem(Status.NOT_ACCEPTABLE_HERE, "no acceptable answer to our offer");
            }
        }
        agreedOnce = true;
    }

    /** Hold, resume or refresh: media answers, or offers where the leg does not. */
    private void renegotiate(ServerTransaction request) {
        if (awaitsAnswer) {
            request.respond(Status.REQUEST_PENDING);
            return;
        }
        if (scene.media().offer(leg, request.request().body(), List.of())
                        instanceof MediaSession.Agreed.Bodies(var none, var hold)
                && scene.media().terminate(leg) instanceof MediaSession.Agreed.Bodies answer) {
            awaitsAnswer = request.request().body().isEmpty();
            leg.held(hold);
            scene.ledger().held(hold);
            request.respond(request.response(Status.OK)
                    .with(Contact.of(request.flow().contact("")))
                    .with(Crossing.ALLOW)
                    .with(ContentType.SDP)
                    .withBody(answer.first()));
        } else {
            scene.media().rollback();
            request.respond(Status.NOT_ACCEPTABLE_HERE);
        }
    }
}
