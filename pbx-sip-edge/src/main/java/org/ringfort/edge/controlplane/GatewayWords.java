package org.ringfort.edge.controlplane;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.edge.transport.Destination;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;

/** A gateway of the contract, in words of the transports and of SIP. */
public final class GatewayWords {
    private GatewayWords() {}

    /** How it is reached; empty where it is named in a way that this edge does not know. */
    public static Optional<TransportKind> transport(Gateway gateway) {
        return switch (gateway.getTransport()) {
            case TRANSPORT_TLS -> Optional.of(TransportKind.TLS);
            case TRANSPORT_TCP -> Optional.of(TransportKind.TCP);
            case TRANSPORT_UDP -> Optional.of(TransportKind.UDP);
            case TRANSPORT_WSS, TRANSPORT_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    /**
     * Where to open a flow.
     *
     * @param address its host, resolved
     * @throws IllegalArgumentException where transport and name contradict each other
     */
    public static Optional<Destination> destination(Gateway gateway, InetAddress address) {
        return transport(gateway)
                .map(transport -> new Destination(
                        transport,
                        new InetSocketAddress(address, gateway.getPort()),
                        gateway.getTlsName(),
                        gateway.getAuthoritiesPem()));
    }

    /**
     * Its URI as Request-URI.
     *
     * @param user empty: the gateway itself
     */
    public static SipUri uri(Gateway gateway, String user) {
        boolean named = !gateway.getDomain().isEmpty();
        String text = named ? gateway.getDomain() : gateway.getHost();
        Host host = text.contains(":") ? Host.ofAddress(text) : new Host(text);
        SipUri uri = user.isEmpty() ? SipUri.of(host) : SipUri.of(user, host);
        uri = named ? uri : uri.withPort(gateway.getPort());
        return gateway.getTransport() == Transport.TRANSPORT_UDP
                ? uri
                : uri.withParameter(
                        "transport",
                        transport(gateway).orElse(TransportKind.TLS).uriToken());
    }
}
