package org.ringfort.testkit.transcript;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays a transcript against a subject: says what the other parties say, and compares what the subject says, in order,
 * party by party. At the end the subject must have said nothing that was not written down.
 */
public final class TranscriptPlayer {
    private final Transcript transcript;
    private final Subject subject;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Deque<List<String>>> said = new HashMap<>();

    private TranscriptPlayer(Transcript transcript, Subject subject) {
        this.transcript = transcript;
        this.subject = subject;
    }

    /**
     * Plays all of it.
     *
     * @throws AssertionError naming the line where the subject did otherwise
     */
    public static void play(Transcript transcript, Subject subject) {
        var player = new TranscriptPlayer(transcript, subject);
        for (Step step : transcript.steps()) {
            player.play(step);
        }
        player.requireNothingMore();
    }

    private void play(Step step) {
        switch (step) {
            case Step.Wait wait -> subject.advance(wait.by());
            case Step.Claim claim -> {
                if (!subject.holds(claim.text())) {
                    throw failure(claim, "does not hold: " + claim.text());
                }
            }
            case Step.Silence silence -> {
                Deque<List<String>> pending = pending(silence.to());
                if (!pending.isEmpty()) {
                    throw failure(silence, "expected silence, but it said " + pending);
                }
            }
            case Step.Says says -> {
                if (says.from().equals(subject.name())) {
                    expect(says);
                } else {
                    subject.hear(
                            says.from(),
                            says.phrases().stream()
                                    .map(phrase -> Phrase.fill(phrase, known))
                                    .toList());
                }
            }
        }
    }

    private void expect(Step.Says says) {
        List<String> heard = pending(says.to()).poll();
        if (heard == null) {
            throw failure(says, "nothing was said to " + says.to() + ", expected " + says.phrases());
        }
        Map<String, String> attempt = new HashMap<>(known);
        if (!Phrase.matches(says.phrases().getFirst(), heard.getFirst(), true, attempt)) {
            throw failure(says, "expected " + says.phrases().getFirst() + "\nbut heard\n" + String.join("\n", heard));
        }
        for (String phrase : says.phrases().subList(1, says.phrases().size())) {
            boolean negative = phrase.startsWith("no ");
            String wanted = negative ? phrase.substring(3) : phrase;
            boolean found = heard.stream().skip(1).anyMatch(line -> Phrase.matches(wanted, line, false, attempt));
            if (found == negative) {
                throw failure(says, "expected " + phrase + "\nbut heard\n" + String.join("\n", heard));
            }
        }
        known.putAll(attempt);
    }

    private Deque<List<String>> pending(String to) {
        Deque<List<String>> queue = said.computeIfAbsent(to, party -> new ArrayDeque<>());
        queue.addAll(subject.takeSaid(to));
        return queue;
    }

    private void requireNothingMore() {
        for (Step step : transcript.steps()) {
            if (step instanceof Step.Says says) {
                String other = says.from().equals(subject.name()) ? says.to() : says.from();
                Deque<List<String>> pending = pending(other);
                if (!pending.isEmpty()) {
                    throw failure(transcript.steps().getLast(), "and then it also said to " + other + ": " + pending);
                }
            }
        }
    }

    private AssertionError failure(Step step, String what) {
        return new AssertionError(transcript.name() + ", line " + step.lineNumber() + ": " + what);
    }
}
