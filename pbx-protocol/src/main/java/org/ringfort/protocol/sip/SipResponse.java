package org.ringfort.protocol.sip;

import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;

/**
 * A response.
 *
 * @param status the code
 * @param reason the phrase, for people; may be empty
 * @param headers with From, To, Call-ID and CSeq
 * @param body perhaps empty
 * @rfc 3261 7.2
 */
public record SipResponse(Status status, String reason, Headers headers, Body body) implements SipMessage {
    /**
     * @throws IllegalArgumentException where a mandatory header is missing or the phrase holds a line break
     */
    public SipResponse {
        SipMessage.requireMandatory(headers);
        if (Ascii.breaksLine(reason)) {
            throw new IllegalArgumentException("reason phrase");
        }
    }

    /**
     * The response to {@code request}: its Via, From, To, Call-ID and CSeq, and its Record-Route where a dialog may come
     * of it. To gets no tag here.
     *
     * @rfc 3261 8.2.6
     */
    public static SipResponse to(SipRequest request, Status status) {
        Headers from = request.headers();
        var headers = Headers.builder();
        for (HeaderName name :
                new HeaderName[] {HeaderName.VIA, HeaderName.FROM, HeaderName.TO, HeaderName.CALL_ID, HeaderName.CSEQ
                }) {
            headers.addAll(from.all(name));
        }
        if (status.code() == 100) {
            headers.addAll(from.all(HeaderName.TIMESTAMP));
        } else if (status.code() < 300) {
            headers.addAll(from.all(HeaderName.RECORD_ROUTE));
        }
        return new SipResponse(status, status.reasonPhrase(), headers.build(), Body.EMPTY);
    }

    /** As {@link #to(SipRequest, Status)}, with {@code tag} in To where the request has none there. */
    public static SipResponse to(SipRequest request, Status status, String tag) {
        SipResponse response = to(request, status);
        var to = response.headers.to();
        return to.tag().isPresent() ? response : response.with(to.withTag(tag));
    }

    /** The method that is answered. */
    @Override
    public Method method() {
        return headers.cseq().method();
    }

    public SipResponse withReason(String phrase) {
        return new SipResponse(status, phrase, headers, body);
    }

    @Override
    public SipResponse withHeaders(Headers newHeaders) {
        return new SipResponse(status, reason, newHeaders, body);
    }

    @Override
    public SipResponse withBody(Body newBody) {
        return new SipResponse(status, reason, headers, newBody);
    }

    @Override
    public SipResponse with(Header header) {
        return withHeaders(headers.with(header));
    }

    /** Status and CSeq: enough for a log, nothing private. */
    @Override
    public String toString() {
        return status + " (CSeq " + headers.cseq().number() + " " + method() + ")";
    }
}
