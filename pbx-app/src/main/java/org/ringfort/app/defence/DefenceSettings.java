package org.ringfort.app.defence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When wrong answers of phones end in a ban.
 *
 * @param wrongAnswers of one account from one address, within the window, until that account is banned there; 1 to 10;
 *     default 3
 * @param window in which they count; 1 minute to 24 hours; default 15 minutes
 * @param firstBan how long the first one lasts; each that follows soon lasts twice as long; 1 minute to 24 hours; default 15
 *     minutes
 * @param longestBan no automatic ban lasts longer, and one that ended so long ago is forgotten; from {@code firstBan} to 30
 *     days; default 24 hours
 * @param strangerAnswers wrong answers, whatever the name, from an address where nobody has proved themselves lately, until
 *     everybody there is banned; 1 to 50; default 3
 * @param names different user names that fail, within the window, at an address where somebody has proved themselves lately,
 *     until all but those are banned there; 2 to 50; default 10
 * @param provedFor how long somebody's proof speaks for an address; 1 hour to 30 days; default 24 hours
 * @param answersRemembered wrong answers that are remembered at once, over all addresses; where there are more, the address
 *     that was quiet for longest is forgotten; 1,000 to 1,000,000; default 100,000 (some 30 MB when full)
 * @param poll how often a process looks for what others have decided; 100 ms to 1 s, since all edges agree within 2 s;
 *     default 500 ms
 */
@ConfigurationProperties("ringfort.defence")
public record DefenceSettings(
        @DefaultValue("3") int wrongAnswers,
        @DefaultValue("15m") Duration window,
        @DefaultValue("15m") Duration firstBan,
        @DefaultValue("24h") Duration longestBan,
        @DefaultValue("3") int strangerAnswers,
        @DefaultValue("10") int names,
        @DefaultValue("24h") Duration provedFor,
        @DefaultValue("100000") int answersRemembered,
        @DefaultValue("500ms") Duration poll) {
    /** Refuses what cannot work, by name. */
    public DefenceSettings {
        within("wrong-answers", wrongAnswers, 1, 10);
        within("window", window, Duration.ofMinutes(1), Duration.ofDays(1));
        within("first-ban", firstBan, Duration.ofMinutes(1), Duration.ofDays(1));
        within("longest-ban", longestBan, firstBan, Duration.ofDays(30));
        within("stranger-answers", strangerAnswers, 1, 50);
        within("names", names, 2, 50);
        within("proved-for", provedFor, Duration.ofHours(1), Duration.ofDays(30));
        within("answers-remembered", answersRemembered, 1000, 1_000_000);
        within("poll", poll, Duration.ofMillis(100), Duration.ofSeconds(1));
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "ringfort.defence." + name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "ringfort.defence." + name + " must be " + least + " to " + most + " (ISO 8601), not " + value);
        }
    }
}
