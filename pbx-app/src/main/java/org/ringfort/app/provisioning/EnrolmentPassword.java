package org.ringfort.app.provisioning;

import java.time.Instant;
import java.util.Optional;
import org.ringfort.app.extensions.DeviceId;

/**
 * A password with which a device gets one certificate; without the password itself, of which a hash alone is kept.
 *
 * @param wrong how many wrong ones were tried in its place, 0 to {@link #MOST_WRONG}; one that is sent again and again is one
 * @param usedAt when its certificate was issued
 */
public record EnrolmentPassword(
        DeviceId device, Instant createdAt, Instant expiresAt, int wrong, Optional<Instant> usedAt) {
    /** After so many wrong ones the right one is none any more. */
    public static final int MOST_WRONG = 5;

    /** Whether it opens anything at that moment. */
    public boolean isGoodAt(Instant now) {
        return usedAt.isEmpty() && wrong < MOST_WRONG && now.isBefore(expiresAt);
    }
}
