package org.ringfort.protocol.sip.header;

import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * User-Agent or Server: what software says of itself. Never to be believed, never to be passed on.
 *
 * @param name {@link HeaderName#USER_AGENT} or {@link HeaderName#SERVER}
 * @param text as written
 * @rfc 3261 20.41
 * @rfc 3261 20.35
 */
public record Product(HeaderName name, String text) implements Header {
    public Product {
        if (Ascii.breaksLine(text) || !(name.equals(HeaderName.USER_AGENT) || name.equals(HeaderName.SERVER))) {
            throw new IllegalArgumentException("product");
        }
    }

    public static Product userAgent(String text) {
        return new Product(HeaderName.USER_AGENT, text);
    }

    public static Product server(String text) {
        return new Product(HeaderName.SERVER, text);
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(text);
    }
}
