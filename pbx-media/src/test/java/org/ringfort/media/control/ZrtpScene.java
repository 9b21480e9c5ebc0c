package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.measure.v1.PacketFault;
import org.ringfort.contract.measure.v1.RefusedPackets;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.testkit.zrtp.ZrtpEnd;

/**
 * Two phones agree on keys with each other by ZRTP, and media passes what they say. Strangers come from 127.0.0.9. To media
 * everything that the phones say is as good as sealed.
 */
abstract class ZrtpScene {
    static final String PUBLIC = "127.0.0.7";
    static final String STRANGE = "127.0.0.9";
    static final MediaPolicy ZRTP =
            MediaPolicy.newBuilder().addKeyings(Keying.KEYING_ZRTP).build();
    static final MediaPolicy SECURE = MediaPolicy.getDefaultInstance();

    @TempDir
    Path folder;

    final ZrtpEnd alices = new ZrtpEnd(1);
    final ZrtpEnd bobs = new ZrtpEnd(2);
    MediaHouse house;
    ScriptedPhone alice;
    ScriptedPhone bob;
    DatagramSocket stranger;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(22_600, 22_700, Duration.ZERO, folder, System::nanoTime, true);
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        stranger = socket(STRANGE);
    }

    @AfterEach
    void close() throws Exception {
        stranger.close();
        alice.close();
        bob.close();
        house.close();
    }

    /** They have shaken hands. */
    void talking() throws Exception {
        connect("");
        hellos();
        shake();
    }

    /** Each has heard the other's. */
    void hellos() throws Exception {
        alice.send(alices.hello());
        assertThat(bob.raw(10_000)).isPresent();
        bob.send(bobs.hello());
        assertThat(alice.raw(10_000)).isPresent();
    }

    /** What follows the Hellos; each message passes to the octet. */
    void shake() throws Exception {
        for (String name : List.of("Commit  ", "DHPart2 ", "Confirm2")) {
            byte[] from = alices.message(name);
            alice.send(from);
            assertThat(bob.raw(10_000))
                    .hasValueSatisfying(octets -> assertThat(octets).isEqualTo(from));
            byte[] answer = bobs.message(
                    switch (name) {
                        case "Commit  " -> "DHPart1 ";
                        case "DHPart2 " -> "Confirm1";
                        default -> "Conf2ACK";
                    });
            bob.send(answer);
            assertThat(alice.raw(10_000))
                    .hasValueSatisfying(octets -> assertThat(octets).isEqualTo(answer));
        }
    }

    void connect(String signallingHost, String... says) {
        connect(alices, signallingHost, says);
    }

    void connect(ZrtpEnd caller, String signallingHost, String... says) {
        connect(signallingHost, with(caller, says), with(bobs, says));
    }

    static String[] with(ZrtpEnd end, String... says) {
        String[] lines = Arrays.copyOf(says, says.length + 1);
        lines[says.length] = end.line();
        return lines;
    }

    void connect(String signallingHost, String[] caller, String[] callee) {
        byte[] offered = house.offerFrom(
                        signallingHost,
                        "s1",
                        "a",
                        alice.describe("RTP/AVP", "0", List.of(), 1, caller),
                        ZRTP,
                        MediaHouse.toward("b", ZRTP))
                .getOffered()
                .getLegs(0)
                .getSdp()
                .toByteArray();
        bob.learn(offered, 1);
        alice.learn(
                house.answer("s1", "b", "a", bob.describe("RTP/AVP", "0", List.of(), 1, callee))
                        .getSdp()
                        .toByteArray(),
                1);
    }

    LegReport leg(int at) {
        return house.client.report(house.session("s1")).getLegs(at);
    }

    static List<RefusedPackets> faults(LegReport leg) {
        return leg.getMeasures().getRefusedList();
    }

    static RefusedPackets fault(PacketFault fault, long packets) {
        return RefusedPackets.newBuilder().setFault(fault).setPackets(packets).build();
    }

    static DatagramSocket socket(String host) throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
    }

    static boolean received(DatagramSocket socket, int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        try {
            socket.receive(new DatagramPacket(new byte[2_048], 2_048));
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    static byte[] sound(int seed) {
        byte[] sound = new byte[160];
        Arrays.fill(sound, (byte) seed);
        return sound;
    }
}
