package org.ringfort.media.port;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * One UDP socket. Opened by whoever sets a leg up, then used by the loop that polls it alone.
 *
 * <p>This and {@link Poller} are where recvmmsg would come in: nobody else knows of channels.
 */
public final class UdpPort implements AutoCloseable {
    /** DSCP EF: voice before the rest.
     *  @rfc 3246 */
    private static final int EXPEDITED_FORWARDING = 0xb8;

    private final DatagramChannel channel;
    private final int number;
    private @Nullable InetSocketAddress source;

    private UdpPort(DatagramChannel channel, int number) {
        this.channel = channel;
        this.number = number;
    }

    /**
     * @param number 0: any
     * @throws IOException where the port is taken or the machine refuses
     */
    static UdpPort open(InetAddress bind, int number) throws IOException {
        var family = bind instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        DatagramChannel channel = DatagramChannel.open(family);
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(bind, number));
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED_FORWARDING);
            return new UdpPort(channel, ((InetSocketAddress) channel.getLocalAddress()).getPort());
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** A port of any number, for the self check's own phone. */
    public static UdpPort ephemeral(InetAddress bind) throws IOException {
        return open(bind, 0);
    }

    public int number() {
        return number;
    }

    /**
     * Takes the next datagram; {@link #source()} then tells whose it was.
     *
     * @return its length, {@link PacketBuffer#DATAGRAM_BYTES} where it was cut off, or -1 where none waits
     */
    public int receive(PacketBuffer packet) {
        ByteBuffer into = packet.forReceiving();
        try {
            if (!channel.isOpen() || !(channel.receive(into) instanceof InetSocketAddress from)) {
                return -1;
            }
            source = from;
            return into.position();
        } catch (IOException unreachable) {
            return -1; // an ICMP error of an earlier datagram; nothing was received
        }
    }

    /** Whose datagram {@link #receive} took last. */
    public InetSocketAddress source() {
        InetSocketAddress from = source;
        if (from == null) {
            throw new IllegalStateException("nothing was received yet");
        }
        return from;
    }

    /** Sends a part of the buffer; false where the machine would not take it. */
    public boolean send(PacketBuffer packet, int start, int lengthBytes, InetSocketAddress to) {
        try {
            return channel.isOpen() && channel.send(packet.part(start, lengthBytes), to) > 0;
        } catch (IOException | RuntimeException refused) {
            return false; // no route, wrong family: counted by the caller, and the call goes on
        }
    }

    DatagramChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
