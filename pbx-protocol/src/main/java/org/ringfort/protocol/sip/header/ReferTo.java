package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;

/**
 * Where a REFER sends its receiver.
 *
 * @param address of what it is to call
 * @rfc 3515 2.1
 */
public record ReferTo(NameAddress address) implements Header {

    static Optional<ReferTo> parse(String text) {
        return NameAddress.parse(text).map(ReferTo::new);
    }

    public Uri uri() {
        return address.uri();
    }

    /**
     * What the URI says behind its question mark about the dialog to take the place of, as it came; {@link Replaces#parse}
     * reads it. Empty where it says nothing.
     *
     * @rfc 3891 4
     */
    public Optional<String> replaces() {
        return address.sipUri().flatMap((SipUri uri) -> uri.header(HeaderName.REPLACES.text()));
    }

    @Override
    public HeaderName name() {
        return HeaderName.REFER_TO;
    }

    @Override
    public void appendTo(StringBuilder out) {
        address.appendTo(out);
    }
}
