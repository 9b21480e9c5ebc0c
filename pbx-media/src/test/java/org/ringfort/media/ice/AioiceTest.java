package org.ringfort.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.media.demux.Demux;

/**
 * An agent that others wrote checks ours: aioice, a full one, on the loopback. Skipped where Debian's package is missing.
 *
 * @rfc 8445 2.5
 * @rfc 8445 7.3
 * @rfc 8445 7.3.1.1
 */
class AioiceTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path SCRIPT = Path.of("src/test/resources/org/ringfort/media/ice/aioice-peer.py");

    /** One that thinks itself controlled is told its part (RFC 8445 section 7.3.1.1) and then chooses as the others do. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, controlling", "::1, controlling", "127.0.0.1, controlled"})
    void rfc8445_7_3_aioice_checks_and_chooses_us_and_its_datagram_comes_back(String address, String role)
            throws Exception {
        Assumptions.assumeTrue(
                Files.exists(Path.of("/usr/lib/python3/dist-packages/aioice")),
                "aioice is missing: apt-get install python3-aioice");
        IceCredentials ours = IceCredentials.random(new SecureRandom());
        var agent = new LiteAgent(ours);
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 0))) {
            String candidate = "1 1 udp 2130706431 " + address + " " + socket.getLocalPort() + " typ host";
            Process process = new ProcessBuilder(
                            PYTHON.toString(),
                            SCRIPT.toString(),
                            address,
                            role,
                            ours.usernameFragment(),
                            ours.password().revealText(),
                            candidate)
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader says = process.inputReader()) {
                String[] theirs = says.readLine().split(" ");
                agent.peer(new IceCredentials(theirs[0], Secret.ofText(theirs[1])), System.nanoTime());
                InetSocketAddress sender = serve(agent, socket, process);

                assertThat(says.readLine()).isEqualTo("b'\\x80 is no STUN'");
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(agent.checked(sender)).isTrue();
                assertThat(agent.nominated()).isEqualTo(sender);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** Answers checks until the first datagram of another kind, which it sends back; who sent that. */
    private static InetSocketAddress serve(LiteAgent agent, DatagramSocket socket, Process process) throws IOException {
        var packet = new DatagramPacket(new byte[2_048], 2_048);
        socket.setSoTimeout(500);
        while (process.isAlive()) {
            try {
                packet.setLength(2_048);
                socket.receive(packet);
            } catch (SocketTimeoutException quiet) {
                continue;
            }
            var from = (InetSocketAddress) packet.getSocketAddress();
            if (Demux.kind(packet.getData(), 0, packet.getLength()) != Demux.Kind.STUN) {
                socket.send(packet);
                return from;
            }
            var answer = agent.receive(packet.getData(), 0, packet.getLength(), from, System.nanoTime());
            if (answer.isPresent()) {
                socket.send(new DatagramPacket(answer.get(), answer.get().length, from));
            }
        }
        throw new AssertionError("aioice gave up");
    }
}
