package org.ringfort.app.identity;

import java.time.Instant;
import org.ringfort.kernel.secret.Secret;

/** An authenticator. */
public final class TotpCodes {
    private TotpCodes() {}

    /** The code that it shows now. */
    public static String now(String base32) {
        return at(base32, Instant.now());
    }

    /** The code that it shows at a moment. */
    public static String at(String base32, Instant moment) {
        return Totp.code(Secret.of(Totp.fromBase32(base32)), moment.getEpochSecond() / Totp.STEP_SECONDS);
    }
}
