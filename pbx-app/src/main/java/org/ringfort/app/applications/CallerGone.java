package org.ringfort.app.applications;

/** The call ended while an application conversed; nothing is left to say. */
public final class CallerGone extends Exception {
    private static final long serialVersionUID = 1L;

    public CallerGone(String why) {
        super(why, null, false, false);
    }
}
