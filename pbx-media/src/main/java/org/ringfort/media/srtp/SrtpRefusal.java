package org.ringfort.media.srtp;

/** Why a packet was not opened or sealed: negative numbers beside the lengths, so that the hot path allocates nothing. */
public final class SrtpRefusal {
    /** No RTP or RTCP, or too short for its tag. */
    public static final int MALFORMED = -1;
    /** Its tag is wrong: not from the peer. */
    public static final int BAD_TAG = -2;
    /** Opened before, or older than the window: a replay, or a late duplicate. */
    public static final int REPLAYED = -3;
    /** More synchronisation sources than one peer has use for. */
    public static final int TOO_MANY_SOURCES = -4;
    /** The key has been used for as many packets as it may. */
    public static final int KEY_EXHAUSTED = -5;

    private SrtpRefusal() {}
}
