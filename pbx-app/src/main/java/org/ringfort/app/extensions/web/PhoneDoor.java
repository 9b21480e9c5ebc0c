package org.ringfort.app.extensions.web;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where phones find the edge; only told to people, never used.
 *
 * @param host name or address; empty: the tenant's domain
 * @param tlsPort SIP over TLS
 * @param ca PEM of the authority that phones must trust; absent where a public one signs
 */
@ConfigurationProperties("ringfort.phones")
record PhoneDoor(
        @DefaultValue("") String host,
        @DefaultValue("5061") int tlsPort,
        @Nullable Path ca) {
    PhoneDoor {
        if (tlsPort < 1 || tlsPort > 65_535) {
            throw new IllegalArgumentException("ringfort.phones.tls-port must be 1 to 65535, not " + tlsPort);
        }
    }
}
