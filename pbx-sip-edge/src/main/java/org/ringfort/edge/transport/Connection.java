package org.ringfort.edge.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.SipDecoder;
import org.slf4j.event.Level;

/**
 * One TCP or TLS connection: finds the messages in the stream, answers keep-alives, and is cut where the peer takes too long. All
 * but {@link #send} on its channel's thread.
 *
 * <p>What was read and is no whole message yet waits in {@link #held}. A message that trickles is not scanned again for every octet:
 * only a line feed can end its headers, and within the body the decoder has said how much is missing.
 *
 * @rfc 3261 18.3
 * @rfc 5626 3.5.1
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in a closed channel, which is noticed
final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final byte[] PONG = {'\r', '\n'};

    private final ListenerSettings listener;
    private final TransportSettings settings;
    private final ConnectionTable table;
    private final SipDecoder decoder;
    private final Doorkeeper doorkeeper;
    private final Reception reception;
    private byte[] held = new byte[2048];
    private int length;
    private int missing = 1;
    private boolean headersOpen;
    private @Nullable Flow flow;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> deadline;
    private String closing = "peer";

    Connection(
            ListenerSettings listener,
            TransportSettings settings,
            ConnectionTable table,
            SipDecoder decoder,
            Doorkeeper doorkeeper,
            Reception reception) {
        this.listener = listener;
        this.settings = settings;
        this.table = table;
        this.decoder = decoder;
        this.doorkeeper = doorkeeper;
        this.reception = reception;
    }

    // ------------------------------------------------------------------ begin and end

    @Override
    public void channelActive(ChannelHandlerContext opened) {
        context = opened;
        reception.metrics().opened(listener.transport());
        expect(settings.patience(), "handshake-timeout");
        if (listener.transport() == TransportKind.TCP) {
            established(opened, Optional.empty());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext opened, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            SslHandler tls = opened.pipeline().get(SslHandler.class);
            if (handshake.isSuccess() && tls != null) {
                SSLSession session = tls.engine().getSession();
                established(opened, Optional.of(new TlsFacts(session.getProtocol(), session.getCipherSuite())));
            } else {
                handshakeFailed(opened, handshake.cause());
            }
        }
    }

    private void established(ChannelHandlerContext opened, Optional<TlsFacts> tls) {
        InetSocketAddress local = (InetSocketAddress) opened.channel().localAddress();
        flow = new Flow(
                table.newToken(listener.transport()),
                listener.transport(),
                listener.name(),
                local,
                (InetSocketAddress) opened.channel().remoteAddress(),
                listener.advertisedHost(),
                listener.advertisedPort() == 0 ? local.getPort() : listener.advertisedPort(),
                tls);
        table.add(flow, this);
        expect(settings.patience(), "silent");
    }

    private void handshakeFailed(ChannelHandlerContext opened, Throwable cause) {
        String reason = cause instanceof ClosedChannelException ? "closed" : "refused";
        reception.metrics().handshakeFailed(reason);
        InetSocketAddress remote = (InetSocketAddress) opened.channel().remoteAddress();
        if (remote != null) {
            reception
                    .log()
                    .at(Level.INFO)
                    .addKeyValue(Fields.EVENT_ACTION, Events.TLS_HANDSHAKE_FAILED)
                    .addKeyValue(Fields.EVENT_REASON, cause.getMessage())
                    .addKeyValue(Fields.LISTENER, listener.name())
                    .addKeyValue(Fields.SOURCE_IP, remote.getAddress().getHostAddress())
                    .addKeyValue(Fields.SOURCE_PORT, remote.getPort())
                    .log("TLS handshake failed");
            doorkeeper.turnedAway(Events.TLS_HANDSHAKE_FAILED, listener.transport(), remote, reason);
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
            reception.closed(ended, closing);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        cut("error");
    }

    private void cut(String reason) {
        closing = reason;
        reception.metrics().cut(reason);
        if (context != null) {
            context.close();
        }
    }

    /** Cuts the connection unless something happens within {@code time}, that sets another deadline. */
    private void expect(Duration time, String otherwise) {
        ChannelHandlerContext here = context;
        if (here != null) {
            if (deadline != null) {
                deadline.cancel(false);
            }
            deadline = here.executor().schedule(() -> cut(otherwise), time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    // ------------------------------------------------------------------ reading

    @Override
    protected void channelRead0(ChannelHandlerContext opened, ByteBuf in) {
        Flow from = flow;
        if (from == null) {
            return;
        }
        boolean beginning = length == 0;
        boolean lineEnds = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n') >= 0;
        int added = in.readableBytes();
        hold(in, added);
        missing -= added;
        boolean cannotBeWhole =
                headersOpen && !lineEnds && length < settings.limits().headerSectionBytes();
        if (missing <= 0 && !cannotBeWhole) {
            decode(opened, from, beginning);
        }
    }

    private void hold(ByteBuf in, int added) {
        if (held.length < length + added) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, length + added));
        }
        in.readBytes(held, length, added);
        length += added;
    }

    private void decode(ChannelHandlerContext opened, Flow from, boolean beginning) {
        ByteBuffer view = ByteBuffer.wrap(held, 0, length);
        boolean more = true;
        boolean progress = false;
        while (more && view.hasRemaining()) {
            int at = view.position();
            Decoded decoded = decoder.stream(view);
            more = handle(opened, from, decoded, view.position() - at);
            progress |= view.position() > at;
        }
        keepRest(view.position());
        if (length == 0) {
            missing = 1;
            headersOpen = false;
            if (progress) {
                expect(settings.idle(), "idle");
            }
        } else if (progress || beginning) {
            expect(settings.patience(), "half-message");
        }
    }

    private void keepRest(int used) {
        length -= used;
        if (length > 0) {
            System.arraycopy(held, used, held, 0, length);
        } else if (held.length > 16_384) {
            held = new byte[2048];
        }
    }

    /** Whether the stream goes on behind what was decoded. */
    private boolean handle(ChannelHandlerContext opened, Flow from, Decoded decoded, int bytes) {
        switch (decoded) {
            case Decoded.Message message -> {
                if (doorkeeper.admits(from.remote().getAddress(), bytes)) {
                    reception.received(from, message.message());
                } else {
                    reception.metrics().dropped("rate");
                }
                return true;
            }
            case Decoded.KeepAlive keepAlive -> {
                if (keepAlive.kind() == Decoded.KeepAlive.Kind.PING) {
                    opened.writeAndFlush(Unpooled.wrappedBuffer(PONG));
                }
                return true;
            }
            case Decoded.Incomplete incomplete -> {
                missing = incomplete.atLeastBytesMore();
                headersOpen = missing == 1;
                return false;
            }
            case Decoded.Refused refused -> {
                boolean ends = refused.fault().endsConnection();
                if (!doorkeeper.admits(from.remote().getAddress(), bytes)) {
                    reception.metrics().dropped("rate");
                } else {
                    reception
                            .refused(from, refused)
                            .ifPresent(answer -> opened.writeAndFlush(Unpooled.wrappedBuffer(answer)));
                }
                return !ends || !end(opened, "malformed");
            }
            case Decoded.Hopeless hopeless -> {
                reception.malformed(from, hopeless.fault());
                return !hopeless.fault().endsConnection() || !end(opened, "malformed");
            }
        }
    }

    /** Closes when what was written has left. */
    private boolean end(ChannelHandlerContext opened, String reason) {
        closing = reason;
        reception.metrics().cut(reason);
        length = 0;
        opened.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        return true;
    }

    // ------------------------------------------------------------------ writing, by any thread

    /** Writes; a peer that does not read is cut off, since nothing can wait for it without end. */
    boolean send(byte[] octets) {
        ChannelHandlerContext here = context;
        if (here == null || !here.channel().isActive()) {
            return false;
        }
        if (!here.channel().isWritable()) {
            here.executor().execute(() -> cut("slow-reader"));
            return false;
        }
        here.writeAndFlush(Unpooled.wrappedBuffer(octets));
        return true;
    }

    /** Closes on our own wish. */
    void close(String reason) {
        ChannelHandlerContext here = context;
        if (here != null) {
            here.executor().execute(() -> cut(reason));
        }
    }
}
