package org.ringfort.protocol.sip;

import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;

/**
 * A SIP message. Immutable; valid by construction: From, To, Call-ID and CSeq are always there, once each. Content-Length
 * is not among the headers: it follows from the body and is written by the encoder.
 *
 * @rfc 3261 7
 */
public sealed interface SipMessage permits SipRequest, SipResponse {

    Headers headers();

    Body body();

    /** The method of CSeq, which in a request is its own. */
    Method method();

    SipMessage withHeaders(Headers headers);

    /** Replaces the body; an empty one should go along with taking Content-Type away. */
    SipMessage withBody(Body body);

    /** Replaces every header of that name, in the place of the first, or appends. */
    SipMessage with(Header header);

    /** Shared by both records: what makes the headers those of a message. */
    static void requireMandatory(Headers headers) {
        headers.from();
        headers.to();
        headers.callId();
        headers.cseq();
    }
}
