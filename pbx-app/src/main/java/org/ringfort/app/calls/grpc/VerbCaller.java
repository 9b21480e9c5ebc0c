package org.ringfort.app.calls.grpc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.ringfort.app.applications.Caller;
import org.ringfort.app.applications.CallerGone;
import org.ringfort.app.applications.Conference;
import org.ringfort.app.applications.Recorded;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.applications.Sound;
import org.ringfort.app.applications.Supervision;
import org.ringfort.contract.control.v1.Collect;
import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.Play;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.sound.v1.RecordingFacts;

/**
 * A caller reached by verbs over an edge's stream: one verb at a time, each answered by VerbDone.
 *
 * <p>The conversation's thread waits here; the stream's thread posts answers and the end of the call. A verb that is not
 * answered within its own length and a margin ends the conversation: a lost edge never leaves a thread behind.
 */
final class VerbCaller implements Caller {
    private static final Duration MARGIN = Duration.ofSeconds(15);
    private static final Duration LONGEST_PLAY = Duration.ofMinutes(10);

    /** The edge ends calls long before. */
    private static final Duration LONGEST_CONFERENCE = Duration.ofDays(2);

    private sealed interface Word {
        record Done(VerbDone done) implements Word {}

        record Gone(String why) implements Word {}
    }

    private final String callId;
    private final Predicate<ToEdge> send;
    private final BlockingQueue<Word> words = new ArrayBlockingQueue<>(16);
    private int lastVerb;
    private boolean over;

    /**
     * Used by one thread.
     *
     * @param send false where the edge cannot be reached
     */
    VerbCaller(String callId, Predicate<ToEdge> send) {
        this.callId = callId;
        this.send = send;
    }

    /** By the stream: a verb is done. */
    void done(VerbDone done) {
        var _ = words.offer(new Word.Done(done)); // one verb is out at a time, so the queue holds it
    }

    /** By the stream: the call is over, or the edge is. */
    void gone(String why) {
        if (!words.offer(new Word.Gone(why))) {
            words.clear();
            var _ = words.offer(new Word.Gone(why));
        }
    }

    @Override
    public Optional<Character> play(List<Sound> sounds, String stopDigits) throws CallerGone {
        VerbDone done = ask(
                Verb.newBuilder()
                        .setPlay(Play.newBuilder()
                                .addAllSounds(Words.sounds(sounds))
                                .setStopDigits(stopDigits)),
                LONGEST_PLAY);
        return first(done.getPlayed());
    }

    @Override
    public Collected collect(Question question) throws CallerGone {
        VerbDone done = ask(
                Verb.newBuilder()
                        .setCollect(Collect.newBuilder()
                                .addAllPrompt(Words.sounds(question.prompt()))
                                .setMaxDigits(question.maxDigits())
                                .setTerminators(question.terminators())
                                .setFirstDigitMs(
                                        Math.toIntExact(question.firstDigit().toMillis()))
                                .setNextDigitMs(
                                        Math.toIntExact(question.nextDigit().toMillis()))),
                LONGEST_PLAY
                        .plus(question.firstDigit())
                        .plus(question.nextDigit().multipliedBy(question.maxDigits())));
        return new Collected(
                done.getCollected().getDigits(), first(done.getCollected().getTerminator()));
    }

    @Override
    public Recorded record(Recording recording) throws CallerGone {
        VerbDone done = ask(Verb.newBuilder().setRecord(Words.order(recording)), recording.limit());
        RecordingFacts facts = done.getRecorded();
        return new Recorded(
                Duration.ofMillis(Integer.toUnsignedLong(facts.getDurationMs())), Words.end(facts.getEnd()));
    }

    @Override
    public Conference.End confer(Conference conference) throws CallerGone {
        return Words.end(ask(Verb.newBuilder().setConfer(Words.order(conference)), LONGEST_CONFERENCE)
                .getConferred());
    }

    @Override
    public Supervision.Outcome supervise(Supervision supervision) throws CallerGone {
        return Words.outcome(ask(Verb.newBuilder().setSupervise(Words.order(supervision)), LONGEST_CONFERENCE)
                .getSupervised());
    }

    @Override
    public void hangUp(String why) {
        if (over) {
            return;
        }
        over = true;
        HangUp hangUp = HangUp.newBuilder().setCallId(callId).setWhy(why).build();
        var _ = send.test(ToEdge.newBuilder()
                .setVerb(Verb.newBuilder()
                        .setCallId(callId)
                        .setVerbId(++lastVerb)
                        .setHangUp(hangUp))
                .build());
    }

    private VerbDone ask(Verb.Builder verb, Duration length) throws CallerGone {
        int id = ++lastVerb;
        if (!send.test(ToEdge.newBuilder()
                .setVerb(verb.setCallId(callId).setVerbId(id))
                .build())) {
            throw new CallerGone("edge cannot be reached");
        }
        long deadline = System.nanoTime() + length.plus(MARGIN).toNanos();
        try {
            while (true) {
                switch (words.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    case null -> throw new CallerGone("verb not answered in time");
                    case Word.Gone(String why) -> {
                        over = true;
                        throw new CallerGone(why);
                    }
                    case Word.Done(VerbDone done)
                    when done.getVerbId() == id -> {
                        if (done.getOutcomeCase() == VerbDone.OutcomeCase.FAILED) {
                            throw new CallerGone("verb failed: " + done.getFailed());
                        }
                        return done;
                    }
                    case Word.Done late -> {} // an answer to a verb given up on
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CallerGone("the app is stopping");
        }
    }

    private static Optional<Character> first(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text.charAt(0));
    }
}
