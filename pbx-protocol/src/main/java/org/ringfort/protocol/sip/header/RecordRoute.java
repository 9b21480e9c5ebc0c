package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;

/**
 * A hop that wants to stay on the path of the dialog.
 *
 * @param address the hop
 * @rfc 3261 20.30
 */
public record RecordRoute(NameAddress address) implements Header {

    public static RecordRoute of(Uri uri) {
        return new RecordRoute(NameAddress.of(uri));
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
        return HeaderName.RECORD_ROUTE;
    }

    @Override
    public void appendTo(StringBuilder out) {
        address.appendTo(out);
    }
}
