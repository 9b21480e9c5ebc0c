package org.ringfort.media.dtls;

/**
 * What of a datagram is kept from the library, which takes a peer's word for how long a message will be and has room made for it, and
 * which answers some of what nobody has sealed with an alert that ends the association for the peer too. Pure.
 *
 * @rfc 6347 4.1.2.7
 * @rfc 6347 4.2.3
 */
final class Records {
    static final int ALERT = 21;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;

    private static final int EPOCH_AT = 3;
    private static final int LENGTH_AT = 11;
    private static final int HEADER_BYTES = 13;
    /** A Finished, and the shortest tag of ours. What is shorter the library takes for a fault of the peer's. */
    private static final int LEAST_SEALED_BYTES = 40;

    private static final int MESSAGE_HEADER_BYTES = 12;
    private static final int FRAGMENT_LENGTH_AT = 9;

    private Records() {}

    /** Whether no message in it that is not sealed is said to be longer than one may be. */
    static boolean areBounded(byte[] octets, int lengthBytes) {
        int at = 0;
        while (lengthBytes - at >= HEADER_BYTES) {
            int fragmentBytes = Math.min(number(octets, at + LENGTH_AT, 2), lengthBytes - at - HEADER_BYTES);
            if (octets[at] == HANDSHAKE
                    && number(octets, at + EPOCH_AT, 2) == 0
                    && !messagesAreBounded(octets, at + HEADER_BYTES, fragmentBytes)) {
                return false;
            }
            at += HEADER_BYTES + fragmentBytes;
        }
        return true;
    }

    /** Whether no message in this plain record of a handshake is said to be longer than one may be. */
    static boolean messagesAreBounded(byte[] octets, int start, int lengthBytes) {
        int at = start;
        while (start + lengthBytes - at >= MESSAGE_HEADER_BYTES) {
            if (number(octets, at + 1, 3) > Handshake.MESSAGE_BYTES) {
                return false;
            }
            at += MESSAGE_HEADER_BYTES + number(octets, at + FRAGMENT_LENGTH_AT, 3);
        }
        return true;
    }

    /**
     * Whether it may be of use when there are keys already: all its records are whole and of a handshake, since the peer repeats its
     * last flight when ours was lost.
     */
    static boolean areOfAFlight(byte[] octets, int lengthBytes) {
        int at = 0;
        while (lengthBytes - at >= HEADER_BYTES) {
            int fragmentBytes = number(octets, at + LENGTH_AT, 2);
            if (fragmentBytes > lengthBytes - at - HEADER_BYTES
                    || !isOfAFlight(octets[at], number(octets, at + EPOCH_AT, 2), fragmentBytes)) {
                return false;
            }
            at += HEADER_BYTES + fragmentBytes;
        }
        return at > 0 && at == lengthBytes;
    }

    private static boolean isOfAFlight(byte type, int epoch, int fragmentBytes) {
        return switch (type) {
            case HANDSHAKE -> epoch == 0 || fragmentBytes >= LEAST_SEALED_BYTES;
            case CHANGE_CIPHER_SPEC -> epoch == 0;
            default -> false;
        };
    }

    private static int number(byte[] octets, int at, int count) {
        int number = 0;
        for (int place = at; place < at + count; place++) {
            number = number << 8 | (octets[place] & 0xff);
        }
        return number;
    }
}
