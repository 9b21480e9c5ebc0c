package org.ringfort.edge.controlplane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ringfort.contract.control.v1.BearerChallenge;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.header.Authenticate;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MinExpires;
import org.ringfort.protocol.sip.header.RetryAfter;

/** The app's refusals as SIP has them; each takes the bare response that it dresses. */
public final class SipAnswers {
    private static final int SHORTEST_RETRY_SECONDS = 2;
    private static final int LONGEST_RETRY_SECONDS = 10;

    private SipAnswers() {}

    /**
     * Every challenge, in the order given: JsSIP and SIP.js read the last alone, so the app puts MD5 there, and what speaks of
     * tokens goes first.
     *
     * @rfc 8898 4
     */
    public static SipResponse challenged(SipResponse unauthorized, Challenged challenged) {
        return unauthorized.withHeaders(unauthorized.headers().toBuilder()
                .addAll(challenges(challenged))
                .build());
    }

    /** The same, without the response. */
    static List<Header> challenges(Challenged challenged) {
        List<Header> headers = new ArrayList<>();
        if (challenged.hasBearer()) {
            BearerChallenge bearer = challenged.getBearer();
            headers.add(Authenticate.of(new Challenge.Bearer(
                    bearer.getRealm(),
                    bearer.getScope(),
                    bearer.getAuthzServer(),
                    Optional.of(bearer.getError()).filter(error -> !error.isEmpty()))));
        }
        challenged.getChallengesList().forEach(challenge -> headers.add(Authenticate.of(challenge(challenge))));
        return headers;
    }

    private static Challenge.Digest challenge(Challenged.Challenge challenge) {
        var algorithm = challenge.getAlgorithm() == DigestAlgorithm.DIGEST_ALGORITHM_SHA_256
                ? org.ringfort.protocol.sip.digest.DigestAlgorithm.SHA_256
                : org.ringfort.protocol.sip.digest.DigestAlgorithm.MD5;
        return Challenge.Digest.auth(
                algorithm,
                challenge.getRealm(),
                challenge.getNonce(),
                Optional.of(challenge.getOpaque()).filter(opaque -> !opaque.isEmpty()),
                challenge.getStale());
    }

    /** The status of a refusal; what is no final failure becomes 500, since it is a fault of ours. */
    public static Status status(Refused refused) {
        int code = refused.getStatus();
        return code >= 400 && code <= 699 ? Status.of(code) : Status.SERVER_INTERNAL_ERROR;
    }

    public static SipResponse refused(SipResponse bare, Refused refused) {
        Headers headers = bare.headers();
        if (refused.getRetryAfterSeconds() > 0) {
            headers = headers.with(new RetryAfter(refused.getRetryAfterSeconds()));
        }
        if (refused.getMinExpiresSeconds() > 0) {
            headers = headers.with(new MinExpires(refused.getMinExpiresSeconds()));
        }
        SipResponse dressed = bare.withHeaders(headers);
        String reason = RequestFacts.printable(refused.getReason(), 100);
        return reason.isEmpty() ? dressed : dressed.withReason(reason);
    }

    /** Somebody we need is away: come back, but not all at once. */
    public static SipResponse unavailable(SipResponse serviceUnavailable, RandomGenerator random) {
        int seconds = random.nextInt(SHORTEST_RETRY_SECONDS, LONGEST_RETRY_SECONDS + 1);
        return serviceUnavailable.with(new RetryAfter(seconds));
    }
}
