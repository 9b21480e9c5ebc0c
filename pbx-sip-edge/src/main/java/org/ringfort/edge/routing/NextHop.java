package org.ringfort.edge.routing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.Wire;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * Where a request goes next: by the flow that is named, as long as it is alive; else to the address literal in the URI, where
 * that can be reached without a connection and lies in a network that a listener trusts. Names are not looked up.
 *
 * @rfc 5626 5.3
 * @rfc 3263 4.1
 */
public final class NextHop {
    private final Wire wire;

    public NextHop(Wire wire) {
        this.wire = wire;
    }

    /** The flow for a target that registered over {@code flowToken}; empty where it cannot be reached now. */
    public Optional<Flow> toward(String flowToken, SipUri target) {
        Optional<Flow> live = wire.flow(flowToken);
        return live.isPresent() ? live : toward(target);
    }

    /** The flow for a target of which only the URI is known. */
    public Optional<Flow> toward(SipUri target) {
        boolean datagram = !target.secure()
                && target.transport()
                        .filter(transport -> !transport.equals("udp"))
                        .isEmpty();
        if (!datagram || !target.host().isAddress()) {
            return Optional.empty();
        }
        InetAddress address = InetAddress.ofLiteral(target.host().withoutBrackets());
        return wire.flowTo(TransportKind.UDP, new InetSocketAddress(address, target.portOrDefault()));
    }
}
