package org.ringfort.edge.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.SipDecoder;
import org.ringfort.protocol.stun.StunBinding;

/** Reads the datagrams of one UDP listener; a stranger's are dropped unread. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in a closed channel, which is noticed
final class DatagramHandler extends SimpleChannelInboundHandler<DatagramPacket> {
    private final UdpListener listener;
    private final SipDecoder decoder;
    private final Doorkeeper doorkeeper;
    private final Reception reception;
    private final Backlog backlog = new Backlog();

    DatagramHandler(UdpListener listener, SipDecoder decoder, Doorkeeper doorkeeper, Reception reception) {
        this.listener = listener;
        this.decoder = decoder;
        this.doorkeeper = doorkeeper;
        this.reception = reception;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        InetSocketAddress source = packet.sender();
        boolean behind = backlog.read(packet.content().readableBytes(), System::nanoTime);
        if (source.getPort() == 0 || !listener.settings().trusts(source.getAddress())) {
            reception.metrics().dropped("untrusted-network");
            return;
        }
        int bytes = packet.content().readableBytes();
        Doorkeeper.Entry entry = doorkeeper.admits(source, bytes, behind);
        if (entry != Doorkeeper.Entry.OPEN) {
            reception.metrics().dropped(entry.reason());
            return;
        }
        byte[] octets = new byte[bytes];
        packet.content().readBytes(octets);
        if (StunBinding.isStun(octets)) {
            keptOpen(context, octets, source);
            return;
        }
        Flow flow = listener.flow(source);
        switch (decoder.datagram(octets)) {
            case Decoded.Message message -> reception.received(flow, message.message());
            case Decoded.Refused refused -> {
                Optional<byte[]> answer = reception.refused(flow, refused);
                if (answer.isPresent()) {
                    answer(context, answer.get(), source);
                }
            }
            case Decoded.Hopeless hopeless -> reception.malformed(flow, hopeless.fault());
            case Decoded.KeepAlive keepAlive -> reception.metrics().dropped("keep-alive");
            case Decoded.Incomplete incomplete -> reception.metrics().dropped("incomplete");
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        backlog.roundOver();
        context.fireChannelReadComplete();
    }

    /**
     * A phone keeps its path open and asks from where we see it; answered as far as an answer may go there.
     *
     * @rfc 5626 8
     */
    private void keptOpen(ChannelHandlerContext context, byte[] octets, InetSocketAddress source) {
        Optional<byte[]> answer = StunBinding.answer(octets, source);
        if (answer.isPresent()) {
            answer(context, answer.get(), source);
        } else {
            reception.metrics().dropped("stun");
        }
    }

    private void answer(ChannelHandlerContext context, byte[] octets, InetSocketAddress to) {
        if (doorkeeper.answers(to, octets.length)) {
            context.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(octets), to));
        } else {
            reception.metrics().dropped("amplification");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // An ICMP answer to something we sent: the socket itself goes on.
        reception.metrics().dropped("socket-error");
    }
}
