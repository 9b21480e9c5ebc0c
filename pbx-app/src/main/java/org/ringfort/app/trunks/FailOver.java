package org.ringfort.app.trunks;

import java.util.List;

/**
 * When a call goes on to the next gateway of a trunk, and when a gateway rests so that calls go to the others first.
 *
 * @param answers final answers after which the next gateway is tried, such as {@code 408}, or {@code 5xx} for all of a class; at
 *     most 40. Challenges, and what a person says, never are
 * @param progressSeconds how long a gateway may keep silent: 1 to 10
 * @param failures so many failures make one rest: 1 to 20
 * @param withinSeconds if they come within so long: 10 to 3,600
 * @rfc 3261 21.4
 */
public record FailOver(List<String> answers, int progressSeconds, int failures, int withinSeconds) {
    /** A dead gateway costs a caller under four seconds; what a gateway has no room for, another one may have. */
    public static final FailOver USUAL = new FailOver(List.of("408", "430", "5xx"), 3, 3, 60);

    public FailOver {
        answers = List.copyOf(answers);
    }
}
