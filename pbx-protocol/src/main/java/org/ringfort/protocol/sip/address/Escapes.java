package org.ringfort.protocol.sip.address;

import java.nio.charset.StandardCharsets;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * Percent escapes of URIs.
 *
 * @rfc 3261 19.1.2
 */
final class Escapes {
    private static final String HEX = "0123456789ABCDEF";

    private Escapes() {}

    /** Without escapes, read as UTF-8; what is no UTF-8 becomes U+FFFD. */
    static String decode(String wire) {
        if (wire.indexOf('%') < 0) {
            return wire;
        }
        return new String(octets(wire), StandardCharsets.UTF_8);
    }

    /** The octets meant, one a character: two wire forms mean the same where these are equal. */
    static String octetText(String wire) {
        return wire.indexOf('%') < 0 ? wire : new String(octets(wire), StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(String wire) {
        byte[] octets = new byte[wire.length()];
        int length = 0;
        for (int i = 0; i < wire.length(); i++) {
            char c = wire.charAt(i);
            if (c == '%') {
                octets[length++] = (byte) (Ascii.hex(wire.charAt(i + 1)) << 4 | Ascii.hex(wire.charAt(i + 2)));
                i += 2;
            } else {
                octets[length++] = (byte) c;
            }
        }
        return java.util.Arrays.copyOf(octets, length);
    }

    static String encodeUser(String text) {
        if (Ascii.isUser(text) && text.indexOf('%') < 0) {
            return text;
        }
        var wire = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c != '%' && Ascii.isUser(String.valueOf(c))) {
                wire.append(c);
            } else {
                wire.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return wire.toString();
    }
}
