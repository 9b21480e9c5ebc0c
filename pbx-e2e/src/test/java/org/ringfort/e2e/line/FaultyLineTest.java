package org.ringfort.e2e.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.line.FaultyLine.Fault;

/** In front of a server that sends back what it hears, once it has heard it. */
class FaultyLineTest {
    private static final int BRIEF_MS = 300;

    private ServerSocket server;
    private FaultyLine line;
    private volatile int heard = -1;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echo);
        line = FaultyLine.to(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        server.close();
    }

    private void echo() {
        while (!server.isClosed()) {
            try (Socket one = server.accept()) {
                for (int octet = one.getInputStream().read();
                        octet >= 0;
                        octet = one.getInputStream().read()) {
                    heard = octet;
                    one.getOutputStream().write(octet);
                }
            } catch (IOException ended) {
                // the next
            }
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), line.port());
        socket.setSoTimeout(BRIEF_MS);
        return socket;
    }

    private static void silence(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void what_falls_into_a_black_hole_arrives_after_it() throws Exception {
        try (Socket socket = connect()) {
            line.set(Fault.BLACK_HOLE);
            socket.getOutputStream().write(7);
            silence(socket);
            assertThat(heard).isEqualTo(-1);
            line.set(Fault.NONE);
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void one_that_hangs_hears_and_says_nothing() throws Exception {
        try (Socket socket = connect()) {
            line.set(Fault.HUNG);
            socket.getOutputStream().write(7);
            silence(socket);
            assertThat(heard).isEqualTo(7);
            line.set(Fault.NONE);
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void connections_are_reset_and_no_new_one_stands() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(7);
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
            line.set(Fault.RESET);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(() -> {
                    try (Socket socket = connect()) {
                        socket.setSoTimeout(10_000);
                        socket.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void a_slow_one_takes_half_a_second_longer_there_and_back() throws Exception {
        try (Socket socket = connect()) {
            line.set(Fault.SLOW);
            socket.setSoTimeout(10_000);
            long asked = System.nanoTime();
            socket.getOutputStream().write(7);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }
}
