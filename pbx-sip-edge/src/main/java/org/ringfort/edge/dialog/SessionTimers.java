package org.ringfort.edge.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.SessionExpires;
import org.ringfort.protocol.sip.header.SessionExpires.Refresher;

/**
 * Agreement about session timers. Where the peer does not know them there is none: a phone that cannot refresh is not
 * bothered, and its silence is noticed by media.
 *
 * @rfc 4028 7
 * @rfc 4028 9
 */
public final class SessionTimers {
    /** The option tag. */
    public static final String TAG = "timer";

    private SessionTimers() {}

    /** Whether {@code request} asks for less than {@code minimum}, so that it is answered 422 (RFC 4028 9). */
    public static boolean isTooShort(SipRequest request, Duration minimum) {
        return request.headers().understands(TAG)
                && request.headers()
                        .sessionExpires()
                        .filter(asked -> asked.seconds() < minimum.toSeconds())
                        .isPresent();
    }

    /**
     * What our 2xx to {@code request} agrees to: never more than was asked for, and the peer refreshes unless it asked us
     * to.
     *
     * @param wish our own interval; zero: as the peer likes
     */
    public static SessionTimer asServer(SipRequest request, Duration wish, Duration minimum) {
        if (!request.headers().understands(TAG)) {
            return SessionTimer.NONE;
        }
        Optional<SessionExpires> asked = request.headers().sessionExpires();
        Duration floor = longer(minimum, seconds(request.headers().minSe()));
        if (asked.isEmpty() && wish.isZero()) {
            return SessionTimer.NONE;
        }
        Duration most = asked.map(a -> Duration.ofSeconds(a.seconds())).orElse(wish);
        Duration interval = wish.isZero() || wish.compareTo(most) > 0 ? most : wish;
        boolean weRefresh = asked.flatMap(SessionExpires::refresher).orElse(Refresher.UAC) == Refresher.UAS;
        return new SessionTimer(longer(interval, floor), weRefresh, floor);
    }

    /** None yet, with the minimum that a request of ours named: later ones name it too (RFC 4028 7.4). */
    static SessionTimer asked(SipRequest request) {
        Duration minimum = seconds(request.headers().minSe());
        return minimum.isZero()
                ? SessionTimer.NONE
                : new SessionTimer(Duration.ZERO, false, longer(minimum, SessionTimer.SHORTEST));
    }

    /** What the 2xx to a request of ours says. */
    public static SessionTimer asClient(SipResponse response, Duration minimum) {
        return response.headers()
                .sessionExpires()
                .filter(agreed -> agreed.seconds() > 0)
                .map(agreed -> new SessionTimer(
                        longer(Duration.ofSeconds(agreed.seconds()), SessionTimer.SHORTEST),
                        agreed.refresher().orElse(Refresher.UAC) == Refresher.UAC,
                        minimum))
                .orElse(SessionTimer.NONE);
    }

    private static Duration seconds(OptionalInt said) {
        return Duration.ofSeconds(said.orElse(0));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
