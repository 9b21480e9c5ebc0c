package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;

/**
 * A hop that leads back to a registered contact.
 *
 * @param address the hop
 * @rfc 3327 4
 */
public record Path(NameAddress address) implements Header {

    public static Path of(Uri uri) {
        return new Path(NameAddress.of(uri));
    }

    public Uri uri() {
        return address.uri();
    }

    /** The URI where it is a SIP or SIPS URI. */
    public Optional<SipUri> sipUri() {
        return address.sipUri();
    }

    @Override
    public HeaderName name() {
        return HeaderName.PATH;
    }

    @Override
    public void appendTo(StringBuilder out) {
        address.appendTo(out);
    }
}
