package org.ringfort.protocol.sip.address;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;

/** Any URI that a SIP message may carry; {@code toString} is its wire form. */
public sealed interface Uri permits SipUri, TelUri, OtherUri {

    /** {@code sip}, {@code sips}, {@code tel} or whatever it is, in small letters. */
    String scheme();

    /** Writes the wire form. */
    void appendTo(StringBuilder out);

    /** Reads a URI of any scheme; empty where {@code text} is malformed. */
    static Optional<Uri> parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            return Optional.empty();
        }
        String scheme = Ascii.lower(text.substring(0, colon));
        return switch (scheme) {
            case "sip", "sips" -> SipUri.parse(text).map(uri -> uri);
            case "tel" -> TelUri.parse(text).map(uri -> uri);
            default -> OtherUri.parse(text).map(uri -> uri);
        };
    }
}
