package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;

/**
 * Whom the request is for; with a tag, which dialog.
 *
 * @param address with the {@code tag} among its parameters
 * @rfc 3261 20.39
 */
public record To(NameAddress address) implements Header {
    static Optional<To> parse(String text) {
        return NameAddress.parse(text).map(To::new);
    }

    public Uri uri() {
        return address.uri();
    }

    /** The URI where it is a SIP or SIPS URI. */
    public Optional<SipUri> sipUri() {
        return address.sipUri();
    }

    public Optional<String> tag() {
        return address.tag();
    }

    public To withTag(String tag) {
        return new To(address.withTag(tag));
    }

    /** Without a tag. */
    public To withoutTag() {
        return new To(address.withParameters(address.parameters().without("tag")));
    }

    @Override
    public HeaderName name() {
        return HeaderName.TO;
    }

    @Override
    public void appendTo(StringBuilder out) {
        address.appendTo(out);
    }
}
