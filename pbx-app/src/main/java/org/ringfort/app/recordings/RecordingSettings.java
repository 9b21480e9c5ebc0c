package org.ringfort.app.recordings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How recordings of calls behave.
 *
 * @param kept how long; 1 to 3650 days; default 90 days
 */
@ConfigurationProperties("ringfort.recordings")
public record RecordingSettings(@DefaultValue("90d") Duration kept) {
    /** Refuses what cannot work, by name. */
    public RecordingSettings {
        if (kept.compareTo(Duration.ofDays(1)) < 0 || kept.compareTo(Duration.ofDays(3650)) > 0) {
            throw new IllegalArgumentException("ringfort.recordings.kept must be 1 to 3650 days, not " + kept);
        }
    }
}
