package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The people of the demo, in the form that pbx-app reads at its start. */
final class Bootstrap {
    /** The demo tenant's administrator. */
    static final String ADMINISTRATOR = "admin";

    private Bootstrap() {}

    static String authUsername(DemoSecrets secrets, DemoUser user) {
        return secrets.authUsername("device." + user.extension() + ".username");
    }

    static String password(DemoSecrets secrets, DemoUser user) {
        return secrets.password("device." + user.extension() + ".password");
    }

    static String pin(DemoSecrets secrets, DemoUser user) {
        return secrets.pin("voicemail." + user.extension() + ".pin");
    }

    static void write(Path file, DemoSettings settings, DemoSecrets secrets) throws IOException {
        var aliases = new LinkedHashSet<>(List.of("localhost", DemoSettings.LOOPBACK));
        aliases.add(settings.host());
        var whole = new LinkedHashMap<String, Object>();
        whole.put("tenant", Map.of("name", "Demo", "domain", DemoSettings.DOMAIN, "aliases", aliases));
        whole.put(
                "administrators",
                List.of(
                        administrator(
                                secrets, ADMINISTRATOR, "Demo administrator", "tenant-administrator", "administrator"),
                        administrator(
                                secrets, "root", "Platform administrator", "platform-administrator", "platform")));
        whole.put("extensions", extensions(secrets));
        whole.put(
                "apiKeys",
                List.of(Map.of("name", "demo", "key", secrets.apiKey("api.key"), "role", "tenant-administrator")));
        PrivateFile.write(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(whole));
    }

    private static Map<String, Object> administrator(
            DemoSecrets secrets, String username, String name, String role, String secret) {
        return Map.of(
                "username", username,
                "displayName", name,
                "role", role,
                "password", secrets.password(secret + ".password"),
                "totpSecret", secrets.totpSecret(secret + ".totp"));
    }

    private static List<Map<String, Object>> extensions(DemoSecrets secrets) {
        var extensions = new ArrayList<Map<String, Object>>();
        for (DemoUser user : DemoUser.ALL) {
            var extension = new LinkedHashMap<String, Object>();
            extension.put("number", user.extension());
            extension.put("displayName", user.name());
            if (user.voicemail()) {
                extension.put(
                        "voicemail",
                        Map.of(
                                "enabled",
                                true,
                                "afterSeconds",
                                DemoUser.VOICEMAIL_AFTER_SECONDS,
                                "pin",
                                pin(secrets, user)));
            }
            extension.put(
                    "devices",
                    List.of(Map.of(
                            "name", user.media().equals("webrtc") ? "Browser" : "Desk phone",
                            "authUsername", authUsername(secrets, user),
                            "password", password(secrets, user),
                            "digestFloor", user.digestFloor(),
                            "keying", user.keying())));
            extensions.add(extension);
        }
        return extensions;
    }
}
