package org.ringfort.app.issuers;

import java.time.Duration;
import java.util.List;
import org.ringfort.app.defence.Network;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys of token issuers may be fetched, whichever tenants name. Which issuers there are is said tenant by tenant.
 *
 * @param serverAuthorities PEM file of who may vouch for servers that keys are fetched from; empty: the authorities of the runtime
 * @param networks not public, from which keys may be fetched all the same, such as 10.1.2.0/24; default none
 * @param patience how long a request waits for keys; 100 ms to 2500 ms, less than an edge waits for us; default 2 s
 */
@ConfigurationProperties("ringfort.token-issuers")
public record IssuerSettings(
        @DefaultValue("") String serverAuthorities,
        @DefaultValue List<String> networks,
        @DefaultValue("2s") Duration patience) {
    /** Refuses what cannot work, by name. */
    public IssuerSettings {
        networks = List.copyOf(networks);
        if (patience.compareTo(Duration.ofMillis(100)) < 0 || patience.compareTo(Duration.ofMillis(2500)) > 0) {
            throw new IllegalArgumentException(
                    "ringfort.token-issuers.patience must be 100 ms to 2500 ms, not " + patience);
        }
        for (String network : networks) {
            if (Network.parse(network).isEmpty()) {
                throw new IllegalArgumentException("ringfort.token-issuers.networks: no network: " + network);
            }
        }
    }
}
