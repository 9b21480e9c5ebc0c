package org.ringfort.protocol.sdp;

/** The alphabets of session descriptions; nothing that passes can start a line of its own. */
final class SdpText {
    private SdpText() {}

    /** Free text: no NUL, CR or LF. */
    static String requireText(String value, String what) {
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == 0 || c == '\r' || c == '\n') {
                throw new IllegalArgumentException(what + " holds a control character");
            }
        }
        return value;
    }

    /** A word: not empty, visible characters only, no space. */
    static String requireWord(String value, String what) {
        if (!isWord(value)) {
            throw new IllegalArgumentException(what + " is no word");
        }
        return value;
    }

    static String requireDigits(String value, String what) {
        if (!isDigits(value)) {
            throw new IllegalArgumentException(what + " is no number");
        }
        return value;
    }

    static boolean isWord(String value) {
        if (value.isEmpty()) {
            return false;
        }
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c <= 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0)) {
                return false;
            }
        }
        return true;
    }

    /** A token of RFC 8866 section 9. */
    static boolean isToken(String value) {
        if (value.isEmpty()) {
            return false;
        }
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c <= 0x20 || c >= 0x7f || "\"(),/:;<=>?@[\\]".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code least} to {@code most} letters, digits, "+" or "/": an ice-char each.
     *  @rfc 8839 5.1 */
    static boolean isIceText(String value, int least, int most) {
        if (value.length() < least || value.length() > most) {
            return false;
        }
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            boolean plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain && c != '+' && c != '/') {
                return false;
            }
        }
        return true;
    }

    static boolean isDigits(String value) {
        if (value.isEmpty() || value.length() > 20) {
            return false;
        }
        for (int at = 0; at < value.length(); at++) {
            if (value.charAt(at) < '0' || value.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The number in {@code digits}, or -1 where it is none or above {@code most}. */
    static int number(String digits, int most) {
        if (digits.isEmpty() || digits.length() > 9 || !isDigits(digits)) {
            return -1;
        }
        int value = Integer.parseInt(digits);
        return value <= most ? value : -1;
    }
}
