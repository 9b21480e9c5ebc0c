package org.ringfort.edge.transport;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.transport.tls.ServerTls;
import org.ringfort.edge.transport.tls.TlsFacts;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.codec.SipDecoder;
import org.ringfort.protocol.sip.codec.SipEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sockets of the edge: UDP, TCP, TLS and WSS; there is no WebSocket without TLS.
 *
 * @rfc 3261 18
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails has nobody to be told to
public final class Transports implements Wire, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);
    private static final int DATAGRAM_BYTES = 65_535;
    private static final int UPGRADE_BYTES = 16_384;

    private final TransportSettings settings;
    private final Doorkeeper doorkeeper;
    private final Reception reception;
    private final ConnectionTable table;
    private final Seats seats;
    private final SipDecoder decoder;
    private final Connection.Surroundings around;
    private final EventLoopGroup group;
    private final Dialler dialler;
    private final @Nullable ServerTls tls;
    private final Map<String, UdpListener> datagrams = new ConcurrentHashMap<>();
    private final Map<String, InetSocketAddress> bound = new ConcurrentHashMap<>();
    private final List<Channel> listening = new ArrayList<>();

    /**
     * Nothing is bound yet.
     *
     * @param incarnation of this process, part of the tokens of connections
     * @param sink takes what comes up, on a transport's thread; must not block
     */
    public Transports(
            TransportSettings settings,
            String incarnation,
            Doorkeeper doorkeeper,
            Consumer<Inbound> sink,
            MeterRegistry registry) {
        this.settings = settings;
        this.doorkeeper = doorkeeper;
        this.reception = new Reception(new TransportMetrics(registry), doorkeeper, sink);
        this.table = new ConnectionTable(incarnation);
        this.seats = new Seats(settings.room());
        registry.gauge(Metrics.SIP_HANDSHAKES, seats, Seats::handshakes);
        this.decoder = new SipDecoder(settings.limits());
        boolean secured =
                settings.listeners().stream().anyMatch(l -> l.transport().isSecured());
        this.tls = secured ? new ServerTls(settings.tls(), Clock.systemUTC(), registry) : null;
        this.around = new Connection.Surroundings(settings, table, decoder, doorkeeper, reception, tls);
        this.group = new MultiThreadIoEventLoopGroup(
                settings.threads(), Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        this.dialler = new Dialler(settings, around, seats, group);
    }

    /**
     * Binds every listener.
     *
     * @throws IOException naming the listener and its address
     */
    public void start() throws IOException {
        for (ListenerSettings listener : settings.listeners()) {
            Channel channel = listener.transport() == TransportKind.UDP ? bindUdp(listener) : bindStream(listener);
            listening.add(channel);
            InetSocketAddress local = (InetSocketAddress) channel.localAddress();
            bound.put(listener.name(), local);
            LOG.atInfo()
                    .addKeyValue(Fields.EVENT_ACTION, Events.SIP_LISTENING)
                    .addKeyValue(Fields.LISTENER, listener.name())
                    .addKeyValue(Fields.NETWORK_TRANSPORT, listener.transport().uriToken())
                    .addKeyValue("server.address", local.getAddress().getHostAddress())
                    .addKeyValue("server.port", local.getPort())
                    .log("listening");
        }
        if (tls != null) {
            ServerTls judging = tls;
            judging.start(() -> table.close(flow -> shownNoMore(judging, flow), "certificate"));
        }
    }

    /** Whether the flow stands on a client certificate that was revoked, has expired, or whose authority is gone. */
    private static boolean shownNoMore(ServerTls judging, Flow flow) {
        return flow.tls()
                .flatMap(TlsFacts::client)
                .filter(certificate -> !judging.trusts(certificate))
                .isPresent();
    }

    private Channel bindUdp(ListenerSettings listener) throws IOException {
        var udp = new UdpListener(listener);
        ChannelFuture binding = new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(DATAGRAM_BYTES).maxMessagesPerRead(Backlog.ROUND))
                .option(ChannelOption.SO_RCVBUF, 4 << 20)
                .handler(new DatagramHandler(udp, decoder, doorkeeper, reception))
                .bind(listener.bind());
        Channel channel = await(binding, listener);
        udp.bound(channel);
        datagrams.put(listener.name(), udp);
        return channel;
    }

    private Channel bindStream(ListenerSettings listener) throws IOException {
        ChannelFuture binding = new ServerBootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(settings.outboundBytes() / 2, settings.outboundBytes()))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        pipeline(listener, channel);
                    }
                })
                .bind(listener.bind());
        return await(binding, listener);
    }

    private void pipeline(ListenerSettings listener, SocketChannel channel) {
        InetSocketAddress remote = channel.remoteAddress();
        InetAddress source = remote.getAddress();
        if (!listener.trusts(source)) {
            reception.metrics().dropped("untrusted-network");
            channel.close();
            return;
        }
        if (!doorkeeper.takes(listener.transport(), remote)) {
            sendAway(channel, Doorkeeper.Entry.BANNED.reason());
            return;
        }
        Optional<Seats.Seat> seat = seats.take(source, reason -> sendAway(channel, reason));
        if (seat.isEmpty()) {
            reception.metrics().cut("too-many");
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> seat.get().leave());
        if (listener.transport().isSecured() && tls != null) {
            SslHandler handler = tls.handler(listener.transport() == TransportKind.TLS, channel.alloc());
            handler.setHandshakeTimeout(settings.handshake().toMillis(), TimeUnit.MILLISECONDS);
            channel.pipeline().addLast(handler);
        }
        if (listener.transport() == TransportKind.WSS) {
            webSocket(listener, channel.pipeline(), seat.get());
        } else {
            channel.pipeline().addLast(new StreamConnection(listener, around, seat.get()));
        }
    }

    private void sendAway(Channel channel, String reason) {
        reception.metrics().cut(reason);
        channel.close();
    }

    /**
     * HTTP until the upgrade, frames from then on.
     *
     * @rfc 7118 4
     */
    private void webSocket(ListenerSettings listener, ChannelPipeline pipeline, Seats.Seat seat) {
        var connection = new WebSocketConnection(listener, around, seat);
        var origins = new Origins(settings.origins(), listener.advertisedHost().text());
        pipeline.addLast(connection.new Before())
                .addLast(new HttpServerCodec(
                        new HttpDecoderConfig().setMaxInitialLineLength(2_048).setMaxHeaderSize(UPGRADE_BYTES)))
                .addLast(new HttpObjectAggregator(UPGRADE_BYTES))
                .addLast(new WebSocketDoor(origins, reception.metrics()))
                .addLast(connection.new After())
                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                        .websocketPath("/")
                        .checkStartsWith(true)
                        .subprotocols(WebSocketDoor.SUBPROTOCOL)
                        .handshakeTimeoutMillis(settings.handshake().toMillis())
                        .forceCloseTimeoutMillis(1_000)
                        .maxFramePayloadLength(settings.limits().messageBytes())
                        .build()))
                .addLast(connection);
    }

    private static Channel await(ChannelFuture binding, ListenerSettings listener) throws IOException {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + listener.bind().getAddress().getHostAddress() + ":"
                            + listener.bind().getPort() + " (" + listener.name() + "): "
                            + binding.cause().getMessage(),
                    binding.cause());
        }
        return binding.channel();
    }

    /** Counts what was dropped after it was read. */
    public void dropped(String reason) {
        reception.metrics().dropped(reason);
    }

    /** Where a listener is bound; empty before the start and for unknown names. */
    public Optional<InetSocketAddress> address(String listener) {
        return Optional.ofNullable(bound.get(listener));
    }

    /** The certificates that who calls over TLS may be shown now. */
    public List<X509Certificate> certificates() {
        return tls == null ? List.of() : tls.certificates();
    }

    /** Whether every listener is bound and open. */
    public boolean isListening() {
        return listening.size() == settings.listeners().size()
                && listening.stream().allMatch(Channel::isActive);
    }

    @Override
    public boolean send(Flow flow, SipMessage message) {
        byte[] octets = new SipEncoder().encode(message);
        if (flow.transport() == TransportKind.UDP) {
            if (message instanceof SipResponse && !doorkeeper.answers(flow.remote(), octets.length)) {
                reception.metrics().dropped("amplification"); // like a loss on the way: it is asked for again
                return true;
            }
            UdpListener udp = datagrams.get(flow.listener());
            return udp != null && udp.send(flow.remote(), octets);
        }
        return table.connection(flow.token())
                .map(connection -> connection.send(octets))
                .orElse(false);
    }

    @Override
    public Optional<Flow> flow(String token) {
        Optional<Flow> live = table.flow(token);
        return live.isPresent()
                ? live
                : datagrams.values().stream()
                        .flatMap(udp -> udp.flow(token).stream())
                        .findFirst();
    }

    @Override
    public Optional<Flow> flowTo(TransportKind transport, InetSocketAddress address) {
        return transport != TransportKind.UDP
                ? Optional.empty()
                : datagrams.values().stream()
                        .filter(udp -> udp.settings().trusts(address.getAddress()))
                        .map(udp -> udp.flow(address))
                        .findFirst();
    }

    @Override
    public CompletableFuture<Flow> open(Destination destination) {
        if (destination.transport() != TransportKind.UDP) {
            return dialler.open(destination);
        }
        Optional<Flow> flow = flowTo(TransportKind.UDP, destination.address());
        flow.ifPresent(opened -> doorkeeper.addressed(opened.remote()));
        return flow.map(CompletableFuture::completedFuture)
                .orElseGet(() ->
                        CompletableFuture.failedFuture(new IOException("no listener for UDP trusts that network")));
    }

    @Override
    public void proved(Flow flow, SipRequest by) {
        if (flow.transport() == TransportKind.UDP) {
            doorkeeper.proved(flow, by);
            return;
        }
        table.connection(flow.token()).ifPresent(connection -> {
            doorkeeper.proved(flow, by);
            connection.proved();
        });
    }

    @Override
    public void close(Flow flow, String reason) {
        doorkeeper.forget(flow);
        table.connection(flow.token()).ifPresent(connection -> connection.close(reason));
    }

    /** Closes the connections that {@code which} names, without a word. */
    public void close(Predicate<Flow> which, String reason) {
        table.close(which, reason);
    }

    @Override
    public void close() {
        listening.forEach(Channel::close);
        if (tls != null) {
            tls.close();
        }
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
