package org.ringfort.protocol.sip;

import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;

/**
 * A request.
 *
 * @param method equal to that of CSeq
 * @param requestUri where it goes
 * @param headers with From, To, Call-ID and CSeq
 * @param body perhaps empty
 * @rfc 3261 7.1
 */
public record SipRequest(Method method, Uri requestUri, Headers headers, Body body) implements SipMessage {
    /**
     * @throws IllegalArgumentException where a mandatory header is missing or the methods differ
     */
    public SipRequest {
        SipMessage.requireMandatory(headers);
        if (!headers.cseq().method().equals(method)) {
            throw new IllegalArgumentException("CSeq names another method than the request");
        }
    }

    /** A request without body. */
    public static SipRequest of(Method method, Uri requestUri, Headers headers) {
        return new SipRequest(method, requestUri, headers, Body.EMPTY);
    }

    public boolean is(Method wanted) {
        return method.equals(wanted);
    }

    /** Whether To carries a tag, so that the request belongs to a dialog. */
    public boolean isInDialog() {
        return headers.to().tag().isPresent();
    }

    public SipRequest withRequestUri(Uri uri) {
        return new SipRequest(method, uri, headers, body);
    }

    @Override
    public SipRequest withHeaders(Headers newHeaders) {
        return new SipRequest(method, requestUri, newHeaders, body);
    }

    @Override
    public SipRequest withBody(Body newBody) {
        return new SipRequest(method, requestUri, headers, newBody);
    }

    @Override
    public SipRequest with(Header header) {
        return withHeaders(headers.with(header));
    }

    /** Method and CSeq: enough for a log, nothing private. */
    @Override
    public String toString() {
        return method + " (CSeq " + headers.cseq().number() + ")";
    }
}
