package org.ringfort.app.provisioning;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How devices enrol by themselves (EST).
 *
 * @param passwordValidity how long an enrolment password is good that says nothing of it; one minute to seven days: a phone is set up
 *     the same day, or is sent by mail
 * @param requestsPerMinute how many requests of one address are looked at, 1 to 10,000; behind a proxy all have its address
 * @param port where clients are asked for certificates, so that phones renew theirs; 0: nowhere. Not the console's, since browsers would
 *     ask people for a certificate there
 * @param url what phones are told as the server's address, {@code https://pbx.example:8444}; empty, where there is no port: the
 *     console's own. Only told, never used
 */
@ConfigurationProperties("ringfort.enrolment")
public record EnrolmentSettings(
        @DefaultValue("24h") Duration passwordValidity,
        @DefaultValue("60") int requestsPerMinute,
        @DefaultValue("0") int port,
        @DefaultValue("") String url) {
    static final Duration SHORTEST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_REQUESTS = 10_000;
    private static final int HIGHEST_PORT = 65_535;

    /** Refuses what cannot work, by name. */
    public EnrolmentSettings {
        if (passwordValidity.compareTo(SHORTEST) < 0 || passwordValidity.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "ringfort.enrolment.password-validity must be one minute to seven days, not " + passwordValidity);
        }
        if (requestsPerMinute < 1 || requestsPerMinute > MOST_REQUESTS) {
            throw new IllegalArgumentException(
                    "ringfort.enrolment.requests-per-minute must be 1 to 10000, not " + requestsPerMinute);
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("ringfort.enrolment.port must be 0 to 65535, not " + port);
        }
        if (port != 0 && url.isEmpty()) {
            throw new IllegalArgumentException(
                    "ringfort.enrolment.url must be given with ringfort.enrolment.port: phones would renew elsewhere");
        }
        if (!url.isEmpty() && !isServer(url)) {
            throw new IllegalArgumentException(
                    "ringfort.enrolment.url must be https:// and a server, with a port where it has one, not " + url);
        }
    }

    private static boolean isServer(String url) {
        try {
            URI read = URI.create(url);
            return "https".equals(read.getScheme())
                    && read.getHost() != null
                    && read.getRawUserInfo() == null
                    && read.getRawPath().isEmpty()
                    && read.getRawQuery() == null
                    && read.getRawFragment() == null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
