package org.ringfort.protocol.sip.grammar;

/**
 * Reads one header value or URI from left to right, once.
 *
 * <p>Failure sticks: after the first lexeme that does not fit, {@link #failed()} stays true, every further read gives an
 * empty result and takes no time, so a parser reads straight on and asks once at its end. Folded lines have been
 * unfolded before; space here is SP and HTAB. One thread.
 *
 * @rfc 3261 25.1
 */
public final class Lexer {
    private final String text;
    private int at;
    private boolean failed;

    public Lexer(String text) {
        this.text = text;
    }

    public boolean failed() {
        return failed;
    }

    /** True where nothing failed and nothing but space is left. */
    public boolean complete() {
        skipSpace();
        return !failed && at == text.length();
    }

    /** True where the text is used up, or reading has failed. */
    public boolean atEnd() {
        return failed || at >= text.length();
    }

    public void fail() {
        failed = true;
        at = text.length();
    }

    /** The next character, or -1 at the end. */
    public int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    public int position() {
        return at;
    }

    /** What lies between {@code from} and the present position. */
    public String since(int from) {
        return failed ? "" : text.substring(from, at);
    }

    public void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Takes {@code wanted} with the space around it, if it comes next. */
    public boolean take(char wanted) {
        int before = at;
        skipSpace();
        if (peek() == wanted) {
            at++;
            skipSpace();
            return true;
        }
        at = before;
        return false;
    }

    /** Takes {@code wanted} with the space around it; fails where it does not come next. */
    public void expect(char wanted) {
        if (!take(wanted)) {
            fail();
        }
    }

    /** Takes exactly {@code wanted} at this place, no space skipped; fails where it does not come next. */
    public void expectHere(char wanted) {
        if (peek() == wanted) {
            at++;
        } else {
            fail();
        }
    }

    /** At least one space; fails where there is none. */
    public void expectSpace() {
        int before = at;
        skipSpace();
        if (at == before) {
            fail();
        }
    }

    /** One or more token characters; fails where there are none. */
    public String token() {
        int from = at;
        while (at < text.length() && Ascii.isToken(text.charAt(at))) {
            at++;
        }
        return nonEmptySince(from);
    }

    /** Everything up to, not including, the first of {@code stops} or the end; may be empty. */
    public String until(String stops) {
        int from = at;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return since(from);
    }

    /** Everything that is left, without the space at its end. */
    public String rest() {
        int from = at;
        int to = text.length();
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        at = text.length();
        return failed ? "" : text.substring(from, to);
    }

    /** A decimal number of at most {@code max}, which must be below 10^17; fails on anything else, also on overflow. */
    public long number(long max) {
        int from = at;
        long value = 0;
        while (at < text.length() && Ascii.isDigit(text.charAt(at))) {
            value = value * 10 + (text.charAt(at) - '0');
            if (value > max) {
                fail();
                return 0;
            }
            at++;
        }
        if (at == from) {
            fail();
        }
        return failed ? 0 : value;
    }

    /** A quoted string without its quotes and escapes; fails where it does not begin here or never ends. */
    public String quoted() {
        if (peek() != '"') {
            fail();
            return "";
        }
        int from = ++at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(from, at++);
            }
            if (c == '\\') {
                return quotedWithEscapes(from);
            }
            at++;
        }
        fail();
        return "";
    }

    private String quotedWithEscapes(int from) {
        var plain = new StringBuilder(text.length() - from).append(text, from, at);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return plain.toString();
            }
            if (c != '\\') {
                plain.append(c);
            } else if (at < text.length() && text.charAt(at) < 128) {
                plain.append(text.charAt(at++));
            } else {
                break;
            }
        }
        fail();
        return "";
    }

    /** A parameter's value: quoted (given without quotes), a token, or a host; fails where none is here. */
    public String parameterValue() {
        if (peek() == '"') {
            return quoted();
        }
        int from = at;
        while (at < text.length() && isPlainValue(text.charAt(at))) {
            at++;
        }
        return nonEmptySince(from);
    }

    /** Characters that a parameter's value may hold without quotes: token, IPv6 reference, and slash (media ranges). */
    static boolean isPlainValue(char c) {
        return Ascii.isToken(c) || c == '[' || c == ']' || c == ':' || c == '/';
    }

    /** Appends a parameter's value, in quotes where it needs them. */
    public static void appendParameterValue(StringBuilder out, String value) {
        boolean plain = !value.isEmpty();
        for (int i = 0; plain && i < value.length(); i++) {
            plain = isPlainValue(value.charAt(i));
        }
        if (plain) {
            out.append(value);
        } else {
            appendQuoted(out, value);
        }
    }

    /** Appends {@code plain} as a quoted string. */
    public static void appendQuoted(StringBuilder out, String plain) {
        out.append('"');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '"' || c == '\\' || (c < ' ' && c != '\t') || c == 0x7f) {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    private String nonEmptySince(int from) {
        if (at == from) {
            fail();
        }
        return since(from);
    }
}
