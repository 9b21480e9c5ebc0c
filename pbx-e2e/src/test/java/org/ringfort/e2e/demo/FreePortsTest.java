package org.ringfort.e2e.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    // An address of our own: whatever else runs here listens on another.
    private static final String HOST = "127.77.1.9";

    private static DemoSettings settings() throws Exception {
        // An offset whose loopback ports are free now.
        for (int offset = 30_000; offset < 55_000; offset += 617) {
            var settings = new DemoSettings(Path.of("/"), Path.of("/"), HOST, new Ports(offset), false);
            try {
                FreePorts.demand(settings);
                return settings;
            } catch (DemoFailure taken) {
                // the next
            }
        }
        throw new AssertionError("no free ports at all");
    }

    @Test
    void free_ports_are_no_obstacle_and_are_left_free() throws Exception {
        DemoSettings settings = settings();

        assertThatCode(() -> FreePorts.demand(settings)).doesNotThrowAnyException();
    }

    @Test
    void a_taken_tcp_port_is_named_with_its_remedy() throws Exception {
        DemoSettings settings = settings();
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(HOST, settings.ports().sipTls()));

            assertThatThrownBy(() -> FreePorts.demand(settings))
                    .isInstanceOf(DemoFailure.class)
                    .hasMessageContaining("TCP port " + settings.ports().sipTls())
                    .hasMessageContaining("SIP over TLS")
                    .hasMessageContaining("PORT_OFFSET")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void a_taken_media_port_is_named_too() throws Exception {
        DemoSettings settings = settings();
        try (var other = new DatagramSocket(new InetSocketAddress(
                InetAddress.getByName(HOST), settings.ports().rtpFirst()))) {
            assertThatThrownBy(() -> FreePorts.demand(settings))
                    .isInstanceOf(DemoFailure.class)
                    .hasMessageContaining("UDP port " + other.getLocalPort());
        }
    }
}
