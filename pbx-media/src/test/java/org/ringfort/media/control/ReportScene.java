package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.measure.v1.LegMeasures;
import org.ringfort.protocol.rtp.RtcpView;

/** Two phones whose reports go over the wire, sealed, while time is in the test's hand. */
abstract class ReportScene {
    static final String[] MUX = {"a=rtcp-mux"};

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    MediaHouse house;
    ScriptedPhone alice;
    ScriptedPhone bob;

    /** Whether all legs share a port. */
    boolean shares() {
        return false;
    }

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(22_400, 22_500, Duration.ZERO, folder, nanos::get, shares());
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        house.close();
    }

    LegMeasures measures() {
        return measures(0);
    }

    LegMeasures measures(int leg) {
        return house.client.report(house.session("s1")).getLegs(leg).getMeasures();
    }

    /** The first packet of the next compound that comes to one of Alice's sockets; time passes until it does. */
    RtcpView at(DatagramSocket socket) throws Exception {
        nanos.addAndGet(Duration.ofMillis(10).toNanos()); // the loop's next turn sets the first report's time
        socket.setSoTimeout(1_500);
        Optional<byte[]> said = Optional.empty();
        for (int turn = 0; turn < 10 && said.isEmpty(); turn++) { // on a busy machine that turn may be long in coming
            Thread.sleep(50); // what was sent to media is taken first
            nanos.addAndGet(Duration.ofMillis(7_600).toNanos()); // the longest interval between reports is 7.5 s
            said = datagram(socket);
        }
        byte[] opened = alice.openedReport(said.orElseThrow()).orElseThrow();
        var view = new RtcpView();
        assertThat(view.wrap(opened, 0, opened.length)).isTrue();
        assertThat(view.next()).isTrue();
        return view;
    }

    static Optional<byte[]> datagram(DatagramSocket socket) throws Exception {
        var datagram = new DatagramPacket(new byte[2_048], 2_048);
        try {
            socket.receive(datagram);
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOf(datagram.getData(), datagram.getLength()));
    }
}
