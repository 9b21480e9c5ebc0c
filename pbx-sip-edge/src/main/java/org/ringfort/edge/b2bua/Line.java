package org.ringfort.edge.b2bua;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.sound.v1.ConferenceEnd;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.mediaplane.MediaEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;

/**
 * A leg that media answers, as an application has it on the line: what comes from it and from the app meanwhile, kept until it
 * is asked for. Owned by the call's thread.
 */
final class Line {
    private static final int MOST_VERBS = 32;

    /** What one event was about. */
    enum Heard {
        DIGIT,
        OTHER
    }

    private final Scene scene;
    private final Leg leg;
    private final MediaSession media;
    private final Consumer<Boolean> holds;
    private final Digits digits = new Digits();
    private final ArrayDeque<Verb> verbs = new ArrayDeque<>();
    private boolean appGone;
    private boolean awaitsAnswer;
    private boolean agreedOnce;
    private @Nullable RecordingFacts recorded;
    private @Nullable ConferenceEnd left;
    private boolean supervisionEnded;
    private int endedPlay;

    Line(Scene scene, Leg leg) {
        this(scene, leg, scene.media(), scene.ledger()::held);
    }

    /**
     * @param media where the leg's media is
     * @param holds told whether the leg keeps us on hold
     */
    Line(Scene scene, Leg leg, MediaSession media, Consumer<Boolean> holds) {
        this.scene = scene;
        this.leg = leg;
        this.media = media;
        this.holds = holds;
    }

    Digits digits() {
        return digits;
    }

    /** Whether nobody drives any more. */
    boolean appGone() {
        return appGone;
    }

    void withoutApp() {
        appGone = true;
    }

    /** Our offer is in the 200: ACK brings the answer, or its absence ends the call. */
    void awaitAnswer() throws Hangup, InterruptedException {
        awaitsAnswer = true;
        while (awaitsAnswer) {
            next(Long.MAX_VALUE);
        }
    }

    /** The next verb; empty where the app is gone or has none until {@code patience} ends. */
    Optional<Verb> verb(long patience) throws Hangup, InterruptedException {
        while (verbs.isEmpty() && !appGone && System.nanoTime() < patience) {
            next(patience);
        }
        return Optional.ofNullable(verbs.poll());
    }

    boolean playEnded(int play) {
        return endedPlay >= play;
    }

    /** The recording that ended last, since {@link #recordingBegins}. */
    Optional<RecordingFacts> recorded() {
        return Optional.ofNullable(recorded);
    }

    /** Why the leg is no longer in the conference that it joined last. */
    Optional<ConferenceEnd> left() {
        return Optional.ofNullable(left);
    }

    void conferenceBegins() {
        left = null;
    }

    void supervisionBegins() {
        supervisionEnded = false;
    }

    /** Whether what the leg supervised last is over. */
    boolean supervisionEnded() {
        return supervisionEnded;
    }

    void recordingBegins() {
        recorded = null;
    }

    /** Attends to one event, or to none at the deadline. */
    Heard next(long deadline) throws Hangup, InterruptedException {
        return hear(scene.inbox().next(deadline));
    }

    /** Attends to that event, which somebody else has taken; to none where there is none. */
    Heard hear(@Nullable CallEvent event) throws Hangup {
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
            case CallEvent.Media(MediaEvent.ConferenceLeft(var legId, var why)) -> left = why;
            case CallEvent.Media(MediaEvent.SupervisionEnded(var legId)) -> supervisionEnded = true;
            case CallEvent.Media(MediaEvent.Quiet(var legId, var seconds)) -> {
                if (!leg.held() && seconds >= scene.settings().quiet().toSeconds()) {
                    throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "no media from the " + leg.name());
                }
            }
            case CallEvent.Media lost -> {}
            case CallEvent.Sent talked -> {} // of two who do not talk any more
            case CallEvent.Wanted wanted -> Scene.stray(wanted);
            case CallEvent.HandedOver late -> Scene.stray(late);
            case CallEvent.PickUp late -> Scene.stray(late);
            case CallEvent.MayPickUp late -> {}
            case CallEvent.PickedUp late -> Scene.stray(late);
            case CallEvent.HangUpOrdered ordered -> {}
            case CallEvent.Aside ordered -> {} // carried out by the inbox
            case CallEvent.Done late -> {}
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
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, leg.name() + " did not acknowledge");
            case SipEvent.SessionExpired expired ->
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, leg.name() + " did not refresh the session");
            default -> {}
        }
        return Heard.OTHER;
    }

    private Heard asked(ServerTransaction request) throws Hangup {
        switch (request.request().method().name()) {
            case "BYE" -> {
                request.respond(Status.OK);
                leg.ended(Status.OK, scene.ledger().now());
                throw scene.hungUp(leg);
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
            case "REFER" -> request.respond(Status.DECLINE); // there is nobody to be sent elsewhere
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
        boolean agreed = !ack.body().isEmpty() && media.answer(leg, ack.body()) instanceof MediaSession.Agreed.Bodies;
        if (!agreed) {
            media.rollback();
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
        if (media.offer(leg, request.request().body(), List.of())
                        instanceof MediaSession.Agreed.Bodies(var none, var hold)
                && media.terminate(leg) instanceof MediaSession.Agreed.Bodies answer) {
            agreedOnce = true;
            awaitsAnswer = request.request().body().isEmpty();
            leg.held(hold);
            holds.accept(hold);
            request.respond(request.response(Status.OK)
                    .with(Contact.of(request.flow().contact("")))
                    .with(Crossing.ALLOW)
                    .with(ContentType.SDP)
                    .withBody(answer.first()));
        } else {
            media.rollback();
            request.respond(Status.NOT_ACCEPTABLE_HERE);
        }
    }
}
