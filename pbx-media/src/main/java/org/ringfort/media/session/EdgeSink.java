package org.ringfort.media.session;

/** Where an attached edge hears what happens. Called on the sessions' thread. */
@FunctionalInterface
public interface EdgeSink {
    void tell(SessionEvent event);
}
