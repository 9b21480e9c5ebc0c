package org.ringfort.protocol.sip.codec;

import java.nio.charset.StandardCharsets;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.To;

/**
 * Turns messages into octets; Content-Length is written from the body. Keeps one buffer for all its messages: one
 * thread, or one encoder a thread.
 *
 * @rfc 3261 7
 */
public final class SipEncoder {
    private final StringBuilder out = new StringBuilder(2048);

    /** The octets of {@code message}. */
    public byte[] encode(SipMessage message) {
        out.setLength(0);
        switch (message) {
            case SipRequest request -> {
                out.append(request.method().name()).append(' ');
                request.requestUri().appendTo(out);
                out.append(" SIP/2.0\r\n");
            }
            case SipResponse response ->
                out.append("SIP/2.0 ")
                        .append(response.status().code())
                        .append(' ')
                        .append(response.reason())
                        .append("\r\n");
        }
        for (Header header : message.headers()) {
            appendHeader(header);
        }
        return finish(message.body());
    }

    /**
     * The answer to a malformed request, made of what was salvaged.
     *
     * @param refused why and with what
     * @param toTag put into To where that was readable and has no tag
     */
    public byte[] encode(Decoded.Refused refused, String toTag) {
        out.setLength(0);
        out.append("SIP/2.0 ")
                .append(refused.status().code())
                .append(' ')
                .append(refused.status().reasonPhrase())
                .append("\r\n");
        for (Header header : refused.salvage().headers()) {
            appendHeader(header instanceof To to && to.tag().isEmpty() ? to.withTag(toTag) : header);
        }
        return finish(Body.EMPTY);
    }

    private void appendHeader(Header header) {
        if (header.name().equals(HeaderName.CONTENT_LENGTH)) {
            return;
        }
        out.append(header.name().text()).append(": ");
        int from = out.length();
        header.appendTo(out);
        for (int i = from; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c == '\r' || c == '\n') {
                throw new IllegalStateException(header.name() + " would break its line");
            }
        }
        out.append("\r\n");
    }

    private byte[] finish(Body body) {
        out.append("Content-Length: ").append(body.lengthBytes()).append("\r\n\r\n");
        byte[] head = out.toString().getBytes(StandardCharsets.UTF_8);
        if (body.isEmpty()) {
            return head;
        }
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.lengthBytes());
        body.copyTo(all, head.length);
        return all;
    }
}
