package org.ringfort.edge.loop;

/** Where a conversation takes its events from; its virtual thread owns it. */
@FunctionalInterface
public interface Mailbox {
    /** Of a conversation that is over, or never was: nobody reads it, and it holds on to nothing. */
    Mailbox NOBODY = event -> {};

    /** Called on the loop: must return at once, whatever becomes of the event. */
    void post(SipEvent event);
}
