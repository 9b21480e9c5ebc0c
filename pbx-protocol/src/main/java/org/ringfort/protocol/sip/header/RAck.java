package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.grammar.Lexer;

/**
 * Which reliable provisional response a PRACK acknowledges.
 *
 * @param rseq of the response, 0 to 2^32-1
 * @param cseq of the response
 * @param method of the response's CSeq
 * @rfc 3262 7.2
 */
public record RAck(long rseq, int cseq, Method method) implements Header {
    public RAck {
        if (rseq < 0 || rseq > 0xffff_ffffL || cseq < 0) {
            throw new IllegalArgumentException("RAck");
        }
    }

    static Optional<RAck> parse(String text) {
        var in = new Lexer(text);
        long rseq = in.number(0xffff_ffffL);
        in.expectSpace();
        long cseq = in.number(Integer.MAX_VALUE);
        in.expectSpace();
        String method = in.token();
        return in.complete() ? Optional.of(new RAck(rseq, (int) cseq, Method.of(method))) : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.RACK;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(rseq).append(' ').append(cseq).append(' ').append(method.name());
    }
}
