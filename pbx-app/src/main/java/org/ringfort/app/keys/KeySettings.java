package org.ringfort.app.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.ringfort.kernel.secret.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the installation's keys are.
 *
 * @param file a file of base64 lines, each 32 octets; the first wraps, the others only unwrap what they wrapped earlier
 */
@ConfigurationProperties("ringfort.keys")
public record KeySettings(Path file) {
    private static final int KEY_BYTES = 32;

    List<Secret> read() {
        List<Secret> keys = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                if (!line.isBlank()) {
                    keys.add(Secret.of(Base64.getDecoder().decode(line.strip())));
                }
            }
        } catch (IOException | IllegalArgumentException wrong) {
            throw new IllegalStateException("ringfort.keys.file cannot be read as base64 lines: " + file, wrong);
        }
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.lengthBytes() != KEY_BYTES)) {
            throw new IllegalStateException("ringfort.keys.file must hold keys of 32 octets each: " + file);
        }
        return List.copyOf(keys);
    }
}
