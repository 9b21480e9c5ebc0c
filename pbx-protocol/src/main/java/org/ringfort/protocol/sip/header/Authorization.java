package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.digest.Credentials;

/**
 * Authorization or Proxy-Authorization.
 *
 * @param name {@link HeaderName#AUTHORIZATION} or {@link HeaderName#PROXY_AUTHORIZATION}
 * @param credentials what is offered as proof
 * @rfc 3261 20.7
 * @rfc 3261 20.28
 */
public record Authorization(HeaderName name, Credentials credentials) implements Header {
    public Authorization {
        if (!name.equals(HeaderName.AUTHORIZATION) && !name.equals(HeaderName.PROXY_AUTHORIZATION)) {
            throw new IllegalArgumentException("authorization");
        }
    }

    /** An answer to 401. */
    public static Authorization of(Credentials credentials) {
        return new Authorization(HeaderName.AUTHORIZATION, credentials);
    }

    static Optional<Authorization> parse(HeaderName name, String text) {
        return Credentials.parse(text).map(credentials -> new Authorization(name, credentials));
    }

    @Override
    public void appendTo(StringBuilder out) {
        credentials.appendTo(out);
    }
}
