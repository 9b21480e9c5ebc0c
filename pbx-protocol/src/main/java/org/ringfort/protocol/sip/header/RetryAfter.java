package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Lexer;

/**
 * When to try again; a comment and a duration are read over.
 *
 * @param seconds 0 to 2^32-1
 * @rfc 3261 20.33
 */
public record RetryAfter(long seconds) implements Header {
    public RetryAfter {
        if (seconds < 0 || seconds > Contact.At.MAX_SECONDS) {
            throw new IllegalArgumentException("Retry-After");
        }
    }

    static Optional<RetryAfter> parse(String text) {
        var in = new Lexer(text);
        long seconds = in.number(Contact.At.MAX_SECONDS);
        in.skipSpace();
        boolean known = in.atEnd() || in.peek() == '(' || in.peek() == ';';
        return known && !in.failed() ? Optional.of(new RetryAfter(seconds)) : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.RETRY_AFTER;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(seconds);
    }
}
