package org.ringfort.edge.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.transport.tls.ClientRefused;
import org.ringfort.edge.transport.tls.ServerTls;
import org.ringfort.edge.transport.tls.TlsFacts;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.SipDecoder;
import org.slf4j.event.Level;

/**
 * One connection: begins, is cut where the peer takes too long, reads too slowly or says nothing, and ends. How messages are found
 * in it is for {@link StreamConnection} and {@link WebSocketConnection} to know. All but {@link #send}, {@link #proved} and
 * {@link #close} on its channel's thread.
 *
 * <p>A peer that does not read is not read from either; what waits for it has a bound.
 *
 * @param <I> what the pipeline hands up
 * @rfc 3261 18.3
 * @rfc 5626 3.5.1
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in a closed channel, which is noticed
abstract sealed class Connection<I> extends SimpleChannelInboundHandler<I>
        permits StreamConnection, WebSocketConnection {
    private static final byte[] PONG = {'\r', '\n'};

    private final ListenerSettings listener;
    private final Seats.Seat seat;
    private final TransportSettings settings;
    private final ConnectionTable table;
    private final SipDecoder decoder;
    private final Doorkeeper doorkeeper;
    private final Reception reception;
    private final @Nullable ServerTls tls;
    private @Nullable Flow flow;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> deadline;
    private volatile boolean known;
    private long strangerUntilNanos;
    private boolean over;
    private String closing = "peer";

    Connection(ListenerSettings listener, Surroundings around, Seats.Seat seat) {
        this.listener = listener;
        this.seat = seat;
        this.settings = around.settings();
        this.table = around.table();
        this.decoder = around.decoder();
        this.doorkeeper = around.doorkeeper();
        this.reception = around.reception();
        this.tls = around.tls();
    }

    /** What all connections share. */
    record Surroundings(
            TransportSettings settings,
            ConnectionTable table,
            SipDecoder decoder,
            Doorkeeper doorkeeper,
            Reception reception,
            @Nullable ServerTls tls) {}

    // ------------------------------------------------------------------ begin and end

    @Override
    public void channelActive(ChannelHandlerContext opened) {
        context = opened;
        reception.metrics().opened(listener.transport());
        expect(settings.handshake(), "handshake-timeout");
    }

    /** From here on messages are taken. */
    final void established(ChannelHandlerContext opened) {
        Optional<TlsFacts> agreed = tlsFacts(opened);
        if (agreed.isPresent() && lacksCertificate(opened, agreed.get())) {
            handshakeFailed(opened, new SSLHandshakeException("a certificate is required for that name"));
            return;
        }
        InetSocketAddress local = (InetSocketAddress) opened.channel().localAddress();
        var remote = (InetSocketAddress) opened.channel().remoteAddress();
        flow = new Flow(
                table.newToken(listener.transport()),
                listener.transport(),
                listener.name(),
                local,
                remote,
                listener.advertisedHost(),
                listener.advertisedPort() == 0 ? local.getPort() : listener.advertisedPort(),
                agreed,
                agreed.isPresent() ? "" : listener.zoneOf(remote.getAddress()));
        table.add(flow, this);
        seat.settled();
        if (!doorkeeper.takes(listener.transport(), flow.remote())) {
            cut(Doorkeeper.Entry.BANNED.reason()); // since it was taken
            return;
        }
        strangerUntilNanos = System.nanoTime() + settings.strangerIdle().toNanos();
        expect(settings.patience(), "silent");
        opened.fireUserEventTriggered(flow); // who opened it waits for it
    }

    private Optional<TlsFacts> tlsFacts(ChannelHandlerContext opened) {
        return Optional.ofNullable(opened.pipeline().get(SslHandler.class)).map(by -> ServerTls.facts(by, tls));
    }

    /** Said a second time where the handshake should have ended already: nobody is let in because a library changed. */
    private boolean lacksCertificate(ChannelHandlerContext opened, TlsFacts agreed) {
        SslHandler handler = opened.pipeline().get(SslHandler.class);
        return tls != null
                && handler != null
                && listener.transport() == TransportKind.TLS
                && tls.lacksCertificate(handler, agreed);
    }

    /** TLS, or what follows it, was not agreed on. */
    final void handshakeFailed(ChannelHandlerContext opened, Throwable cause) {
        Optional<ClientRefused> client = ClientRefused.in(cause);
        String event = client.isPresent() ? Events.TLS_CLIENT_REFUSED : Events.TLS_HANDSHAKE_FAILED;
        String reason = client.isPresent()
                ? "client-certificate"
                : cause instanceof ClosedChannelException ? "closed" : "refused";
        reception.metrics().handshakeFailed(reason);
        InetSocketAddress remote = (InetSocketAddress) opened.channel().remoteAddress();
        if (remote != null) {
            reception
                    .log()
                    .at(Level.INFO)
                    .addKeyValue(Fields.EVENT_ACTION, event)
                    .addKeyValue(
                            Fields.EVENT_REASON,
                            client.map(Throwable::getMessage).orElse(cause.getMessage()))
                    .addKeyValue(Fields.LISTENER, listener.name())
                    .addKeyValue(Fields.SOURCE_IP, remote.getAddress().getHostAddress())
                    .addKeyValue(Fields.SOURCE_PORT, remote.getPort())
                    .log("TLS handshake failed");
            doorkeeper.turnedAway(event, listener.transport(), remote, reason);
        }
        cut("handshake");
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        reception.metrics().closed(listener.transport());
        Flow ended = flow;
        if (ended != null) {
            table.remove(ended);
            doorkeeper.forget(ended);
            reception.closed(ended, closing);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        cut("error");
    }

    final void cut(String reason) {
        if (over) {
            return;
        }
        over = true;
        closing = reason;
        reception.metrics().cut(reason);
        if (context != null) {
            context.close();
        }
    }

    /** Cuts the connection unless something happens within {@code time}, that sets another deadline. */
    final void expect(Duration time, String otherwise) {
        ChannelHandlerContext here = context;
        if (here != null) {
            if (deadline != null) {
                deadline.cancel(false);
            }
            deadline = here.executor().schedule(() -> cut(otherwise), time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The next message may take its time: more of it with whom we know. Signs of life prolong nothing for a stranger. */
    final void expectNext() {
        if (known) {
            expect(settings.idle(), "idle");
        } else {
            expect(Duration.ofNanos(Math.max(0, strangerUntilNanos - System.nanoTime())), "idle-stranger");
        }
    }

    /** More of a message has to follow soon. */
    final void expectRest() {
        expect(settings.patience(), "half-message");
    }

    // ------------------------------------------------------------------ reading

    final TransportSettings settings() {
        return settings;
    }

    final SipDecoder decoder() {
        return decoder;
    }

    /** Whether messages are taken: no more once it is to be closed. */
    final boolean isEstablished() {
        return flow != null && !over;
    }

    /**
     * Does what is to be done with something decoded.
     *
     * @return whether reading goes on behind it
     */
    final boolean handle(ChannelHandlerContext opened, Decoded decoded, int bytes) {
        Flow from = flow;
        if (from == null || over) {
            return false;
        }
        switch (decoded) {
            case Decoded.Message message -> {
                strangerUntilNanos = System.nanoTime() + settings.strangerIdle().toNanos();
                if (isAdmitted(from, bytes)) {
                    reception.received(from, message.message());
                }
                return !over;
            }
            case Decoded.KeepAlive keepAlive -> {
                if (keepAlive.kind() == Decoded.KeepAlive.Kind.PING) {
                    opened.writeAndFlush(wrap(PONG));
                }
                return true;
            }
            case Decoded.Incomplete incomplete -> {
                return false;
            }
            case Decoded.Refused refused -> {
                boolean ends = refused.fault().endsConnection();
                if (isAdmitted(from, bytes)) {
                    reception.refused(from, refused).ifPresent(answer -> opened.writeAndFlush(wrap(answer)));
                }
                return !ends || !end(opened, "malformed");
            }
            case Decoded.Hopeless hopeless -> {
                reception.malformed(from, hopeless.fault());
                return !hopeless.fault().endsConnection() || !end(opened, "malformed");
            }
        }
    }

    private boolean isAdmitted(Flow from, int bytes) {
        Doorkeeper.Entry entry = doorkeeper.admits(from, bytes);
        switch (entry) {
            case OPEN -> {}
            case OVER_RATE, BUSY -> reception.metrics().dropped(entry.reason());
            case BANNED -> {
                reception.metrics().dropped(entry.reason());
                cut(entry.reason());
            }
        }
        return entry == Doorkeeper.Entry.OPEN;
    }

    /** Closes when what was written has left. */
    private boolean end(ChannelHandlerContext opened, String reason) {
        over = true;
        closing = reason;
        reception.metrics().cut(reason);
        discard();
        opened.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        return true;
    }

    /** Forgets what was read and not decoded yet. */
    abstract void discard();

    /** Nothing is read while the peer does not read: so nothing is made that would have to wait for it. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        boolean writable = changed.channel().isWritable();
        changed.channel().config().setAutoRead(writable);
        if (writable) {
            expectNext();
        } else {
            expect(settings.patience(), "slow-reader");
        }
        changed.fireChannelWritabilityChanged();
    }

    // ------------------------------------------------------------------ writing, by any thread

    /** The octets of one message as the pipeline takes them. */
    abstract Object wrap(byte[] octets);

    /** Writes; a peer that does not read is cut off, since nothing can wait for it without end. */
    final boolean send(byte[] octets) {
        ChannelHandlerContext here = context;
        if (here == null || !here.channel().isActive()) {
            return false;
        }
        if (!here.channel().isWritable()) {
            here.executor().execute(() -> cut("slow-reader"));
            return false;
        }
        here.writeAndFlush(wrap(octets));
        return true;
    }

    /** Somebody has proved himself on it: it may be silent for long. */
    final void proved() {
        ChannelHandlerContext here = context;
        if (!known && here != null) {
            known = true;
            seat.proved();
            here.executor().execute(this::expectNext);
        }
    }

    /** Closes on our own wish. */
    final void close(String reason) {
        ChannelHandlerContext here = context;
        if (here != null) {
            here.executor().execute(() -> cut(reason));
        }
    }
}
