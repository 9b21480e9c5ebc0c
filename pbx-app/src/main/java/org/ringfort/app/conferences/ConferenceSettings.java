package org.ringfort.app.conferences;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How conference rooms behave.
 *
 * @param pinTries wrong PINs since the last right one after which a room takes none for a while; 5 to 100; default 10
 * @param pinLock for how long; 1 minute to 1 day; default 10 minutes
 */
@ConfigurationProperties("ringfort.conferences")
public record ConferenceSettings(
        @DefaultValue("10") int pinTries,
        @DefaultValue("10m") Duration pinLock) {
    /** Refuses what cannot work, by name. */
    public ConferenceSettings {
        if (pinTries < 5 || pinTries > 100) {
            throw new IllegalArgumentException("ringfort.conferences.pin-tries must be 5 to 100, not " + pinTries);
        }
        if (pinLock.compareTo(Duration.ofMinutes(1)) < 0 || pinLock.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("ringfort.conferences.pin-lock must be PT1M to PT24H, not " + pinLock);
        }
    }
}
