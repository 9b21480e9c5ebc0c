package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The demo's passwords, PINs and keys: made once, kept in a private file, the same after every restart. */
final class DemoSecrets {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Path file;
    private final SecureRandom random;
    private final Map<String, String> values;

    private DemoSecrets(Path file, SecureRandom random, Map<String, String> values) {
        this.file = file;
        this.random = random;
        this.values = values;
    }

    static DemoSecrets in(Path file, SecureRandom random) throws IOException, DemoFailure {
        if (!Files.exists(file)) {
            return new DemoSecrets(file, random, new TreeMap<>());
        }
        try {
            Map<String, String> values = JsonMapper.shared()
                    .readValue(Files.readString(file), new TypeReference<TreeMap<String, String>>() {});
            return new DemoSecrets(file, random, values);
        } catch (JacksonException e) {
            throw new DemoFailure(file + " is damaged: `make demo-reset` makes a new demo.");
        }
    }

    /** Writes down what was made since it was read. */
    void keep() throws IOException {
        PrivateFile.write(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(values));
    }

    /** A password of letters and digits that are not mistaken for each other. */
    String password(String name) {
        return values.computeIfAbsent(name, key -> drawn(LETTERS, 20));
    }

    /** The user name a device authenticates with: never its extension. */
    String authUsername(String name) {
        return values.computeIfAbsent(name, key -> "d" + drawn("abcdefghjkmnpqrstuvwxyz23456789", 11));
    }

    /** Six digits that no policy on PINs refuses: no running or repeated pattern, no extension of the demo (10x) within. */
    String pin(String name) {
        return values.computeIfAbsent(name, key -> {
            while (true) {
                String pin = drawn("0123456789", 6);
                if (pin.chars().distinct().count() >= 5 && !pin.contains("10") && !runs(pin)) {
                    return pin;
                }
            }
        });
    }

    private static boolean runs(String pin) {
        return IntStream.rangeClosed(0, pin.length() - 3)
                .anyMatch(at -> "01234567890 09876543210".contains(pin.substring(at, at + 3)));
    }

    String totpSecret(String name) {
        return values.computeIfAbsent(name, key -> drawn(BASE_32, 32));
    }

    String apiKey(String name) {
        return values.computeIfAbsent(name, key -> {
            byte[] octets = new byte[32];
            random.nextBytes(octets);
            return "rf_" + Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        });
    }

    /** 32 octets in base64. */
    String key(String name) {
        return values.computeIfAbsent(name, key -> {
            byte[] octets = new byte[32];
            random.nextBytes(octets);
            return Base64.getEncoder().encodeToString(octets);
        });
    }

    private String drawn(String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
