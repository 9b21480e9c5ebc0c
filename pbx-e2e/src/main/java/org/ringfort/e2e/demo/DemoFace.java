package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code demo.json}, the machine-readable face of a running demo, and the words that greet a newcomer. */
final class DemoFace {
    private final DemoSettings settings;
    private final DemoSecrets secrets;
    private final Path ca;

    DemoFace(DemoSettings settings, DemoSecrets secrets, Path ca) {
        this.settings = settings;
        this.secrets = secrets;
        this.ca = ca;
    }

    /**
     * One service as others see it.
     *
     * @param name of the service
     * @param pid now; another one after a restart
     * @param health answers 200 while the service is ready
     * @param metrics in the format of Prometheus
     */
    record Service(String name, long pid, String health, String metrics) {}

    void write(List<Service> services) throws IOException {
        PrivateFile.write(
                settings.file("demo.json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(face(services)) + "\n");
    }

    private Map<String, @Nullable Object> face(List<Service> services) {
        Ports ports = settings.ports();
        var face = new LinkedHashMap<String, @Nullable Object>();
        face.put("domain", DemoSettings.DOMAIN);
        face.put("host", settings.host());
        face.put("sip", object("udp", ports.sip(), "tcp", ports.sip(), "tls", ports.sipTls(), "wss", ports.sipWss()));
        face.put("ca", ca.toString());
        face.put("users", users());
        face.put(
                "numbers",
                object(
                        "echo",
                        "*43",
                        "voicemail",
                        "*97",
                        "conference",
                        null,
                        "park",
                        null,
                        "queue",
                        null,
                        "ivr",
                        null,
                        "ringgroup",
                        null));
        face.put(
                "console",
                object(
                        "url", consoleUrl(),
                        "username", Bootstrap.ADMINISTRATOR,
                        "password", secrets.password("administrator.password"),
                        "totp_secret", secrets.totpSecret("administrator.totp")));
        face.put("api", object("url", consoleUrl() + "/api/v1", "key", secrets.apiKey("api.key")));
        face.put(
                "processes",
                services.stream()
                        .map(service -> object(
                                "name", service.name(),
                                "pid", service.pid(),
                                "health", service.health(),
                                "metrics", service.metrics()))
                        .toList());
        face.put("media", object("host", settings.host(), "ports", ports.rtpRange()));
        return face;
    }

    private List<Map<String, @Nullable Object>> users() {
        var users = new ArrayList<Map<String, @Nullable Object>>();
        for (DemoUser user : DemoUser.ALL) {
            users.add(object(
                    "extension", user.extension(),
                    "username", user.extension(),
                    "auth_username", Bootstrap.authUsername(secrets, user),
                    "password", Bootstrap.password(secrets, user),
                    "voicemail_pin", user.voicemail() ? Bootstrap.pin(secrets, user) : null,
                    "digest", user.digest(),
                    "media", user.media()));
        }
        return users;
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return object;
    }

    String consoleUrl() {
        return "https://" + (settings.onLoopback() ? "localhost" : settings.host()) + ":"
                + settings.ports().console();
    }

    /** How to sign in, how to register a phone, what to dial. */
    String greeting() {
        Ports ports = settings.ports();
        DemoUser alice = DemoUser.ALL.getFirst();
        var text = new StringBuilder();
        text.append("""

                Ringfort is ready.

                Console    %s
                           user %s, password %s
                           second factor (TOTP secret for your authenticator app): %s
                           Your browser warns until it trusts %s

                Phone      SIP URI   sip:%s@%s
                           proxy     %s:%d, transport TLS (SRTP mandatory)
                           CA file   %s
                           user      %s
                           password  %s
                           (plain SIP on UDP and TCP %d from trusted networks only)

                """.formatted(
                        consoleUrl(),
                        Bootstrap.ADMINISTRATOR,
                        secrets.password("administrator.password"),
                        secrets.totpSecret("administrator.totp"),
                        ca,
                        alice.extension(),
                        DemoSettings.DOMAIN,
                        settings.host(),
                        ports.sipTls(),
                        ca,
                        Bootstrap.authUsername(secrets, alice),
                        Bootstrap.password(secrets, alice),
                        ports.sip()));
        text.append("People     ");
        for (DemoUser user : DemoUser.ALL) {
            text.append("%-4s %-14s user %-12s password %s%s%n           "
                    .formatted(
                            user.extension(),
                            user.name(),
                            Bootstrap.authUsername(secrets, user),
                            Bootstrap.password(secrets, user),
                            user.voicemail() ? "  voicemail PIN " + Bootstrap.pin(secrets, user) : ""));
        }
        text.append("\nDial       101 to 109 a person, *43 the echo test, *97 your voicemail (asks your PIN)\n");
        text.append("Details    ").append(settings.file("demo.json")).append('\n');
        return text.toString();
    }
}
