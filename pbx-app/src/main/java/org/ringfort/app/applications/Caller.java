package org.ringfort.app.applications;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The person on the line, for the one virtual thread that converses: each method returns when it is done.
 *
 * <p>Every method throws {@link CallerGone} once the call has ended, the edge that carries it is lost, or a verb failed.
 */
public interface Caller {
    /**
     * Plays to the end, or until a digit of {@code stopDigits}.
     *
     * @return the digit that stopped it
     */
    Optional<Character> play(List<Sound> sounds, String stopDigits) throws CallerGone;

    /** Plays and gathers digits meanwhile; digits typed ahead count. */
    Collected collect(Question question) throws CallerGone;

    /** Records until a limit; the sound itself arrives later by delivery, also where the caller hung up. */
    Recorded record(Recording recording) throws CallerGone;

    /** In a conference until the caller is turned away or a moderator ends it; who hangs up is gone. */
    Conference.End confer(Conference conference) throws CallerGone;

    /**
     * In the call of two others until a key of those is pressed, or there is nothing to supervise; asked again it goes on otherwise.
     *
     */
    Supervision.Outcome supervise(Supervision supervision) throws CallerGone;

    /** Ends the call; harmless if it has ended. */
    void hangUp(String why);

    /** Plays to the end. */
    default void play(List<Sound> sounds) throws CallerGone {
        play(sounds, "");
    }

    /**
     * What to ask.
     *
     * @param prompt played first; the first digit ends it
     * @param maxDigits that many digits end the answer
     * @param terminators a digit of these ends the answer and is no part of it
     * @param firstDigit from the prompt's end
     * @param nextDigit between digits
     */
    record Question(List<Sound> prompt, int maxDigits, String terminators, Duration firstDigit, Duration nextDigit) {
        public Question {
            prompt = List.copyOf(prompt);
        }
    }

    /**
     * What was typed.
     *
     * @param digits possibly none
     * @param terminator the digit that ended the answer; empty where the count or the time did
     */
    record Collected(String digits, Optional<Character> terminator) {}
}
