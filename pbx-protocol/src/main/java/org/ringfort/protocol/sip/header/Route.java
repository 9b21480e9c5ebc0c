package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;

/**
 * A hop that the request must visit.
 *
 * @param address the hop
 * @rfc 3261 20.34
 */
public record Route(NameAddress address) implements Header {

    public static Route of(Uri uri) {
        return new Route(NameAddress.of(uri));
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
        return HeaderName.ROUTE;
    }

    @Override
    public void appendTo(StringBuilder out) {
        address.appendTo(out);
    }
}
