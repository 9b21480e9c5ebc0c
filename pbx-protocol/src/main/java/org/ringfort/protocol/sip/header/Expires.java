package org.ringfort.protocol.sip.header;

import java.util.Optional;

/**
 * How long something asked for or granted lasts; a number too large counts as the largest.
 *
 * @param seconds 0 to 2^32-1 seconds
 * @rfc 3261 20.19
 */
public record Expires(long seconds) implements Header {
    private static final long MAX = 0xffff_ffffL;

    public Expires {
        if (seconds < 0 || seconds > MAX) {
            throw new IllegalArgumentException("Expires");
        }
    }

    static Optional<Expires> parse(String text) {
        var number = Numbers.clamped(text, MAX);
        return number.isPresent() ? Optional.of(new Expires(number.getAsLong())) : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.EXPIRES;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(seconds);
    }
}
