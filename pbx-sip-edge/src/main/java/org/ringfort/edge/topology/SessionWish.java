package org.ringfort.edge.topology;

import java.util.Optional;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MinSe;
import org.ringfort.protocol.sip.header.SessionExpires;

/**
 * The session timer that an INVITE of ours asks for.
 *
 * @param seconds 0: the loop's own
 * @param least the longest minimum that was heard of on the way, so that everybody there is content; 0: none was
 * @param refused how often the wish was refused
 * @rfc 4028 7.3
 */
public record SessionWish(int seconds, int least, int refused) {
    /** Each server on the way may have a minimum of its own. */
    private static final int MOST_REFUSALS = 3;

    /** A day: who wants more does not want a timer. */
    private static final int LONGEST_MINIMUM = 86_400;

    public static SessionWish of(int seconds) {
        return new SessionWish(seconds, 0, 0);
    }

    /** What to ask for after a 422; empty where it names no longer minimum than was offered, none that is sensible, or is one too many. */
    public Optional<SessionWish> after(SipResponse refusal) {
        int minimum = refusal.headers().minSe().orElse(0);
        boolean vain = minimum <= least || minimum > LONGEST_MINIMUM || refused >= MOST_REFUSALS;
        return vain ? Optional.empty() : Optional.of(new SessionWish(Math.max(seconds, minimum), minimum, refused + 1));
    }

    Headers headers() {
        var headers = Headers.builder();
        if (seconds > 0) {
            headers.add(new SessionExpires(seconds, Optional.empty()));
        }
        headers.add(least > 0 ? Optional.<Header>of(new MinSe(least)) : Optional.empty());
        return headers.build();
    }
}
