package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * The Call-ID of one leg; never that of a call, which is {@code kernel.id.CallId}.
 *
 * @param text compared with case
 * @rfc 3261 20.8
 */
public record SipCallId(String text) implements Header {
    public SipCallId {
        if (!Ascii.isCallId(text)) {
            throw new IllegalArgumentException("Call-ID");
        }
    }

    static Optional<SipCallId> parse(String text) {
        return Ascii.isCallId(text) ? Optional.of(new SipCallId(text)) : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.CALL_ID;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(text);
    }
}
