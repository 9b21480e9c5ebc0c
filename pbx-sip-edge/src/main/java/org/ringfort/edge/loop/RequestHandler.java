package org.ringfort.edge.loop;

/** Begins a conversation: takes the requests of one method that come outside any dialog. */
@FunctionalInterface
public interface RequestHandler {
    /** Called on the loop: must return at once, so it starts a virtual thread, or responds 503. */
    void handle(ServerTransaction transaction);
}
