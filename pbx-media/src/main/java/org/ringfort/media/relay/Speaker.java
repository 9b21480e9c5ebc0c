package org.ringfort.media.relay;

/** Something to be heard by a leg, 20 ms at a time. Called on the loop. */
public interface Speaker {
    /**
     * Writes the next 160 samples of G.711.
     *
     * @param aLaw whether the leg wants A-law; else µ-law
     * @return false where nothing is left, and nothing was written
     */
    boolean speak(byte[] octets, int at, boolean aLaw);

    /**
     * Asked instead, every 20 ms, while nothing would be heard: the leg has no keys yet, or it is not known where its peer is; of who
     * {@link #waits}, also while the peer takes nothing. Who has a beginning waits with it.
     */
    default void unheard() {}

    /** So many times 20 ms went by without it being asked, since the loop stood still; who keeps time leaves them out. */
    default void missed(long frames) {}

    /**
     * Whether it waits as long as it takes, a hold among it, instead of speaking to nobody after a while.
     */
    default boolean waits() {
        return false;
    }

    /**
     * It was heard to its end, or was cut.
     */
    void ended(boolean cut);
}
