package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * The shortest session interval that is accepted.
 *
 * @param seconds 0 to 2^31-1
 * @rfc 4028 5
 */
public record MinSe(int seconds) implements Header {
    public MinSe {
        if (seconds < 0) {
            throw new IllegalArgumentException("Min-SE");
        }
    }

    static Optional<MinSe> parse(String text) {
        var in = new Lexer(text);
        long seconds = in.number(Integer.MAX_VALUE);
        Parameters.readHeader(in);
        return in.complete() ? Optional.of(new MinSe((int) seconds)) : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.MIN_SE;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(seconds);
    }
}
