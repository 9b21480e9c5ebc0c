package org.ringfort.protocol.sip.header;

import java.util.Optional;

/**
 * How many hops the request may still take.
 *
 * @param hops 0 to 255
 * @rfc 3261 20.22
 */
public record MaxForwards(int hops) implements Header {
    private static final long MAX = 255;

    public MaxForwards {
        if (hops < 0 || hops > MAX) {
            throw new IllegalArgumentException("Max-Forwards");
        }
    }

    static Optional<MaxForwards> parse(String text) {
        var number = Numbers.exact(text, MAX);
        return number.isPresent() ? Optional.of(new MaxForwards((int) number.getAsLong())) : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.MAX_FORWARDS;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(hops);
    }
}
