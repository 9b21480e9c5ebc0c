package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.digest.Challenge;

/**
 * WWW-Authenticate or Proxy-Authenticate.
 *
 * @param name {@link HeaderName#WWW_AUTHENTICATE} or {@link HeaderName#PROXY_AUTHENTICATE}
 * @param challenge what is to be answered
 * @rfc 3261 20.44
 * @rfc 3261 20.27
 */
public record Authenticate(HeaderName name, Challenge challenge) implements Header {
    public Authenticate {
        if (!name.equals(HeaderName.WWW_AUTHENTICATE) && !name.equals(HeaderName.PROXY_AUTHENTICATE)) {
            throw new IllegalArgumentException("challenge");
        }
    }

    /** For 401. */
    public static Authenticate of(Challenge challenge) {
        return new Authenticate(HeaderName.WWW_AUTHENTICATE, challenge);
    }

    static Optional<Authenticate> parse(HeaderName name, String text) {
        return Challenge.parse(text).map(challenge -> new Authenticate(name, challenge));
    }

    @Override
    public void appendTo(StringBuilder out) {
        challenge.appendTo(out);
    }
}
