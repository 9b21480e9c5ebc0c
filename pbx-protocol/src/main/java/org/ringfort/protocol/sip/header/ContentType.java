package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * What the body is; names in small letters.
 *
 * @param type such as {@code application}
 * @param subtype such as {@code sdp}
 * @param parameters such as {@code boundary}
 * @rfc 3261 20.15
 */
public record ContentType(String type, String subtype, Parameters parameters) implements Header {
    public static final ContentType SDP = of("application", "sdp");
    public static final ContentType MESSAGE_SUMMARY = of("application", "simple-message-summary");

    public ContentType {
        if (!Ascii.isToken(type) || !Ascii.isToken(subtype)) {
            throw new IllegalArgumentException("Content-Type");
        }
        type = Ascii.lower(type);
        subtype = Ascii.lower(subtype);
    }

    public static ContentType of(String type, String subtype) {
        return new ContentType(type, subtype, Parameters.NONE);
    }

    /** The value of Content-Type, or of that of a part of a body; empty where it is malformed. */
    public static Optional<ContentType> parse(String text) {
        var in = new Lexer(text);
        String type = in.token();
        in.expect('/');
        String subtype = in.token();
        Parameters parameters = Parameters.readHeader(in);
        return in.complete() ? Optional.of(new ContentType(type, subtype, parameters)) : Optional.empty();
    }

    /** Whether type and subtype are the same; parameters do not matter. */
    public boolean is(ContentType other) {
        return type.equals(other.type) && subtype.equals(other.subtype);
    }

    @Override
    public HeaderName name() {
        return HeaderName.CONTENT_TYPE;
    }

    @Override
    public void appendTo(StringBuilder out) {
        parameters.appendToHeader(out.append(type).append('/').append(subtype));
    }
}
