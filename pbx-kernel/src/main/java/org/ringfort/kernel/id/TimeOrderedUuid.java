package org.ringfort.kernel.id;

import java.security.SecureRandom;
import java.util.UUID;

/** UUID version 7: 48 bits of milliseconds, then randomness, so that database indexes grow at one end.
 *  @rfc 9562 5.7 */
final class TimeOrderedUuid {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrderedUuid() {}

    static UUID next() {
        long millis = System.currentTimeMillis();
        long high = (millis << 16) | 0x7000L | (RANDOM.nextInt() & 0x0fffL);
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
