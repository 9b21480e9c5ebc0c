package org.ringfort.app.notifications;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringfort.app.fetch.HttpsFetch;
import org.ringfort.kernel.secret.Secret;

/**
 * Tells webhooks, signed, so that who is told knows by whom and when: {@code Ringfort-Signature: t=<seconds>,v1=<hex>} is HMAC-SHA-256
 * under the tenant's secret over the seconds, a dot and the body. Any thread.
 */
final class Webhooks {
    private final HttpsFetch https;
    private final Clock clock;

    Webhooks(HttpsFetch https, Clock clock) {
        this.https = https;
        this.clock = clock;
    }

    /** @throws IOException where it is not taken, in words of ours */
    void send(Letter letter, Secret secret) throws IOException {
        byte[] body = letter.payload().getBytes(StandardCharsets.UTF_8);
        long seconds = clock.instant().getEpochSecond();
        https.post(
                letter.target(),
                "application/json",
                Map.of(
                        "User-Agent",
                        "Ringfort",
                        "Ringfort-Delivery",
                        letter.id() + "; attempt=" + letter.attempts(),
                        "Ringfort-Signature",
                        "t=" + seconds + ",v1=" + signature(secret, seconds, body)),
                body);
    }

    static String signature(Secret secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal(), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("HMAC of this runtime", broken);
        }
    }
}
