package org.ringfort.app.registrar;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * For how long a contact is bound. Grants are short, so that phones come back soon after a restart, and those that the
 * registrar cuts are cut unevenly, so that they do not come back together.
 *
 * @param minimum shorter wishes are refused with 423
 * @param usual where the phone does not say
 * @param maximum longer wishes are cut
 * @param mostContacts of one address
 */
public record Grants(Duration minimum, Duration usual, Duration maximum, int mostContacts) {
    private static final int JITTER_PERCENT = 10;

    public Grants {
        if (minimum.compareTo(usual) > 0 || usual.compareTo(maximum) > 0 || minimum.isNegative() || mostContacts < 1) {
            throw new IllegalArgumentException("grants: minimum ≤ usual ≤ maximum, at least one contact");
        }
    }

    /** What is granted for a wish that is not 0 and not too short. */
    Duration grant(OptionalLong wishSeconds, RandomGenerator random) {
        Duration wish = wishSeconds.isPresent() ? Duration.ofSeconds(wishSeconds.getAsLong()) : usual;
        if (wish.compareTo(maximum) < 0) {
            return wish;
        }
        long slack = Math.min(
                maximum.toSeconds() * JITTER_PERCENT / 100,
                maximum.minus(minimum).toSeconds());
        return maximum.minusSeconds(random.nextLong(slack + 1));
    }

    boolean tooShort(OptionalLong wishSeconds) {
        return wishSeconds.isPresent() && wishSeconds.getAsLong() != 0 && wishSeconds.getAsLong() < minimum.toSeconds();
    }
}
