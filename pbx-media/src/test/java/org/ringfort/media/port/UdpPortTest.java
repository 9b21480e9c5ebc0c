package org.ringfort.media.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Our sockets against the JDK's. */
class UdpPortTest {
    private static final InetAddress FOUR = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress SIX = InetAddress.ofLiteral("::1");
    private static final InetAddress EVERY = InetAddress.ofLiteral("::");

    private final PacketBuffer packet = new PacketBuffer();

    @Test
    void both_ways_over_ipv4() throws Exception {
        try (UdpPort port = UdpPort.ephemeral(FOUR);
                var peer = new DatagramSocket(new InetSocketAddress(FOUR, 0))) {
            exchange(port, FOUR, peer);
        }
    }

    @Test
    void both_ways_over_ipv6() throws Exception {
        try (UdpPort port = UdpPort.ephemeral(SIX);
                var peer = new DatagramSocket(new InetSocketAddress(SIX, 0))) {
            exchange(port, SIX, peer);
        }
    }

    /** A port for every address serves both families, and knows each peer by its own. */
    @Test
    void both_families_on_one_port() throws Exception {
        try (UdpPort port = UdpPort.ephemeral(EVERY);
                var four = new DatagramSocket(new InetSocketAddress(FOUR, 0));
                var six = new DatagramSocket(new InetSocketAddress(SIX, 0))) {
            exchange(port, FOUR, four);
            exchange(port, SIX, six);
            exchange(port, FOUR, four);
        }
    }

    private void exchange(UdpPort port, InetAddress host, DatagramSocket peer) throws IOException {
        for (int length : new int[] {1, 182, 1_500}) {
            byte[] said = new byte[length];
            Arrays.fill(said, (byte) length);
            peer.send(new DatagramPacket(said, length, new InetSocketAddress(host, port.number())));
            assertThat(received(port)).isEqualTo(length);
            assertThat(Arrays.copyOf(packet.octets(), length)).isEqualTo(said);
            assertThat(port.source()).isEqualTo(peer.getLocalSocketAddress());
            assertThat(port.send(packet, 0, length, port.source())).isTrue();
            var back = new DatagramPacket(new byte[2_048], 2_048);
            peer.setSoTimeout(10_000);
            peer.receive(back);
            assertThat(Arrays.copyOf(back.getData(), back.getLength())).isEqualTo(said);
            assertThat(back.getPort()).isEqualTo(port.number());
        }
    }

    @Test
    void more_than_are_taken_at_once_come_in_their_order_and_then_none() throws Exception {
        try (UdpPort port = UdpPort.ephemeral(FOUR);
                var peer = new DatagramSocket()) {
            for (int count = 0; count < 11; count++) {
                peer.send(new DatagramPacket(new byte[] {(byte) count}, 1, new InetSocketAddress(FOUR, port.number())));
            }
            for (int count = 0; count < 11; count++) {
                assertThat(port.receive(packet)).isEqualTo(1);
                assertThat(packet.octets()[0]).isEqualTo((byte) count);
            }
            assertThat(port.receive(packet)).isEqualTo(-1);
        }
    }

    @Test
    void one_that_is_too_long_is_known_by_its_length() throws Exception {
        try (UdpPort port = UdpPort.ephemeral(FOUR);
                var peer = new DatagramSocket()) {
            peer.send(new DatagramPacket(new byte[3_000], 3_000, new InetSocketAddress(FOUR, port.number())));
            assertThat(received(port)).isEqualTo(PacketBuffer.DATAGRAM_BYTES);
        }
    }

    @Test
    void what_cannot_be_reached_is_said() throws Exception {
        UdpPort port = UdpPort.ephemeral(FOUR);
        assertThat(port.send(packet, 0, 10, new InetSocketAddress(SIX, 9))).isFalse();
        port.close();
        assertThat(port.send(packet, 0, 10, new InetSocketAddress(FOUR, 9))).isFalse();
        assertThat(port.receive(packet)).isEqualTo(-1);
    }

    @Test
    void a_port_that_is_taken_or_an_address_of_somebody_else_is_refused() throws Exception {
        try (var taken = new DatagramSocket(new InetSocketAddress(FOUR, 0))) {
            assertThatThrownBy(() -> UdpPort.open(FOUR, taken.getLocalPort(), new Scratch()))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> UdpPort.ephemeral(InetAddress.ofLiteral("192.0.2.1")))
                .isInstanceOf(IOException.class);
    }

    private int received(UdpPort port) {
        long end = System.nanoTime() + 10_000_000_000L;
        int length = -1;
        while (length < 0 && System.nanoTime() - end < 0) {
            length = port.receive(packet);
        }
        return length;
    }
}
