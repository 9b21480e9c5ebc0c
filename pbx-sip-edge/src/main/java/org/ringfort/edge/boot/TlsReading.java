package org.ringfort.edge.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.process.config.ConfigurationException;
import org.ringfort.process.config.Settings;

/** {@code sip.certificate*}, {@code sip.client-*}: certificates that are shown to phones and trunks, and asked of them. */
final class TlsReading {
    static final String FOLDER = "folder of further certificates that phones are shown, each for the names in it";

    private static final String CHAIN =
            "PEM file of the certificate that phones are shown, its own first; needed where SIP is served over TLS";
    private static final String KEY = "PEM file of its key (PKCS #8); needed as it is";
    private static final String SHOWN_TO_TRUNKS =
            "folder of certificates of ours that gateways are shown, by the name that a trunk has of them";

    private TlsReading() {}

    static TlsSettings of(Settings settings, boolean needed) {
        return new TlsSettings(
                needed
                        ? settings.readableFile("sip.certificate", CHAIN)
                        : settings.path("sip.certificate", "none", CHAIN),
                needed ? settings.readableFile("sip.key", KEY) : settings.path("sip.key", "none", KEY),
                settings.optionalText("sip.certificates", FOLDER)
                        .map(folder -> settings.path("sip.certificates", folder, FOLDER)),
                clients(settings),
                settings.duration(
                        "sip.certificate-look",
                        Duration.ofSeconds(20),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1),
                        "how often the files are looked at: new connections are shown a new certificate within it"),
                settings.optionalText("trunks.certificates", SHOWN_TO_TRUNKS)
                        .map(folder -> settings.path("trunks.certificates", folder, SHOWN_TO_TRUNKS)));
    }

    private static TlsSettings.Clients clients(Settings settings) {
        TlsSettings.Demand demand = settings.choice(
                "sip.client-certificates",
                TlsSettings.Demand.NONE,
                "whether who calls over TLS is to show a certificate; some phones stop where one is asked for");
        Set<String> at = Set.copyOf(settings.list(
                "sip.client-certificates-at",
                "",
                "names of ours (SNI) whose callers need a certificate, such as one for trunks alone"));
        Set<String> devices = Set.copyOf(
                settings.list(
                        "sip.device-certificates-at",
                        "",
                        "names of ours (SNI), or *, whose callers are asked for the certificate of a device and served without one"));
        Optional<Path> authorities = file(
                settings,
                "sip.client-authorities",
                "PEM file of the authorities that may have signed client certificates");
        Optional<Path> revoked =
                file(settings, "sip.client-revoked", "PEM file of revocation lists, one of each of those authorities");
        if (authorities.isEmpty() && (demand != TlsSettings.Demand.NONE || !at.isEmpty() || revoked.isPresent())) {
            throw new ConfigurationException(
                    "sip.client-authorities is not set: nobody could have signed a certificate that is asked for");
        }
        return new TlsSettings.Clients(demand, at, authorities, revoked, devices);
    }

    private static Optional<Path> file(Settings settings, String key, String reason) {
        return settings.optionalText(key, reason).map(set -> settings.readableFile(key, reason));
    }
}
