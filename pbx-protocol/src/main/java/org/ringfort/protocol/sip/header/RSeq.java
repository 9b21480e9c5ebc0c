package org.ringfort.protocol.sip.header;

import java.util.Optional;

/**
 * Number of a reliable provisional response.
 *
 * @param number 0 to 2^32-1
 * @rfc 3262 7.1
 */
public record RSeq(long number) implements Header {
    private static final long MAX = 0xffff_ffffL;

    public RSeq {
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("RSeq");
        }
    }

    static Optional<RSeq> parse(String text) {
        var number = Numbers.exact(text, MAX);
        return number.isPresent() ? Optional.of(new RSeq(number.getAsLong())) : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.RSEQ;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(number);
    }
}
