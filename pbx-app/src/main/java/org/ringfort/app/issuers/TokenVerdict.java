package org.ringfort.app.issuers;

import java.time.Instant;

/**
 * What became of looking at an access token. A name is whatever the token's claim says, at most 128 characters; empty where it
 * names nobody.
 */
public sealed interface TokenVerdict {
    /** In order. */
    record Good(String name, Instant expiresAt) implements TokenVerdict {}

    /** The issuer's and meant for us, but its time is over. */
    record Expired() implements TokenVerdict {}

    /** In order, but not good for registering. */
    record Insufficient() implements TokenVerdict {}

    /**
     * Not the issuer's, or not meant for us.
     *
     * @param why in words of ours
     * @param claimed a name that nobody vouches for
     */
    record Wrong(String why, String claimed) implements TokenVerdict {}

    /** Nobody can say now: the issuer's keys are out of reach. */
    record Unjudged(String why) implements TokenVerdict {}
}
