package org.ringfort.app.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfort.app.defence.Network;

/** Servers that never end: they are left at the deadline, whatever they do until then. */
@Timeout(30)
class HttpsFetchTest {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static HttpsFetch fetch(FetchTargets.Resolver names) {
        return new HttpsFetch(
                new FetchTargets(names, List.of(Network.parse("127.0.0.0/8").orElseThrow())),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                "*/*",
                LONGEST);
    }

    private static void isLeftInTime(HttpsFetch fetch, int port) {
        long began = System.nanoTime();
        assertThatThrownBy(() -> fetch.fetch("https://drip.example:" + port + "/"))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(LONGEST, Duration.ofSeconds(15));
    }

    /** Octets of a handshake that never ends, each sooner than any wait for one octet. */
    @Test
    void a_server_that_drips_is_left_at_the_deadline_and_its_connection_is_closed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = Thread.ofVirtual().start(() -> drip(server));
            isLeftInTime(fetch(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()}), server.getLocalPort());
            dripping.join(Duration.ofSeconds(10));
            assertThat(dripping.isAlive()).as("it hears that nobody listens").isFalse();
        }
    }

    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(new byte[] {22, 3, 3, 0x40, 0}); // a record of 16,384 octets
            while (true) {
                out.write(0);
                Thread.sleep(50);
            }
        } catch (IOException closed) {
            return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_name_that_is_not_answered_holds_nobody_longer() {
        isLeftInTime(
                fetch(_ -> {
                    try {
                        Thread.sleep(Duration.ofSeconds(20));
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                    }
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                }),
                443);
    }
}
