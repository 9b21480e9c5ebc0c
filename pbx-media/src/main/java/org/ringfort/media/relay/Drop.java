package org.ringfort.media.relay;

import org.ringfort.media.srtp.SrtpRefusal;

/** Why a datagram goes no further. */
public enum Drop {
    /** From elsewhere than was signalled, or than the peer was learned at, of media that nobody here can open. */
    WRONG_SOURCE(true),
    /** Not sealed with the peer's key, or a Hello of ZRTP that its signalling did not tell. */
    BAD_TAG(true),
    REPLAYED(true),
    MALFORMED(true),
    /** Nothing is agreed yet; of ZRTP, the two ends have not finished. */
    NO_KEY(true),
    TOO_MANY_SOURCES(true),
    /** Came to a shared port and is no leg's. */
    NOBODYS(true),
    /** STUN, DTLS, ZRTP or noise; of ZRTP that passes, the word to go on in clear. */
    NOT_MEDIA(true),
    /** A payload type that nobody agreed on. */
    UNKNOWN_FORMAT(false),
    /** The direction agreed on does not let it pass. */
    HELD(false),
    /** The leg is connected with none. */
    NO_ROUTE(false),
    /** Came after its place was given away. */
    LATE(false),
    /** The other leg cannot be sent to: no address, no such codec, or the machine refused. */
    UNSENDABLE(false),
    /** More was to be recoded than the machine does, or than one stream may have. */
    BUSY(false);

    private final boolean refused;

    Drop(boolean refused) {
        this.refused = refused;
    }

    /** Whether the datagram was not taken for the peer's at all. */
    public boolean refused() {
        return refused;
    }

    /** What a refusal to open means; {@link Integer#MIN_VALUE}: clear media from elsewhere. */
    static Drop of(int refusal) {
        return switch (refusal) {
            case SrtpRefusal.BAD_TAG -> BAD_TAG;
            case SrtpRefusal.REPLAYED -> REPLAYED;
            case SrtpRefusal.TOO_MANY_SOURCES -> TOO_MANY_SOURCES;
            case Integer.MIN_VALUE -> WRONG_SOURCE;
            default -> MALFORMED;
        };
    }

    /** Its place in arrays of the hot path. */
    @SuppressWarnings("EnumOrdinal") // never leaves the process
    int slot() {
        return ordinal();
    }
}
