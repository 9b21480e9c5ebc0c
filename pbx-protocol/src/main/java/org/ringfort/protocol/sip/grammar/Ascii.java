package org.ringfort.protocol.sip.grammar;

/**
 * Character classes of RFC 3261 section 25, and case folding of ASCII alone, so that neither a locale nor a Unicode
 * look-alike (the Kelvin sign for k) can change what a header means.
 *
 * @rfc 3261 25.1
 */
public final class Ascii {
    private static final int TOKEN = 1;
    private static final int USER = 2;
    private static final int PASSWORD = 4;
    private static final int PARAMETER = 8;
    private static final int URI_HEADER = 16;
    private static final int HOST = 32;
    private static final int WORD = 64;
    private static final int OPAQUE = 128;

    private static final int[] CLASSES = new int[128];

    static {
        String alphanum = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        mark(alphanum, TOKEN | USER | PASSWORD | PARAMETER | URI_HEADER | HOST | WORD | OPAQUE);
        mark("-_.!~*'()", USER | PASSWORD | PARAMETER | URI_HEADER | OPAQUE);
        mark("-.!%*_+`'~", TOKEN);
        mark("&=+$,;?/", USER);
        mark("&=+$,", PASSWORD);
        mark("[]/:&+$", PARAMETER);
        mark("[]/?:+$=&", URI_HEADER);
        mark("-._", HOST);
        mark("-.!%*_+`'~()<>:\\\"/[]?{}@", WORD);
        mark(";/?:@&=+$,[]#", OPAQUE);
    }

    private Ascii() {}

    private static void mark(String characters, int classes) {
        for (int i = 0; i < characters.length(); i++) {
            CLASSES[characters.charAt(i)] |= classes;
        }
    }

    private static boolean is(int c, int wanted) {
        return c >= 0 && c < 128 && (CLASSES[c] & wanted) != 0;
    }

    public static boolean isToken(int c) {
        return is(c, TOKEN);
    }

    /** Unescaped characters of a host name; the underscore too, which the RFC forbids and networks use. */
    public static boolean isHost(int c) {
        return is(c, HOST);
    }

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** 0 to 15, or -1 where {@code c} is no hexadecimal digit. */
    public static int hex(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** One or more token characters. */
    public static boolean isToken(String text) {
        return all(text, TOKEN, false) && !text.isEmpty();
    }

    /** One or more characters of a Call-ID; the grammar's single {@code @} is not insisted on. */
    public static boolean isCallId(String text) {
        return all(text, WORD, false) && !text.isEmpty();
    }

    /** User part of a URI in wire form, escapes checked; may be empty. */
    public static boolean isUser(String text) {
        return all(text, USER, true);
    }

    /** Password of a URI in wire form, escapes checked; may be empty. */
    public static boolean isPassword(String text) {
        return all(text, PASSWORD, true);
    }

    /** Name or value of a URI parameter in wire form, escapes checked; may be empty. */
    public static boolean isUriParameter(String text) {
        return all(text, PARAMETER, true);
    }

    /** The part of a SIP URI after the question mark, escapes checked; may be empty. */
    public static boolean isUriHeaders(String text) {
        return all(text, URI_HEADER, true);
    }

    /** The part of any URI after the scheme's colon, escapes checked. */
    public static boolean isOpaque(String text) {
        return all(text, OPAQUE, true) && !text.isEmpty();
    }

    private static boolean all(String text, int wanted, boolean escapes) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (is(c, wanted)) {
                continue;
            }
            if (!escapes || c != '%' || i + 2 >= length || hex(text.charAt(i + 1)) < 0 || hex(text.charAt(i + 2)) < 0) {
                return false;
            }
            i += 2;
        }
        return true;
    }

    /** Whether {@code text} could break out of its line: it holds CR or LF. */
    public static boolean breaksLine(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }

    public static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    /** A to Z made small; everything else stays. Returns {@code text} itself where nothing changes. */
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                char[] copy = text.toCharArray();
                for (int j = i; j < copy.length; j++) {
                    copy[j] = (char) lower(copy[j]);
                }
                return new String(copy);
            }
        }
        return text;
    }

    /** a to z made large; everything else stays. Returns {@code text} itself where nothing changes. */
    public static String upper(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                char[] copy = text.toCharArray();
                for (int j = i; j < copy.length; j++) {
                    copy[j] = copy[j] >= 'a' && copy[j] <= 'z' ? (char) (copy[j] - 32) : copy[j];
                }
                return new String(copy);
            }
        }
        return text;
    }

    /** Equality that folds A to Z alone. */
    public static boolean same(String left, String right) {
        int length = left.length();
        if (length != right.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r && lower(l) != lower(r)) {
                return false;
            }
        }
        return true;
    }
}
