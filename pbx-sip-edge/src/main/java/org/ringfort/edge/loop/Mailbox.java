package org.ringfort.edge.loop;

/** Where a conversation takes its events from; its virtual thread owns it. */
@FunctionalInterface
public interface Mailbox {
    /** Called on the loop: must return at once, whatever becomes of the event. */
    void post(SipEvent event);
}
