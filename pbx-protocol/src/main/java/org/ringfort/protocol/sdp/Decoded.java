package org.ringfort.protocol.sdp;

/** What became of the octets. */
public sealed interface Decoded {
    /** A description, valid by construction. */
    record Description(SessionDescription session) implements Decoded {}

    /**
     * No session description.
     *
     * @param line the offending line, from 1; 0 where it is the whole
     * @param fault what is wrong, in words that hold nothing of the input
     */
    record Refused(int line, String fault) implements Decoded {}
}
