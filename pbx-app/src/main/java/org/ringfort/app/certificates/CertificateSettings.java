package org.ringfort.app.certificates;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is the same for the authorities of all tenants.
 *
 * @param validity how long a device's certificate is good; one minute to three years, default one year: phones are enrolled by hand
 */
@ConfigurationProperties("ringfort.device-certificates")
public record CertificateSettings(@DefaultValue("365d") Duration validity) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1096);

    /** Refuses what cannot work, by name. */
    public CertificateSettings {
        if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "ringfort.device-certificates.validity must be one minute to 1096 days, not " + validity);
        }
    }
}
