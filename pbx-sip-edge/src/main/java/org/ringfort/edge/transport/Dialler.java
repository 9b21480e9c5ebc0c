package org.ringfort.edge.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ringfort.edge.transport.tls.OwnCertificates;
import org.ringfort.protocol.sip.address.Host;

/**
 * Connections that we open, and keep for the next who has to go there. What comes in on one is taken as from any other: it
 * was us who called, which proves nothing about what a peer says. Any thread.
 *
 * @rfc 3261 18.1.1
 * @rfc 5923 4
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails has nobody to be told to
final class Dialler {
    /** Gateways of all tenants; beyond, the one longest unused is opened anew when it is wanted again. */
    private static final int MOST_KEPT = 2_000;

    private final TransportSettings settings;
    private final Connection.Surroundings around;
    private final Seats seats;
    private final EventLoopGroup group;
    private final ClientTls tls;
    private final Map<Destination, CompletableFuture<Flow>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Destination, CompletableFuture<Flow>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    Dialler(TransportSettings settings, Connection.Surroundings around, Seats seats, EventLoopGroup group) {
        this.settings = settings;
        this.around = around;
        this.seats = seats;
        this.group = group;
        this.tls = new ClientTls(new OwnCertificates(settings.tls().toGateways()));
    }

    /** The connection there: the one that is kept, or a new one. Fails where nobody answers, or not under that name. */
    CompletableFuture<Flow> open(Destination destination) {
        CompletableFuture<Flow> mine;
        synchronized (kept) {
            CompletableFuture<Flow> known = kept.get(destination);
            if (known != null && isUsable(known)) {
                return known.copy();
            }
            mine = new CompletableFuture<>();
            kept.put(destination, mine);
        }
        mine.whenComplete((flow, failure) -> {
            if (failure != null) {
                synchronized (kept) {
                    kept.remove(destination, mine);
                }
            }
        });
        connect(destination, mine);
        return mine.copy();
    }

    /** Under way, or up and in the table. */
    private boolean isUsable(CompletableFuture<Flow> known) {
        return !known.isDone()
                || (!known.isCompletedExceptionally()
                        && around.table().flow(known.join().token()).isPresent());
    }

    private void connect(Destination destination, CompletableFuture<Flow> result) {
        Optional<SslContext> secured;
        try {
            secured = destination.transport() == TransportKind.TLS
                    ? Optional.of(tls.context(destination))
                    : Optional.empty();
        } catch (IOException unusable) {
            result.completeExceptionally(unusable);
            return;
        }
        Optional<Seats.Seat> seat = seats.take(
                destination.address().getAddress(), reason -> result.completeExceptionally(new IOException(reason)));
        if (seat.isEmpty()) {
            result.completeExceptionally(new IOException("too many connections"));
            return;
        }
        ChannelFuture connecting = new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.handshake().toMillis())
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(settings.outboundBytes() / 2, settings.outboundBytes()))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        pipeline(destination, secured, channel, seat.get(), result);
                    }
                })
                .connect(destination.address());
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                seat.get().leave();
                result.completeExceptionally(new IOException("connect: " + done.cause()));
            }
        });
    }

    private void pipeline(
            Destination destination,
            Optional<SslContext> secured,
            SocketChannel channel,
            Seats.Seat seat,
            CompletableFuture<Flow> result) {
        channel.closeFuture().addListener(closed -> {
            seat.leave();
            result.completeExceptionally(new IOException("closed")); // nothing where it was up before
        });
        secured.ifPresent(context -> {
            SslHandler handler = context.newHandler(
                    channel.alloc(),
                    destination.tlsName(),
                    destination.address().getPort());
            handler.setHandshakeTimeout(settings.handshake().toMillis(), TimeUnit.MILLISECONDS);
            channel.pipeline().addLast(handler);
        });
        channel.pipeline()
                .addLast(new StreamConnection(ours(destination), around, seat))
                .addLast(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void userEventTriggered(ChannelHandlerContext context, Object event) {
                        if (event instanceof Flow flow) {
                            around.table().connection(flow.token()).ifPresent(Connection::proved);
                            if (!result.complete(flow)) {
                                context.close(); // its seat was given to another meanwhile
                            }
                        }
                    }
                });
    }

    /** How we name ourselves to a peer: as by the listener of that transport, where there is one. */
    private ListenerSettings ours(Destination destination) {
        var anywhere = new InetSocketAddress(0);
        return settings.listeners().stream()
                .filter(listener -> listener.transport() == destination.transport())
                .findFirst()
                .map(listener -> named(destination, anywhere, listener.advertisedHost(), portOf(listener)))
                .orElseGet(() -> named(
                        destination,
                        anywhere,
                        settings.listeners().stream()
                                .findFirst()
                                .map(ListenerSettings::advertisedHost)
                                .orElse(new Host("localhost")),
                        0));
    }

    private static int portOf(ListenerSettings listener) {
        return listener.advertisedPort() == 0 ? listener.bind().getPort() : listener.advertisedPort();
    }

    private static ListenerSettings named(Destination destination, InetSocketAddress bind, Host host, int port) {
        return new ListenerSettings(
                "to-" + destination.transport().name().toLowerCase(java.util.Locale.ROOT),
                destination.transport(),
                bind,
                host,
                port,
                List.of());
    }
}
