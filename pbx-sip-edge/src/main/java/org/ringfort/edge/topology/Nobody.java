package org.ringfort.edge.topology;

import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * Whom a call is from that names nobody.
 *
 * @rfc 3323 4.1.1.3
 */
final class Nobody {
    static final NameAddress ADDRESS =
            NameAddress.of("Anonymous", SipUri.of("anonymous", new Host("anonymous.invalid")));

    private Nobody() {}
}
