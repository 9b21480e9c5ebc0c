package org.ringfort.testkit.transcript;

import java.time.Duration;
import java.util.List;

/** What a transcript is played against. Everything happens on the thread that plays. */
public interface Subject {
    /** The party of the transcript that this is; all others are played. */
    String name();

    /**
     * Another party says something to the subject.
     *
     * @param from who
     * @param phrases with every {@code $name} replaced by what it stands for
     */
    void hear(String from, List<String> phrases);

    /**
     * What the subject has said to {@code to} and was not taken yet, oldest first; taken by this call. Each saying is a
     * list of lines, the first its beginning.
     */
    List<List<String>> takeSaid(String to);

    /** Time goes on, timers fire. */
    void advance(Duration by);

    /**
     * Whether {@code claim} about the subject's state is true.
     *
     * @throws IllegalArgumentException where it does not know such a claim
     */
    default boolean holds(String claim) {
        throw new IllegalArgumentException("no such claim: " + claim);
    }
}
