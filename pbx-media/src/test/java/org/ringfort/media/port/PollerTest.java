package org.ringfort.media.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollerTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final long LONG_MILLIS = 10_000;

    private final PacketBuffer packet = new PacketBuffer();

    @Test
    void the_port_that_has_something_is_served_and_no_other() throws Exception {
        List<Integer> served = new ArrayList<>();
        try (var poller = new Poller();
                UdpPort one = UdpPort.ephemeral(HERE);
                UdpPort other = UdpPort.ephemeral(HERE);
                var peer = new DatagramSocket()) {
            for (UdpPort port : List.of(one, other)) {
                poller.watch(port, () -> {
                    served.add(port.number());
                    port.receive(packet);
                });
            }
            peer.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress(HERE, other.number())));
            assertThat(poller.poll(LONG_MILLIS)).isEqualTo(1);
            assertThat(served).containsExactly(other.number());
            assertThat(poller.poll(0)).isZero();
        }
    }

    @Test
    void a_closed_port_is_not_served_nor_is_another_that_has_its_descriptor_now() throws Exception {
        try (var poller = new Poller();
                var peer = new DatagramSocket()) {
            UdpPort closed = UdpPort.ephemeral(HERE);
            poller.watch(closed, () -> {
                throw new AssertionError("closed");
            });
            closed.close();
            try (UdpPort next = UdpPort.ephemeral(HERE)) {
                assertThat(next.socket().descriptor()).isEqualTo(closed.socket().descriptor());
                peer.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress(HERE, next.number())));
                assertThat(poller.poll(50)).isZero();
            }
        }
    }

    @Test
    void a_wait_is_ended_by_who_wakes_as_often_as_it_is_woken() throws Exception {
        var poller = new Poller();
        for (int count = 0; count < 3; count++) {
            var waker = Thread.ofPlatform().start(poller::wake);
            long before = System.nanoTime();
            assertThat(poller.poll(LONG_MILLIS)).isZero();
            assertThat(System.nanoTime() - before).isLessThan(LONG_MILLIS * 1_000_000 / 2);
            waker.join();
        }
        poller.close();
        poller.wake();
    }
}
