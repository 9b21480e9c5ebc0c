package org.ringfort.media.relay;

/** Something that hears what a leg says. Called on the loop. */
public interface Tap {
    /** One packet of G.711, opened, in the order in which packets came; what the peer codes otherwise comes as µ-law. */
    void heard(byte[] octets, int start, int lengthBytes, boolean aLaw, int timestamp, long nowNanos);

    /** A key was pressed. */
    void pressed(char key);

    /** Called about every 20 ms, also when nothing comes. */
    void passed(long nowNanos);

    /** The leg is closed, or the tap taken off. */
    void ended();
}
