package org.ringfort.protocol.sip.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@code ;name=value} list of a URI or a header: ordered, names compared without case, none twice. Immutable.
 *
 * <p>In a URI, values are kept in wire form (escaped); in a header, without their quotes. The two are written by
 * {@link #appendToUri} and {@link #appendToHeader}.
 *
 * @param entries in wire order
 */
public record Parameters(List<Parameter> entries) {
    /** More than this many in one list is malformed. */
    public static final int MAX_COUNT = 64;

    public static final Parameters NONE = new Parameters(List.of());

    /**
     * One parameter.
     *
     * @param name as written; compared without case
     * @param value empty where there is no equals sign
     */
    public record Parameter(String name, Optional<String> value) {
        public Parameter {
            if (name.isEmpty() || Ascii.breaksLine(name) || Ascii.breaksLine(value.orElse(""))) {
                throw new IllegalArgumentException("parameter " + name);
            }
        }
    }

    public Parameters {
        entries = List.copyOf(entries);
    }

    /** A list of one. */
    public static Parameters of(String name, String value) {
        return NONE.with(name, value);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public boolean has(String name) {
        return index(name) >= 0;
    }

    /** The value of {@code name}; empty where it is absent or has none. */
    public Optional<String> get(String name) {
        int at = index(name);
        return at < 0 ? Optional.empty() : entries.get(at).value();
    }

    /** Sets {@code name} to {@code value}, in its place or at the end. */
    public Parameters with(String name, String value) {
        return with(new Parameter(name, Optional.of(value)));
    }

    /** Sets {@code name} without a value, such as {@code lr}. */
    public Parameters withFlag(String name) {
        return with(new Parameter(name, Optional.empty()));
    }

    private Parameters with(Parameter parameter) {
        var copy = new ArrayList<>(entries);
        int at = index(parameter.name());
        if (at < 0) {
            copy.add(parameter);
        } else {
            copy.set(at, parameter);
        }
        return new Parameters(copy);
    }

    public Parameters without(String name) {
        if (!has(name)) {
            return this;
        }
        return new Parameters(
                entries.stream().filter(p -> !Ascii.same(p.name(), name)).toList());
    }

    private int index(String name) {
        for (int i = 0; i < entries.size(); i++) {
            if (Ascii.same(entries.get(i).name(), name)) {
                return i;
            }
        }
        return -1;
    }

    /** Reads {@code *(;name[=value])} of a header; on failure the lexer has failed. */
    public static Parameters readHeader(Lexer in) {
        if (!in.take(';')) {
            return NONE;
        }
        List<Parameter> entries = new ArrayList<>(4);
        do {
            String name = in.token();
            Optional<String> value = in.take('=') ? Optional.of(in.parameterValue()) : Optional.empty();
            add(entries, name, value, in);
        } while (!in.failed() && in.take(';'));
        return in.failed() ? NONE : new Parameters(entries);
    }

    /** Reads {@code *(;name[=value])} of a URI, up to its end or a question mark; on failure the lexer has failed. */
    public static Parameters readUri(Lexer in) {
        if (in.peek() != ';') {
            return NONE;
        }
        List<Parameter> entries = new ArrayList<>(4);
        while (in.peek() == ';' && !in.failed()) {
            in.expectHere(';');
            String name = in.until("=;?");
            Optional<String> value = Optional.empty();
            if (in.peek() == '=') {
                in.expectHere('=');
                String text = in.until(";?");
                if (text.isEmpty() || !Ascii.isUriParameter(text)) {
                    in.fail();
                }
                value = Optional.of(text);
            }
            if (!Ascii.isUriParameter(name)) {
                in.fail();
            }
            add(entries, unescaped(name), value, in);
        }
        return in.failed() ? NONE : new Parameters(entries);
    }

    /** A name with needless escapes means the name without them (RFC 3261 19.1.4): {@code %6C%72} is {@code lr}. */
    private static String unescaped(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        var plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '%' && i + 2 < name.length()) {
                char meant = (char) (Ascii.hex(name.charAt(i + 1)) << 4 | Ascii.hex(name.charAt(i + 2)));
                if (Ascii.isHost(meant)) {
                    plain.append(meant);
                    i += 2;
                    continue;
                }
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static void add(List<Parameter> entries, String name, Optional<String> value, Lexer in) {
        if (in.failed() || name.isEmpty() || entries.size() == MAX_COUNT || Ascii.breaksLine(value.orElse(""))) {
            in.fail();
            return;
        }
        for (Parameter entry : entries) {
            if (Ascii.same(entry.name(), name)) {
                in.fail();
                return;
            }
        }
        entries.add(new Parameter(name, value));
    }

    /** Writes the list as a header has it, values in quotes where they need them. */
    public void appendToHeader(StringBuilder out) {
        for (Parameter entry : entries) {
            out.append(';').append(entry.name());
            entry.value().ifPresent(value -> Lexer.appendParameterValue(out.append('='), value));
        }
    }

    /** Writes the list as a URI has it. */
    public void appendToUri(StringBuilder out) {
        for (Parameter entry : entries) {
            out.append(';').append(entry.name());
            entry.value().ifPresent(value -> out.append('=').append(value));
        }
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Parameters that) || entries.size() != that.entries.size()) {
            return false;
        }
        for (int i = 0; i < entries.size(); i++) {
            Parameter mine = entries.get(i);
            Parameter theirs = that.entries.get(i);
            if (!Ascii.same(mine.name(), theirs.name()) || !mine.value().equals(theirs.value())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Parameter entry : entries) {
            hash = hash * 31 + Objects.hash(Ascii.lower(entry.name()), entry.value());
        }
        return hash;
    }
}
