package org.ringfort.protocol.sip.header;

/**
 * A header that we do not understand, or one of no importance that was malformed.
 *
 * @param name its name
 * @param value as it came, unfolded
 */
public record RawHeader(HeaderName name, HeaderValue value) implements Header {

    /**
     * For our own code.
     *
     * @throws IllegalArgumentException if {@code name} is no token or {@code value} holds a line break
     */
    public static RawHeader of(String name, String value) {
        return new RawHeader(HeaderName.of(name), new HeaderValue(value));
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(value.text());
    }
}
