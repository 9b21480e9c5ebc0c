package org.ringfort.edge.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** One UDP socket. Its flows are not connections: their tokens say all there is to know. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in a closed channel, which is noticed
final class UdpListener {
    private static final String SEPARATOR = "!";

    private final ListenerSettings settings;
    private volatile Optional<Channel> channel = Optional.empty();

    UdpListener(ListenerSettings settings) {
        this.settings = settings;
    }

    ListenerSettings settings() {
        return settings;
    }

    void bound(Channel bound) {
        channel = Optional.of(bound);
    }

    InetSocketAddress local() {
        return channel.map(c -> (InetSocketAddress) c.localAddress()).orElse(settings.bind());
    }

    Flow flow(InetSocketAddress remote) {
        InetSocketAddress local = local();
        return new Flow(
                String.join(
                        SEPARATOR,
                        "udp",
                        settings.name(),
                        remote.getAddress().getHostAddress(),
                        Integer.toString(remote.getPort())),
                TransportKind.UDP,
                settings.name(),
                local,
                remote,
                settings.advertisedHost(),
                settings.advertisedPort() == 0 ? local.getPort() : settings.advertisedPort(),
                Optional.empty(),
                settings.zoneOf(remote.getAddress()));
    }

    /** The flow of a token that {@link #flow(InetSocketAddress)} made, by this listener or an earlier one of its name. */
    Optional<Flow> flow(String token) {
        String[] parts = token.split(SEPARATOR, -1);
        if (parts.length != 4 || !parts[0].equals("udp") || !parts[1].equals(settings.name())) {
            return Optional.empty();
        }
        try {
            var remote = new InetSocketAddress(InetAddress.ofLiteral(parts[2]), Integer.parseInt(parts[3]));
            return settings.trusts(remote.getAddress()) ? Optional.of(flow(remote)) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    boolean send(InetSocketAddress remote, byte[] octets) {
        Optional<Channel> open = channel.filter(Channel::isActive);
        open.ifPresent(c -> c.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(octets), remote)));
        return open.isPresent();
    }
}
