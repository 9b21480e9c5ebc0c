package org.ringfort.protocol.sip.header;

import java.util.Optional;

/**
 * The shortest registration that is accepted, with 423.
 *
 * @param seconds 0 to 2^32-1 seconds
 * @rfc 3261 20.23
 */
public record MinExpires(long seconds) implements Header {
    private static final long MAX = 0xffff_ffffL;

    public MinExpires {
        if (seconds < 0 || seconds > MAX) {
            throw new IllegalArgumentException("Min-Expires");
        }
    }

    static Optional<MinExpires> parse(String text) {
        var number = Numbers.clamped(text, MAX);
        return number.isPresent() ? Optional.of(new MinExpires(number.getAsLong())) : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.MIN_EXPIRES;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(seconds);
    }
}
