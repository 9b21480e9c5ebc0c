package org.ringfort.protocol.sip.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * As much of JSON as tokens are made of. Names that stand twice, nesting deeper than {@value #DEEPEST} and lone surrogates are
 * refused, since two readers may take them for two things.
 *
 * @rfc 8259 2
 */
sealed interface Json {
    /** Deeper ones are malformed. */
    int DEEPEST = 8;

    /** A string. */
    record Text(String value) implements Json {}

    /** A whole number. */
    record Whole(long value) implements Json {}

    /** A number with fraction or exponent, true, false or null: nothing that a token needs. */
    record Other(String text) implements Json {}

    /** A list. */
    record Items(List<Json> items) implements Json {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Names and values, in the order of the text. */
    record Members(Map<String, Json> members) implements Json {
        Optional<Json> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        Optional<String> text(String name) {
            return get(name).flatMap(value -> value instanceof Text(var text) ? Optional.of(text) : Optional.empty());
        }
    }

    /** An object and nothing else; empty where it is malformed. */
    static Optional<Members> members(String text) {
        var reader = new Reader(text);
        Json read = reader.value(0);
        return reader.ended() && read instanceof Members members ? Optional.of(members) : Optional.empty();
    }

    /** Appends a string with its quotes. */
    static StringBuilder quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }

    /** Left to right, once; failure sticks. */
    final class Reader {
        private static final Json NOTHING = new Other("");

        private final String text;
        private int at;
        private boolean failed;

        Reader(String text) {
            this.text = text;
        }

        boolean ended() {
            space();
            return !failed && at == text.length();
        }

        Json value(int depth) {
            space();
            if (failed || depth > DEEPEST) {
                return fail();
            }
            return switch (peek()) {
                case '{' -> object(depth);
                case '[' -> list(depth);
                case '"' -> new Text(string());
                default -> atom();
            };
        }

        private Json object(int depth) {
            at++;
            Map<String, Json> members = new LinkedHashMap<>();
            if (take('}')) {
                return new Members(members);
            }
            do {
                space();
                String name = string();
                expect(':');
                if (members.put(name, value(depth + 1)) != null) {
                    return fail();
                }
            } while (!failed && take(','));
            expect('}');
            return failed ? NOTHING : new Members(members);
        }

        private Json list(int depth) {
            at++;
            List<Json> items = new ArrayList<>();
            if (take(']')) {
                return new Items(items);
            }
            do {
                items.add(value(depth + 1));
            } while (!failed && take(','));
            expect(']');
            return failed ? NOTHING : new Items(items);
        }

        private Json atom() {
            int from = at;
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String atom = text.substring(from, at);
            if (isWhole(atom)) {
                return new Whole(Long.parseLong(atom));
            }
            boolean known = atom.equals("true") || atom.equals("false") || atom.equals("null") || isNumber(atom);
            return known ? new Other(atom) : fail();
        }

        private static boolean isWhole(String atom) {
            int from = atom.startsWith("-") ? 1 : 0;
            int digits = atom.length() - from;
            if (digits < 1 || digits > 17 || (digits > 1 && atom.charAt(from) == '0')) {
                return false;
            }
            for (int i = from; i < atom.length(); i++) {
                if (!Ascii.isDigit(atom.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        /** Not whole, and of no use here: it only must not be something else. */
        private static boolean isNumber(String atom) {
            boolean digit = false;
            for (int i = 0; i < atom.length(); i++) {
                digit |= Ascii.isDigit(atom.charAt(i));
                if (!Ascii.isDigit(atom.charAt(i)) && "+-.eE".indexOf(atom.charAt(i)) < 0) {
                    return false;
                }
            }
            return digit;
        }

        private String string() {
            if (peek() != '"') {
                fail();
                return "";
            }
            at++;
            var plain = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return whole(plain.toString());
                }
                if (c < ' ') {
                    break;
                }
                plain.append(c == '\\' ? escaped() : c);
            }
            fail();
            return "";
        }

        private String whole(String plain) {
            for (int i = 0; i < plain.length(); i++) {
                boolean pair =
                        i + 1 < plain.length() && Character.isSurrogatePair(plain.charAt(i), plain.charAt(i + 1));
                if (Character.isSurrogate(plain.charAt(i)) && !pair) {
                    fail();
                    return "";
                }
                i += pair ? 1 : 0;
            }
            return plain;
        }

        private char escaped() {
            int c = at < text.length() ? text.charAt(at++) : -1;
            return switch (c) {
                case '"', '\\', '/' -> (char) c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> unicode();
                default -> {
                    fail();
                    yield ' ';
                }
            };
        }

        private char unicode() {
            int value = 0;
            for (int i = 0; i < 4; i++) {
                int digit = at < text.length() ? Ascii.hex(text.charAt(at++)) : -1;
                if (digit < 0) {
                    fail();
                    return ' ';
                }
                value = value << 4 | digit;
            }
            return (char) value;
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private int peek() {
            return at < text.length() ? text.charAt(at) : -1;
        }

        private boolean take(char wanted) {
            space();
            if (peek() == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private void expect(char wanted) {
            if (!take(wanted)) {
                fail();
            }
        }

        private Json fail() {
            failed = true;
            at = text.length();
            return NOTHING;
        }
    }
}
