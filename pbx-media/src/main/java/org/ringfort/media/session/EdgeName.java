package org.ringfort.media.session;

/** One life of one edge. */
public record EdgeName(String id, String incarnation) {
    /** Media itself, calling itself to see that it works; not worth a line in the log each time. */
    public static final EdgeName SELF_CHECK = new EdgeName("self-check", "self-check");
}
