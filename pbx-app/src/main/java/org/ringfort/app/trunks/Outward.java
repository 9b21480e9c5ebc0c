package org.ringfort.app.trunks;

/** How calls go out by a trunk. */
public record Outward(FailOver failOver) {
    /** Where nothing is said of it. */
    public static final Outward USUAL = new Outward(FailOver.USUAL);
}
