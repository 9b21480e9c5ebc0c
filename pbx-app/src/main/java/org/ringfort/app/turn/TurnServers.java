package org.ringfort.app.turn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Service;

/**
 * Lets devices use our TURN servers for a while. The servers ask nobody: they share a secret with us, and it proves the name in
 * which the end of the leave stands ("A REST API For Access To TURN Services", draft-uberti-behave-turn-rest-00, which coturn
 * implements: SHA-1 is its choice, and as HMAC sound).
 */
@Service
public class TurnServers {
    private static final int SHORTEST_SECRET = 16;

    private final TurnSettings settings;
    private final Secret secret;
    private final Extensions extensions;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final Clock clock;

    TurnServers(
            TurnSettings settings, Extensions extensions, TenantTransactions transactions, Audit audit, Clock clock) {
        this.settings = settings;
        this.secret = settings.secretFile().isEmpty() ? Secret.ofText("") : read(settings.secretFile());
        this.extensions = extensions;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    private static Secret read(String file) {
        try {
            String line =
                    Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
            if (line.length() < SHORTEST_SECRET) {
                throw TurnSettings.wrong("secret-file holds fewer than " + SHORTEST_SECRET + " characters: " + file);
            }
            return Secret.ofText(line);
        } catch (IOException unreadable) {
            throw TurnSettings.wrong("secret-file cannot be read: " + file);
        }
    }

    /** For a device of the current tenant; written down. */
    public TurnCredentials issue(DeviceId device) {
        if (settings.urls().isEmpty()) {
            throw Problem.conflict("no-turn-server", "This installation has no TURN server.");
        }
        Instant until = clock.instant().plus(settings.lifetime()).truncatedTo(ChronoUnit.SECONDS);
        return transactions.current(() -> {
            if (!extensions
                    .device(TenantScope.current(), device)
                    .filter(DeviceFacts::usable)
                    .isPresent()) {
                throw Problem.notFound();
            }
            audit.record(AuditEntry.of("turn-credentials.issued", "device", device, Map.of("until", until.toString())));
            String username = until.getEpochSecond() + ":" + device;
            return new TurnCredentials(settings.urls(), username, proof(username), until);
        });
    }

    private Secret proof(String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.revealText().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Secret.ofText(
                    Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.US_ASCII))));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
