package org.ringfort.edge.controlplane;

import java.util.Optional;
import java.util.OptionalInt;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.edge.transport.Destination;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.location.Sought;
import org.ringfort.protocol.sip.location.Target;

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
     * Whom to look for in DNS; empty where it is named in a way that this edge does not know. A gateway of TLS without a port
     * is looked for like a {@code sips} URI: NAPTR may say where that is served, and nothing but TLS is taken from there.
     *
     * @rfc 3263 4.1
     */
    public static Optional<Sought> sought(Gateway gateway) {
        boolean named = gateway.getPort() != 0;
        OptionalInt port = named ? OptionalInt.of(gateway.getPort()) : OptionalInt.empty();
        try {
            return transport(gateway).map(kind -> {
                boolean tls = kind == TransportKind.TLS;
                var way = Optional.of(org.ringfort.protocol.sip.location.Transport.valueOf(kind.name()));
                return new Sought(gateway.getHost(), port, tls && !named ? Optional.empty() : way, tls);
            });
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    /**
     * Where to open a flow. The name that is checked is the gateway's own, never one that DNS says.
     *
     * @throws IllegalArgumentException where transport and name contradict each other
     * @rfc 5922 7.2
     */
    public static Destination destination(Gateway gateway, Target target) {
        return new Destination(
                TransportKind.valueOf(target.transport().name()),
                target.address(),
                gateway.getTlsName(),
                gateway.getAuthoritiesPem(),
                gateway.getOwnCertificate());
    }

    /** As people know it: host, and port where it has one. */
    public static String label(Gateway gateway) {
        return gateway.getPort() == 0 ? gateway.getHost() : gateway.getHost() + ":" + gateway.getPort();
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
        uri = named || gateway.getPort() == 0 ? uri : uri.withPort(gateway.getPort());
        return gateway.getTransport() == Transport.TRANSPORT_UDP
                ? uri
                : uri.withParameter(
                        "transport",
                        transport(gateway).orElse(TransportKind.TLS).uriToken());
    }
}
