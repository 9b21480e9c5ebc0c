package org.ringfort.edge.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ringfort.protocol.sip.codec.Decoded;

/**
 * A TCP or TLS connection: finds the messages in the stream.
 *
 * <p>What was read and is no whole message yet waits in {@link #held}. A message that trickles is not scanned again for every octet:
 * only a line feed can end its headers, and within the body the decoder has said how much is missing.
 *
 * @rfc 3261 18.3
 */
final class StreamConnection extends Connection<ByteBuf> {
    private final boolean secured;
    private byte[] held = new byte[2048];
    private int length;
    private int missing = 1;
    private boolean headersOpen;

    StreamConnection(ListenerSettings listener, Surroundings around, Seats.Seat seat) {
        super(listener, around, seat);
        this.secured = listener.transport().isSecured();
    }

    @Override
    public void channelActive(ChannelHandlerContext opened) {
        super.channelActive(opened);
        if (!secured) {
            established(opened);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext opened, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                established(opened);
            } else {
                handshakeFailed(opened, handshake.cause());
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext opened, ByteBuf in) {
        if (!isEstablished()) {
            return;
        }
        boolean beginning = length == 0;
        boolean lineEnds = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n') >= 0;
        int added = in.readableBytes();
        hold(in, added);
        missing -= added;
        boolean cannotBeWhole =
                headersOpen && !lineEnds && length < settings().limits().headerSectionBytes();
        if (missing <= 0 && !cannotBeWhole) {
            decode(opened, beginning);
        }
    }

    private void hold(ByteBuf in, int added) {
        if (held.length < length + added) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, length + added));
        }
        in.readBytes(held, length, added);
        length += added;
    }

    private void decode(ChannelHandlerContext opened, boolean beginning) {
        ByteBuffer view = ByteBuffer.wrap(held, 0, length);
        boolean more = true;
        boolean progress = false;
        while (more && view.hasRemaining()) {
            int at = view.position();
            Decoded decoded = decoder().stream(view);
            if (decoded instanceof Decoded.Incomplete incomplete) {
                missing = incomplete.atLeastBytesMore();
                headersOpen = missing == 1;
            }
            more = handle(opened, decoded, view.position() - at);
            progress |= view.position() > at;
        }
        keepRest(view.position());
        if (length == 0) {
            missing = 1;
            headersOpen = false;
            if (progress) {
                expectNext();
            }
        } else if (progress || beginning) {
            expectRest();
        }
    }

    private void keepRest(int used) {
        length = Math.max(0, length - used);
        if (length > 0) {
            System.arraycopy(held, used, held, 0, length);
        } else if (held.length > 16_384) {
            held = new byte[2048];
        }
    }

    @Override
    void discard() {
        length = 0;
    }

    @Override
    Object wrap(byte[] octets) {
        return Unpooled.wrappedBuffer(octets);
    }
}
