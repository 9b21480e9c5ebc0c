package org.ringfort.edge.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ringfort.protocol.sip.codec.Decoded;

/**
 * A WebSocket over TLS: one message in each WebSocket message, text or binary, in as many frames as the peer likes but no longer
 * than a message may be. Answers come as the peer speaks: text to who sends text, unless the octets are no text.
 *
 * @rfc 7118 5
 * @rfc 7118 6
 */
final class WebSocketConnection extends Connection<WebSocketFrame> {
    private static final int MOST_FRAMES = 256;

    private volatile boolean text = true;
    private byte[] held = new byte[0];
    private int frames;
    private long cameBytes;
    private long takenBytes;
    private boolean waiting;

    WebSocketConnection(ListenerSettings listener, Surroundings around, Seats.Seat seat) {
        super(listener, around, seat);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext opened, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            handshakeFailed(opened, handshake.cause());
        } else if (event instanceof HandshakeComplete) {
            cameBytes = 0;
            takenBytes = 0;
            established(opened);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext opened, WebSocketFrame frame) {
        int bytes = frame.content().readableBytes();
        if (!isEstablished()) {
            return;
        }
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            text = frame instanceof TextWebSocketFrame;
            frames = 0;
            held = new byte[0];
        } else if (!(frame instanceof ContinuationWebSocketFrame)) {
            return;
        }
        frames++;
        if (held.length + bytes > settings().limits().messageBytes() || frames > MOST_FRAMES) {
            cut("message-too-large");
            return;
        }
        int at = held.length;
        held = Arrays.copyOf(held, at + bytes);
        frame.content().getBytes(frame.content().readerIndex(), held, at, bytes);
        if (frame.isFinalFragment()) {
            whole(opened);
        } else if (frames == 1) {
            expectRest();
        }
    }

    private void whole(ChannelHandlerContext opened) {
        byte[] octets = held;
        discard();
        Decoded decoded = decoder().datagram(octets);
        handle(opened, decoded, octets.length);
        if (opened.channel().isActive()) {
            expectNext();
        }
    }

    @Override
    void discard() {
        held = new byte[0];
        frames = 0;
    }

    @Override
    Object wrap(byte[] octets) {
        ByteBuf content = Unpooled.wrappedBuffer(octets);
        return text && isText(octets) ? new TextWebSocketFrame(content) : new BinaryWebSocketFrame(content);
    }

    private static boolean isText(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return decodes(octets);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] octets) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return true;
        } catch (CharacterCodingException notText) {
            return false;
        }
    }

    // ------------------------------------------------------------------ frames that trickle

    /** Counts the octets in front of the frame decoder, which waits for a whole frame without telling anybody. */
    final class Before extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf in) {
                cameBytes += in.readableBytes();
            }
            context.fireChannelRead(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.fireChannelReadComplete();
            boolean begun = cameBytes > takenBytes;
            if (isEstablished() && begun && !waiting && frames == 0) {
                expectRest();
            }
            waiting = begun;
        }
    }

    /** Counts the frames behind the decoder, those that never reach {@link #channelRead0} too. */
    final class After extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof WebSocketFrame frame) {
                takenBytes += onTheWire(frame.content().readableBytes());
                waiting = false;
                if (frames == 0 && isEstablished()) {
                    expectNext();
                }
            }
            context.fireChannelRead(message);
        }
    }

    /** A masked frame with so much in it; the decoder refuses longer headers than needed (RFC 6455 5.2). */
    private static int onTheWire(int payload) {
        int longer = payload < 126 ? 0 : payload < 65_536 ? 2 : 8;
        return 2 + longer + 4 + payload;
    }
}
