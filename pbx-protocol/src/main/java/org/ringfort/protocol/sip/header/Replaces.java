package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * The dialog whose place a new one takes, as its receiver names it.
 *
 * @param callId of the dialog, compared with case
 * @param toTag the receiver's own tag
 * @param fromTag the tag of the receiver's peer
 * @param earlyOnly only while the dialog is early
 * @rfc 3891 6.1
 */
public record Replaces(String callId, String toTag, String fromTag, boolean earlyOnly) implements Header {
    private static final String EARLY_ONLY = "early-only";

    public Replaces {
        if (!Ascii.isCallId(callId) || !Ascii.isToken(toTag) || !Ascii.isToken(fromTag)) {
            throw new IllegalArgumentException("Replaces");
        }
    }

    /** Empty where {@code text} is malformed. */
    public static Optional<Replaces> parse(String text) {
        var in = new Lexer(text);
        in.skipSpace();
        String callId = in.until(" \t;");
        Parameters parameters = Parameters.readHeader(in);
        String toTag = parameters.get("to-tag").orElse("");
        String fromTag = parameters.get("from-tag").orElse("");
        return in.complete() && Ascii.isCallId(callId) && Ascii.isToken(toTag) && Ascii.isToken(fromTag)
                ? Optional.of(new Replaces(callId, toTag, fromTag, parameters.has(EARLY_ONLY)))
                : Optional.empty();
    }

    @Override
    public HeaderName name() {
        return HeaderName.REPLACES;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(callId).append(";to-tag=").append(toTag).append(";from-tag=").append(fromTag);
        if (earlyOnly) {
            out.append(';').append(EARLY_ONLY);
        }
    }
}
