package org.ringfort.app.platform.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the database is watched.
 *
 * @param patience so quickly it has to answer the simplest of questions; 100 ms to 10 s, default 400 ms. Where for twice as long no
 *     answer came as quickly, it is away.
 */
@ConfigurationProperties("ringfort.database")
public record DatabaseSettings(@DefaultValue("400ms") Duration patience) {
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofSeconds(10);

    /** Refuses what cannot work, by name. */
    public DatabaseSettings {
        if (patience.compareTo(LEAST) < 0 || patience.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("ringfort.database.patience must be 100ms to 10s, not " + patience);
        }
    }
}
