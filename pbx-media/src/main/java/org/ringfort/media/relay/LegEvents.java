package org.ringfort.media.relay;

import org.ringfort.media.rtcp.Quality;

/** What a leg has to tell. Called on the loop: hand it on and return. */
public interface LegEvents {
    void pressed(char key, int durationMillis);

    /** Nothing that authenticates has come for so long. */
    void quiet(int seconds);

    /**
     * The leg has become poor.
     *
     * @param opinion mean opinion score of the last few seconds, in hundredths
     */
    void poor(Quality quality, int opinion);

    /** It is no longer. */
    void recovered(int opinion);

    /**
     * A window has ended.
     *
     * @param score how the leg was heard in it, as {@link org.ringfort.media.rtcp.Score#of} reads it
     */
    void scored(long score);

    /** A handshake with the peer came to nothing: without another that does, the leg has no keys. */
    void unkeyed(String reason);
}
