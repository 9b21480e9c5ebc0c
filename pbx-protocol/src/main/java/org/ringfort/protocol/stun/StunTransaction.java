package org.ringfort.protocol.stun;

import java.util.random.RandomGenerator;

/**
 * The 96 bits by which an answer finds its request.
 *
 * @param head the first 32 bits
 * @param tail the other 64
 * @rfc 8489 5
 */
public record StunTransaction(int head, long tail) {

    /** @param random cryptographically strong: whoever guesses a transaction can answer it */
    public static StunTransaction random(RandomGenerator random) {
        return new StunTransaction(random.nextInt(), random.nextLong());
    }
}
