package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The certificates of one demo, from three authorities: phones and browsers trust one, the services trust only another, and
 * the third stands for those that carriers have theirs of.
 *
 * @param phonesTrust the authority that phones and browsers must trust
 * @param server what SIP over TLS and the console show
 * @param servicesTrust the authority that the services trust among themselves
 * @param app pbx-app's own
 * @param edge pbx-sip-edge's own
 * @param media pbx-media's own
 * @param carriersTrust the authority of carriers that show a certificate; three of theirs lie beside it, for trying out
 *     trunks
 * @param carriersRevoked those of theirs that are not believed any more
 */
record Certificates(
        Path phonesTrust,
        CertificateAuthority.Issued server,
        Path servicesTrust,
        CertificateAuthority.Issued app,
        CertificateAuthority.Issued edge,
        CertificateAuthority.Issued media,
        Path carriersTrust,
        Path carriersRevoked) {

    static Certificates in(DemoSettings settings, SecureRandom random, Instant now)
            throws IOException, GeneralSecurityException {
        var phones = CertificateAuthority.in(settings.file("tls"), "Ringfort demo CA", random, now);
        var services = CertificateAuthority.in(settings.file("internal-tls"), "Ringfort demo internal CA", random, now);
        var carriers = CertificateAuthority.in(settings.file("carrier-tls"), "Ringfort demo carriers CA", random, now);
        carriers.issue("one", List.of("one.carrier.example"), List.of());
        carriers.issue("two", List.of("two.carrier.example"), List.of());
        var lost = carriers.issue("one-revoked", List.of("one.carrier.example"), List.of());
        var addresses = new LinkedHashSet<>(List.of(DemoSettings.LOOPBACK, "::1"));
        addresses.add(settings.host());
        return new Certificates(
                phones.certificateFile(),
                phones.issue(
                        "server",
                        List.of(
                                "localhost",
                                DemoSettings.DOMAIN,
                                DemoSettings.TRUNK_DOMAIN,
                                DemoSettings.DEVICE_DOMAIN),
                        List.copyOf(addresses)),
                services.certificateFile(),
                internal(services, "pbx-app"),
                internal(services, "pbx-sip-edge"),
                internal(services, "pbx-media"),
                carriers.certificateFile(),
                carriers.revoke(List.of(lost)));
    }

    private static CertificateAuthority.Issued internal(CertificateAuthority services, String name)
            throws IOException, GeneralSecurityException {
        return services.issue(name, List.of(name, "localhost"), List.of(DemoSettings.LOOPBACK));
    }
}
