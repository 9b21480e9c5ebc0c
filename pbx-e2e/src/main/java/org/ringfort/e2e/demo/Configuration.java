package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration files of the three services, written anew at each start. */
final class Configuration {
    private final DemoSettings settings;
    private final DemoSecrets secrets;
    private final Certificates certificates;

    Configuration(DemoSettings settings, DemoSecrets secrets, Certificates certificates) {
        this.settings = settings;
        this.secrets = secrets;
        this.certificates = certificates;
    }

    Path phonesTrust() {
        return certificates.phonesTrust();
    }

    /** Writes all; the configuration file of each service by its name. */
    Map<String, Path> write() throws IOException {
        Files.createDirectories(settings.file("config"));
        Files.createDirectories(settings.file("media"));
        Files.createDirectories(settings.file("edge"));
        Bootstrap.write(settings.file("config/bootstrap.json"), settings, secrets);
        PrivateFile.write(settings.file("config/keys"), secrets.key("keys.root") + "\n");
        return Map.of(
                "pbx-app", properties("pbx-app", app()),
                "pbx-sip-edge", properties("pbx-sip-edge", edge()),
                "pbx-media", properties("pbx-media", media()));
    }

    private Map<String, Object> app() {
        Ports ports = settings.ports();
        var app = new LinkedHashMap<String, Object>();
        app.put("ringfort.database.url", "jdbc:postgresql://127.0.0.1:" + ports.database() + "/ringfort");
        app.put("ringfort.database.app-user", "ringfort_app");
        app.put("ringfort.database.app-password", secrets.password("database.app"));
        app.put("ringfort.database.owner-user", "ringfort_owner");
        app.put("ringfort.database.owner-password", secrets.password("database.owner"));
        app.put("ringfort.keys.file", settings.file("config/keys"));
        app.put("ringfort.web.address", settings.host());
        app.put("ringfort.web.port", ports.console());
        app.put("ringfort.web.certificate", certificates.server().certificate());
        app.put("ringfort.web.key", certificates.server().key());
        app.put("ringfort.enrolment.port", ports.enrolment());
        app.put("ringfort.enrolment.url", "https://" + settings.host() + ":" + ports.enrolment());
        app.put("ringfort.management.address", DemoSettings.LOOPBACK);
        app.put("ringfort.management.port", ports.appManagement());
        app.put("ringfort.grpc.address", DemoSettings.LOOPBACK);
        app.put("ringfort.grpc.port", ports.appControl());
        app.put("ringfort.grpc.certificate", certificates.app().certificate());
        app.put("ringfort.grpc.key", certificates.app().key());
        app.put("ringfort.grpc.trust", certificates.servicesTrust());
        app.put("ringfort.phones.host", settings.host());
        app.put("ringfort.phones.tls-port", ports.sipTls());
        app.put("ringfort.phones.udp-port", ports.sip());
        app.put("ringfort.phones.tcp-port", ports.sip());
        app.put("ringfort.phones.ca", certificates.phonesTrust());
        // Whoever tries access tokens has the sign-in service beside it.
        app.put("ringfort.token-issuers.server-authorities", certificates.phonesTrust());
        app.put("ringfort.token-issuers.networks", settings.trustedNetworks());
        if (Coturn.installed()) {
            var relay = new Coturn(settings);
            app.put("ringfort.turn.urls", relay.url());
            app.put("ringfort.turn.secret-file", relay.secretFile().toString());
        }
        app.put("ringfort.bootstrap.file", settings.file("config/bootstrap.json"));
        return app;
    }

    private Map<String, Object> media() {
        Ports ports = settings.ports();
        var media = new LinkedHashMap<String, Object>();
        media.put("media.bind", settings.host());
        media.put("media.ports", ports.rtpRange());
        media.put("recordings.folder", settings.file("media"));
        media.put("control.listen", internal(ports.mediaControl()));
        media.put("management.listen", internal(ports.mediaManagement()));
        mutualTls(media, certificates.media());
        return media;
    }

    private Map<String, Object> edge() {
        Ports ports = settings.ports();
        var edge = new LinkedHashMap<String, Object>();
        edge.put("listen.tls", settings.host() + ":" + ports.sipTls());
        edge.put("listen.wss", settings.host() + ":" + ports.sipWss());
        // Whoever tries a browser phone has its page somewhere else than here.
        edge.put("wss.origins", "*");
        edge.put("listen.udp", settings.host() + ":" + ports.sip());
        edge.put("listen.tcp", settings.host() + ":" + ports.sip());
        edge.put("legacy.zones", "demo");
        edge.put("legacy.zone.demo", settings.trustedNetworks());
        // Load is tried out with few accounts on one address, each far busier than a person: what proves itself is not
        // limited here.
        for (String unlimited : List.of(
                "account",
                "account-invite",
                "account-register",
                "shared-flow",
                "shared-flow-invite",
                "shared-flow-register",
                "domain",
                "flow",
                "strangers")) {
            edge.put("admission." + unlimited + "-rate", 100_000);
            edge.put("admission." + unlimited + "-burst", 100_000);
        }
        // So are probes and test messages of all kinds from one address, which never prove anything.
        for (String wide : List.of("register", "opening")) {
            edge.put("admission." + wide + "-rate", 2_000);
            edge.put("admission." + wide + "-burst", 10_000);
        }
        // Whoever tries a trunk has the carrier beside it.
        edge.put("trunks.networks", settings.trustedNetworks());
        edge.put("sip.certificate", certificates.server().certificate());
        edge.put("sip.key", certificates.server().key());
        // Some phones stop where they are asked for a certificate; others are, under this name.
        edge.put("sip.device-certificates-at", DemoSettings.DEVICE_DOMAIN);
        // Carriers need one, under this.
        edge.put("sip.client-certificates-at", DemoSettings.TRUNK_DOMAIN);
        edge.put("sip.client-authorities", certificates.carriersTrust());
        edge.put("sip.client-revoked", certificates.carriersRevoked());
        edge.put("app.target", internal(ports.appControl()));
        edge.put("media.target", internal(ports.mediaControl()));
        edge.put("journal.path", settings.file("edge"));
        edge.put("health.listen", internal(ports.edgeManagement()));
        mutualTls(edge, certificates.edge());
        return edge;
    }

    private static String internal(int port) {
        return DemoSettings.LOOPBACK + ":" + port;
    }

    private void mutualTls(Map<String, Object> into, CertificateAuthority.Issued own) {
        into.put("tls.certificate", own.certificate());
        into.put("tls.key", own.key());
        into.put("tls.trust", certificates.servicesTrust());
    }

    private Path properties(String name, Map<String, Object> values) throws IOException {
        var text = new StringBuilder("# Written by the demo at each start.\n");
        values.forEach((key, value) -> text.append(key)
                .append('=')
                .append(String.valueOf(value).replace("\\", "\\\\"))
                .append('\n'));
        Path file = settings.file("config").resolve(name + ".properties");
        PrivateFile.write(file, text.toString());
        return file;
    }
}
