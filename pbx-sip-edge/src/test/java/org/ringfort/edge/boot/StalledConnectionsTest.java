package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.transport.TransportSettings;

/** Who connects and does not go on: cut in time, and no hindrance to the next. */
class StalledConnectionsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final TransportSettings.Room ROOM = new TransportSettings.Room(200, 100, 60, 40);
    private static final String CLOSED = "ringfort.sip.connections.closed";

    @TempDir
    Path folder;

    private FrontUnderTest open() throws Exception {
        return FrontUnderTest.open(folder, ROOM, AdmissionSettings.DEFAULT);
    }

    private static boolean isCut(Socket socket) throws IOException {
        try {
            return FrontUnderTest.read(socket, LONG).isEmpty();
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void a_thousand_stalled_handshakes_do_not_hinder_the_next_and_are_cut() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        try (FrontUnderTest edge = open()) {
            for (int i = 0; i < 1_000; i++) {
                var socket = new Socket(
                        FrontUnderTest.LOOPBACK,
                        edge.address(i % 2 == 0 ? "tls" : "wss").getPort());
                stalled.add(socket);
                beginClientHello(socket);
            }
            // All have been taken in: whoever comes now is the youngest, not one in the middle who has to make room.
            FrontUnderTest.until(() -> allTakenIn(edge));
            try (SSLSocket phone = edge.tls()) {
                phone.getOutputStream()
                        .write(FrontUnderTest.bytes(FrontUnderTest.request("REGISTER", "TLS", "101", "")));
                assertThat(FrontUnderTest.read(phone, LONG)).startsWith("SIP/2.0 401");
            }
            FrontUnderTest.until(
                    () -> edge.registry.get("ringfort.sip.handshakes").gauge().value() == 0);
            for (Socket socket : stalled) {
                assertThat(isCut(socket)).isTrue();
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    /** The last forty are left, or none where the machine is so slow that they had their time. */
    private static boolean allTakenIn(FrontUnderTest edge) {
        double sentAway = edge.count(CLOSED, "reason", "crowded");
        double left = edge.registry.get("ringfort.sip.handshakes").gauge().value();
        return sentAway + left >= 1_000 || (sentAway >= 900 && left == 0);
    }

    private static void beginClientHello(Socket socket) {
        try {
            socket.getOutputStream().write(new byte[] {22, 3, 1});
        } catch (IOException cut) {
            // it had to make room already
        }
    }

    @Test
    void strangers_who_only_sit_there_make_room_and_who_has_proved_himself_does_not() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (FrontUnderTest edge = open();
                SSLSocket phone = edge.tls()) {
            register(phone);
            for (int i = 0; i < 300; i++) {
                idle.add(new Socket(FrontUnderTest.LOOPBACK, edge.address("tcp").getPort()));
            }
            FrontUnderTest.until(() -> edge.count(CLOSED, "reason", "crowded") >= 201);
            try (SSLSocket next = edge.tls()) {
                register(next);
            }
            register(phone);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private static void register(SSLSocket phone) throws IOException {
        String request = FrontUnderTest.request("REGISTER", "TLS", "101", FrontUnderTest.credentials("101"));
        phone.getOutputStream().write(FrontUnderTest.bytes(request));
        assertThat(FrontUnderTest.read(phone, LONG)).startsWith("SIP/2.0 200");
    }

    @Test
    void a_message_that_trickles_is_cut_however_steadily_it_comes() throws Exception {
        try (FrontUnderTest edge = open();
                SSLSocket slow = edge.tls()) {
            Thread.ofVirtual().start(() -> trickle(slow));
            assertThat(FrontUnderTest.read(slow, LONG)).isEmpty();
            FrontUnderTest.until(() -> edge.count(CLOSED, "reason", "half-message") == 1);
        }
    }

    /** An octet every tenth of a second, until nobody takes them any more. */
    private static void trickle(Socket socket) {
        try {
            for (byte octet : FrontUnderTest.bytes(FrontUnderTest.request("REGISTER", "TLS", "101", ""))) {
                socket.getOutputStream().write(octet);
                Thread.sleep(100);
            }
        } catch (IOException cut) {
            // as it should be
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_handshake_that_stalls_on_tls_or_wss_is_cut_in_time() throws Exception {
        try (FrontUnderTest edge = open();
                Socket tls =
                        new Socket(FrontUnderTest.LOOPBACK, edge.address("tls").getPort());
                Socket wss =
                        new Socket(FrontUnderTest.LOOPBACK, edge.address("wss").getPort())) {
            long begun = System.nanoTime();
            assertThat(isCut(tls)).isTrue();
            assertThat(isCut(wss)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofSeconds(1), LONG);
        }
    }
}
