package org.ringfort.app.attestation;

import java.time.Duration;
import java.util.List;
import org.ringfort.app.defence.Network;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By whom caller identity may be signed, and with what we sign it. Which trunks do either is said of each trunk.
 *
 * @param authorities PEM file of the authorities whose certificates are believed (STI-CA roots); empty: nobody's, so that nothing
 *     verifies
 * @param key PEM file of our private key on P-256 (PKCS #8); empty: nothing is signed
 * @param certificateUrl where others fetch our certificate: https; needed with {@code key}
 * @param certificateServerAuthorities PEM file of who may vouch for servers that certificates are fetched from; empty: the
 *     authorities of the runtime
 * @param networks not public, from which certificates may be fetched all the same, such as 10.1.2.0/24; default none
 * @param freshness how far a token's time may be from ours; 10 s to 5 minutes; default 60 s (RFC 8224 10.1)
 * @param patience how long a call waits for certificates; 100 ms to 2500 ms, less than an edge waits for us; default 2 s
 */
@ConfigurationProperties("ringfort.attestation")
public record AttestationSettings(
        @DefaultValue("") String authorities,
        @DefaultValue("") String key,
        @DefaultValue("") String certificateUrl,
        @DefaultValue("") String certificateServerAuthorities,
        @DefaultValue List<String> networks,
        @DefaultValue("60s") Duration freshness,
        @DefaultValue("2s") Duration patience) {
    /** Refuses what cannot work, by name. */
    public AttestationSettings {
        networks = List.copyOf(networks);
        within("freshness", freshness, Duration.ofSeconds(10), Duration.ofMinutes(5));
        within("patience", patience, Duration.ofMillis(100), Duration.ofMillis(2500));
        if (key.isEmpty() != certificateUrl.isEmpty()) {
            throw new IllegalArgumentException(
                    "ringfort.attestation.key and ringfort.attestation.certificate-url go together");
        }
        if (!certificateUrl.isEmpty() && !certificateUrl.startsWith("https://")) {
            throw new IllegalArgumentException("ringfort.attestation.certificate-url must begin with https://");
        }
        for (String network : networks) {
            if (Network.parse(network).isEmpty()) {
                throw new IllegalArgumentException("ringfort.attestation.networks: no network: " + network);
            }
        }
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "ringfort.attestation." + name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
