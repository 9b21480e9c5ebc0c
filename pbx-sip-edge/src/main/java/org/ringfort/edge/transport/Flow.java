package org.ringfort.edge.transport;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.ringfort.edge.transport.tls.TlsFacts;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;

/**
 * The way by which one peer is reached: a connection, or for UDP the pair of addresses. A value; whether it is still alive
 * is known to {@link Wire} alone.
 *
 * @param token opaque name of it. That of a connection holds the incarnation of the edge and is never used again; that of
 *     UDP stays the same over restarts
 * @param transport how messages travel
 * @param listener name of the listener it came to
 * @param local our end, as bound
 * @param remote the peer as we see it
 * @param advertisedHost our host as the peer should write it in requests to us
 * @param advertisedPort our port, likewise
 * @param tls where there is TLS
 * @param zone the legacy zone that the peer is in; empty where there is TLS
 * @rfc 5626 3.3
 */
public record Flow(
        String token,
        TransportKind transport,
        String listener,
        InetSocketAddress local,
        InetSocketAddress remote,
        Host advertisedHost,
        int advertisedPort,
        Optional<TlsFacts> tls,
        String zone) {

    /** In no zone. */
    public Flow(
            String token,
            TransportKind transport,
            String listener,
            InetSocketAddress local,
            InetSocketAddress remote,
            Host advertisedHost,
            int advertisedPort,
            Optional<TlsFacts> tls) {
        this(token, transport, listener, local, remote, advertisedHost, advertisedPort, tls, "");
    }

    /** The peer's address in text, without brackets or scope. */
    public String remoteAddress() {
        String text = remote.getAddress().getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    /** Our own address for the peer of this flow, as Contact; {@code user} may be empty. */
    public SipUri contact(String user) {
        SipUri uri = SipUri.of(advertisedHost).withPort(advertisedPort).withUserText(user);
        return transport == TransportKind.UDP ? uri : uri.withParameter("transport", transport.uriToken());
    }
}
