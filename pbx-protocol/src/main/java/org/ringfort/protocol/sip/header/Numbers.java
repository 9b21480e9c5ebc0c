package org.ringfort.protocol.sip.header;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;

/** Numbers in header values, read without overflow. */
final class Numbers {
    private Numbers() {}

    /** All of {@code text} as a number of at most {@code max}; empty where it is none or larger. */
    static OptionalLong exact(String text, long max) {
        var in = new Lexer(text);
        in.skipSpace();
        long value = in.number(max);
        return in.complete() ? OptionalLong.of(value) : OptionalLong.empty();
    }

    static OptionalInt exactInt(String text, int max) {
        OptionalLong value = exact(text, max);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) value.getAsLong());
    }

    /** All of {@code text} as a number, {@code max} where it is larger; empty where it is no number. */
    static OptionalLong clamped(String text, long max) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isDigit(c)) {
                return OptionalLong.empty();
            }
            value = Math.min(max, value * 10 + (c - '0'));
        }
        return OptionalLong.of(value);
    }

    /** {@code 0.7} as 700; 1000 where it is no q-value (RFC 3261 25.1). */
    static int thousandths(String text) {
        int length = text.length();
        if (length == 0 || length > 5 || (length > 1 && text.charAt(1) != '.')) {
            return 1000;
        }
        int value = 0;
        for (int i = 0; i < 5; i++) {
            if (i == 1) {
                continue;
            }
            char c = i < length ? text.charAt(i) : '0';
            if (!Ascii.isDigit(c)) {
                return 1000;
            }
            value = value * 10 + (c - '0');
        }
        return Math.min(value, 1000);
    }
}
