package org.ringfort.protocol.sip.header;

/**
 * One header field of a message; a list on one line becomes one of these for each member, where the members are
 * addresses or hops. Immutable and valid by construction.
 *
 * @rfc 3261 20
 */
public sealed interface Header
        permits Allow,
                Authenticate,
                Authorization,
                CSeq,
                Contact,
                ContentType,
                Event,
                Expires,
                From,
                MaxBreadth,
                MaxForwards,
                MinExpires,
                MinSe,
                OptionTags,
                Path,
                Product,
                RAck,
                RSeq,
                RawHeader,
                Reason,
                RecordRoute,
                ReferTo,
                Replaces,
                RetryAfter,
                Route,
                SessionExpires,
                SipCallId,
                SubscriptionState,
                To,
                Via {

    HeaderName name();

    /** Writes what stands after the colon. */
    void appendTo(StringBuilder out);

    /** What stands after the colon. */
    default HeaderValue value() {
        var out = new StringBuilder(64);
        appendTo(out);
        return new HeaderValue(out.toString());
    }
}
