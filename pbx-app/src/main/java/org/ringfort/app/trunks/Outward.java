package org.ringfort.app.trunks;

/**
 * How calls go out by a trunk.
 *
 * @param caller whom the carrier sees calling
 * @param formats how it writes numbers
 */
public record Outward(FailOver failOver, CallerRule caller, NumberFormats formats) {
    /** Where nothing is said of it. */
    public static final Outward USUAL = new Outward(FailOver.USUAL, CallerRule.EXTENSION, NumberFormats.E164);
}
