package org.ringfort.app.defence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringfort.app.defence.WrongAnswers.Tally;

/**
 * What wrong answers come to: silence towards an account at a source, or towards the source.
 *
 * @param account empty: everybody there
 * @param spared who is heard nevertheless; only where it is about everybody
 * @param reason in words, without any name that was claimed
 */
record Sentence(Network network, Optional<AccountName> account, List<String> spared, String reason) {
    Sentence {
        spared = List.copyOf(spared);
    }

    /**
     * What is known about a source beside its wrong answers.
     *
     * @param proved user names that have proved themselves there of late, and their extensions
     */
    record Known(Set<String> proved, Optional<BanExemption.Kind> exemption) {
        Known {
            proved = Set.copyOf(proved);
        }
    }

    /**
     * The rules. Where nobody has proved themselves everybody goes; where somebody has (an office behind one address), one
     * bad phone costs itself alone, and many names that fail cost everybody but those who have.
     */
    static List<Sentence> of(Network source, AccountName account, Tally tally, Known known, DefenceSettings settings) {
        if (known.exemption().filter(BanExemption.Kind.NEVER::equals).isPresent()) {
            return List.of();
        }
        List<Sentence> sentences = new ArrayList<>();
        if (known.exemption().isEmpty()) {
            everybody(source, tally, known, settings).ifPresent(sentences::add);
        }
        boolean covered = sentences.stream().anyMatch(it -> !it.spared().contains(account.username()));
        if (tally.ofAccount() >= settings.wrongAnswers() && !covered) {
            sentences.add(new Sentence(
                    source,
                    Optional.of(account),
                    List.of(),
                    tally.ofAccount() + " wrong answers within " + words(settings.window())));
        }
        return sentences;
    }

    private static Optional<Sentence> everybody(Network source, Tally tally, Known known, DefenceSettings settings) {
        String window = words(settings.window());
        if (known.proved().isEmpty()) {
            return tally.ofSource() < settings.strangerAnswers()
                    ? Optional.empty()
                    : Optional.of(new Sentence(
                            source,
                            Optional.empty(),
                            List.of(),
                            tally.ofSource() + " wrong answers within " + window
                                    + " from where nobody has proved themselves"));
        }
        return tally.names() < settings.names()
                ? Optional.empty()
                : Optional.of(new Sentence(
                        source,
                        Optional.empty(),
                        known.proved().stream().sorted().toList(),
                        tally.names() + " names failed within " + window
                                + "; those that proved themselves are spared"));
    }

    /** How long the {@code times}th ban in a row lasts: twice as long as the one before it, up to the longest. */
    static Duration term(int times, DefenceSettings settings) {
        Duration term = settings.firstBan();
        for (int i = 1; i < times && term.compareTo(settings.longestBan()) < 0; i++) {
            term = term.multipliedBy(2);
        }
        return term.compareTo(settings.longestBan()) < 0 ? term : settings.longestBan();
    }

    private static String words(Duration time) {
        return time.toSeconds() % 60 == 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }
}
