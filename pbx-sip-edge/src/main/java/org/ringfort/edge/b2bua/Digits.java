package org.ringfort.edge.b2bua;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.ContentType;

/** Digits pressed and not yet asked for. A caller who types ahead is served; what exceeds the bound is dropped. */
final class Digits {
    private static final int MOST = 64;
    private static final ContentType RELAY = ContentType.of("application", "dtmf-relay");
    private static final ContentType PLAIN = ContentType.of("application", "dtmf");

    private final ArrayDeque<Character> typed = new ArrayDeque<>();

    void add(char digit) {
        if (typed.size() < MOST) {
            typed.add(digit);
        }
    }

    Optional<Character> poll() {
        return Optional.ofNullable(typed.poll());
    }

    /** Nobody will ask for what was typed so far. */
    void clear() {
        typed.clear();
    }

    /** Takes the earliest digit that is one of {@code wanted}; others stay. */
    Optional<Character> take(String wanted) {
        for (Character digit : typed) {
            if (wanted.indexOf(digit) >= 0) {
                typed.removeFirstOccurrence(digit);
                return Optional.of(digit);
            }
        }
        return Optional.empty();
    }

    /** The digit of an INFO, as phones send it that do not send RFC 4733 events. */
    static Optional<Character> of(SipRequest info) {
        Optional<ContentType> type = info.headers().contentType();
        if (type.isEmpty()) {
            return Optional.empty();
        }
        String body = info.body().text().strip().toUpperCase(Locale.ROOT);
        if (type.get().is(PLAIN)) {
            return digit(body);
        }
        return type.get().is(RELAY)
                ? body.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("SIGNAL"))
                        .findFirst()
                        .flatMap(line ->
                                digit(line.substring(line.indexOf('=') + 1).strip()))
                : Optional.empty();
    }

    private static Optional<Character> digit(String text) {
        return switch (text) {
            case "10" -> Optional.of('*');
            case "11" -> Optional.of('#');
            default ->
                text.length() == 1 && "0123456789*#ABCD".contains(text)
                        ? Optional.of(text.charAt(0))
                        : Optional.empty();
        };
    }
}
