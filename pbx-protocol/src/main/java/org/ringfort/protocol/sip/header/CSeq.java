package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.grammar.Lexer;

/**
 * Order of requests in a dialog.
 *
 * @param number 0 to 2^31-1
 * @param method of the request
 * @rfc 3261 20.16
 */
public record CSeq(int number, Method method) implements Header {
    public CSeq {
        if (number < 0) {
            throw new IllegalArgumentException("CSeq");
        }
    }

    static Optional<CSeq> parse(String text) {
        var in = new Lexer(text);
        long number = in.number(Integer.MAX_VALUE);
        in.expectSpace();
        String method = in.token();
        return in.complete() ? Optional.of(new CSeq((int) number, Method.of(method))) : Optional.empty();
    }

    /** The next request of the dialog. */
    public CSeq next(Method nextMethod) {
        return new CSeq(number + 1, nextMethod);
    }

    /** The same number for ACK or CANCEL. */
    public CSeq withMethod(Method other) {
        return new CSeq(number, other);
    }

    @Override
    public HeaderName name() {
        return HeaderName.CSEQ;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(number).append(' ').append(method.name());
    }
}
