package org.ringfort.protocol.sip.header;

import java.util.Optional;

/**
 * How many branches the request may have at once, all of whoever forks it together.
 *
 * @param branches 0 to 2^31-1; a larger number is read as that
 * @rfc 5393 5.3.1
 * @rfc 5393 5.8
 */
public record MaxBreadth(int branches) implements Header {
    public MaxBreadth {
        if (branches < 0) {
            throw new IllegalArgumentException("Max-Breadth");
        }
    }

    static Optional<MaxBreadth> parse(String text) {
        var number = Numbers.clamped(text, Integer.MAX_VALUE);
        return number.isPresent() ? Optional.of(new MaxBreadth((int) number.getAsLong())) : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.MAX_BREADTH;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(branches);
    }
}
