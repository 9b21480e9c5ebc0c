package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;

/**
 * Who says to have sent the request; a claim until authenticated.
 *
 * @param address with the {@code tag} among its parameters
 * @rfc 3261 20.20
 */
public record From(NameAddress address) implements Header {
    static Optional<From> parse(String text) {
        return NameAddress.parse(text).map(From::new);
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

    public From withTag(String tag) {
        return new From(address.withTag(tag));
    }

    /** Without a tag. */
    public From withoutTag() {
        return new From(address.withParameters(address.parameters().without("tag")));
    }

    @Override
    public HeaderName name() {
        return HeaderName.FROM;
    }

    @Override
    public void appendTo(StringBuilder out) {
        address.appendTo(out);
    }
}
