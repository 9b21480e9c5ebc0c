package org.ringfort.media.relay;

/** What a leg has to tell. Called on the loop: hand it on and return. */
public interface LegEvents {
    void pressed(char key, int durationMillis);

    /** Nothing that authenticates has come for so long. */
    void quiet(int seconds);

    /** A handshake with the peer came to nothing: without another that does, the leg has no keys. */
    void unkeyed(String reason);
}
