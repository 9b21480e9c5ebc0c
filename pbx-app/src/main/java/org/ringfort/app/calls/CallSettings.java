package org.ringfort.app.calls;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls are routed.
 *
 * @param ringing how long an extension without voicemail is rung; 5 to 300 s; default 60 s
 * @param hunting how long the phones of an extension that registered with a higher q are rung before those with a lower; 3 to 120 s;
 *     default 15 s
 * @param longest a call may last, so that a forgotten one ends; 1 minute to 24 hours; default 4 hours
 * @param mostLive calls that are shown as up, over all edges; 100 to 1,000,000; default 50,000
 */
@ConfigurationProperties("ringfort.calls")
public record CallSettings(
        @DefaultValue("60s") Duration ringing,
        @DefaultValue("15s") Duration hunting,
        @DefaultValue("4h") Duration longest,
        @DefaultValue("50000") int mostLive) {
    /** Refuses what cannot work, by name. */
    public CallSettings {
        if (ringing.toSeconds() < 5 || ringing.toSeconds() > 300) {
            throw new IllegalArgumentException("ringfort.calls.ringing must be 5 to 300 seconds, not " + ringing);
        }
        if (hunting.toSeconds() < 3 || hunting.toSeconds() > 120) {
            throw new IllegalArgumentException("ringfort.calls.hunting must be 3 to 120 seconds, not " + hunting);
        }
        if (longest.toSeconds() < 60 || longest.toHours() > 24) {
            throw new IllegalArgumentException("ringfort.calls.longest must be 1 minute to 24 hours, not " + longest);
        }
        if (mostLive < 100 || mostLive > 1_000_000) {
            throw new IllegalArgumentException("ringfort.calls.most-live must be 100 to 1000000, not " + mostLive);
        }
    }
}
