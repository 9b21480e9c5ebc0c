package org.ringfort.app.registrar;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the registrar behaves. How long bindings live is each tenant's policy.
 *
 * @param nonceLifetime after which a nonce is stale; 30 s to 1 h; default 5 minutes, so that a phone that registers every
 *     few minutes is challenged about once each time
 * @param noncesRemembered whose counts are checked at once; 1,000 to 10,000,000; default 200,000 (some 60 MB when full)
 * @param queue registrations that may wait for the database; 16 to 100,000; default 4,000, about a second's worth
 * @param contacts of one address at most; 1 to 100; default 10
 * @param usual seconds granted to a phone that does not say; default 300 s, cut to the tenant's policy
 * @param sweep how often expired bindings are removed; default 5 s
 */
@ConfigurationProperties("ringfort.registrar")
public record RegistrarSettings(
        @DefaultValue("5m") Duration nonceLifetime,
        @DefaultValue("200000") int noncesRemembered,
        @DefaultValue("4000") int queue,
        @DefaultValue("10") int contacts,
        @DefaultValue("300s") Duration usual,
        @DefaultValue("5s") Duration sweep) {
    /** Refuses what cannot work, by name. */
    public RegistrarSettings {
        within("nonce-lifetime", nonceLifetime.toSeconds(), 30, 3600);
        within("nonces-remembered", noncesRemembered, 1000, 10_000_000);
        within("queue", queue, 16, 100_000);
        within("contacts", contacts, 1, 100);
        within("usual", usual.toSeconds(), 60, 86_400);
        within("sweep", sweep.toSeconds(), 1, 60);
    }

    private static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "ringfort.registrar." + name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
