package org.ringfort.app.certificates;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Certificates as text. @rfc 7468 5 */
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    static String certificate(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }
}
