package org.ringfort.app.trunks;

import java.util.List;

/**
 * How calls go out by a trunk.
 *
 * @param caller whom the carrier sees calling
 * @param formats how it writes numbers
 * @param sends names of headers that it may be sent, at most 20; see {@link HeaderRules}
 * @param sendsLocation whether the carrier is told where somebody calls for help
 */
public record Outward(
        FailOver failOver, CallerRule caller, NumberFormats formats, List<String> sends, boolean sendsLocation) {
    /** Where nothing is said of it. */
    public static final Outward USUAL = new Outward(FailOver.USUAL, CallerRule.EXTENSION, NumberFormats.E164);

    public Outward {
        sends = List.copyOf(sends);
    }

    /** Which is told of no location. */
    public Outward(FailOver failOver, CallerRule caller, NumberFormats formats, List<String> sends) {
        this(failOver, caller, formats, sends, false);
    }

    /** Which is told who calls, and nothing else. */
    public Outward(FailOver failOver, CallerRule caller, NumberFormats formats) {
        this(failOver, caller, formats, List.of(HeaderRules.ASSERTED_IDENTITY));
    }
}
