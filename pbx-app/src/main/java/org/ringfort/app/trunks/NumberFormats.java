package org.ringfort.app.trunks;

import org.ringfort.app.numbers.NumberFormat;

/**
 * How a carrier writes numbers.
 *
 * @param called whom one calls
 * @param calling who calls
 */
public record NumberFormats(NumberFormat called, NumberFormat calling) {
    /** E.164 with a plus sign, both. */
    public static final NumberFormats E164 = new NumberFormats(NumberFormat.E164, NumberFormat.E164);
}
