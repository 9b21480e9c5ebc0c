package org.ringfort.e2e.demo;

/** Why the demo cannot go on: one line that says what is wrong and how to mend it. */
public final class DemoFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param oneLine what and how to mend it, without a line break */
    public DemoFailure(String oneLine) {
        super(oneLine);
    }
}
