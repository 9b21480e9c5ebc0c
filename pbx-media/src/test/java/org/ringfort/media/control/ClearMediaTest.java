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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.rtp.RtcpWriter;

/**
 * A device that is a named exception speaks without SRTP. It sits behind NAT: what its description names (127.0.0.1) is not
 * where it is reached (127.0.0.7, where its signalling comes from too). Strangers come from 127.0.0.9.
 */
class ClearMediaTest {
    private static final String PUBLIC = "127.0.0.7";
    private static final String STRANGE = "127.0.0.9";
    private static final MediaPolicy CLEAR =
            MediaPolicy.newBuilder().addKeyings(Keying.KEYING_CLEAR).build();
    private static final MediaPolicy SECURE = MediaPolicy.getDefaultInstance();

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone alice;
    private ScriptedPhone bob;
    private DatagramSocket nat;
    private DatagramSocket stranger;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(22_000, 22_100, Duration.ZERO, folder);
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        nat = socket(PUBLIC);
        stranger = socket(STRANGE);
    }

    @AfterEach
    void close() throws Exception {
        nat.close();
        stranger.close();
        alice.close();
        bob.close();
        house.close();
    }

    @Test
    void a_phone_behind_nat_is_heard_from_where_its_signalling_comes_and_answered_there() throws Exception {
        connect(PUBLIC);
        alice.sendFrom(nat, alice.plain(0, false, sound(1)));
        assertThat(bob.hear(10_000)).isPresent();

        bob.say(0, sound(2));
        assertThat(received(nat, 10_000)).isTrue();
        assertThat(caller().getPacketsClear()).isOne();
    }

    @Test
    void without_a_word_about_the_signalling_only_the_described_host_is_heard() throws Exception {
        connect("");
        alice.sendFrom(nat, alice.plain(0, false, sound(1)));
        assertThat(bob.hear(300)).isEmpty();

        alice.send(alice.plain(0, false, sound(2)));
        assertThat(bob.hear(10_000)).isPresent();
    }

    @Test
    void a_stranger_who_is_first_is_not_learned_and_gets_nothing() throws Exception {
        connect(PUBLIC);
        for (int count = 0; count < 50; count++) {
            alice.sendFrom(stranger, alice.plain(0, false, sound(3)));
        }
        assertThat(bob.hear(300)).as("injected").isEmpty();
        bob.say(0, sound(4));
        assertThat(received(stranger, 300)).as("bled").isFalse();

        alice.sendFrom(nat, alice.plain(0, false, sound(5)));
        assertThat(bob.hear(10_000)).isPresent();
        assertThat(caller().getPacketsRefused()).isEqualTo(50);
    }

    @Test
    void once_learned_nobody_else_is_heard_or_followed_not_even_from_the_same_host() throws Exception {
        connect(PUBLIC);
        alice.sendFrom(nat, alice.plain(0, false, sound(1)));
        assertThat(bob.hear(10_000)).isPresent();

        try (DatagramSocket neighbour = socket(PUBLIC)) {
            alice.sendFrom(neighbour, alice.plain(0, false, sound(2)));
            alice.sendFrom(stranger, alice.plain(0, false, sound(2)));
            alice.send(alice.plain(0, false, sound(2)));
            assertThat(bob.hear(300)).as("injected").isEmpty();

            bob.say(0, sound(3));
            assertThat(received(nat, 10_000)).isTrue();
            assertThat(received(neighbour, 100)).as("bled").isFalse();
            assertThat(received(stranger, 100)).as("bled").isFalse();
        }
        assertThat(caller().getPacketsRefused()).isEqualTo(3);
        assertThat(caller().getPacketsClear()).isOne();
    }

    @Test
    void a_packet_that_makes_no_sense_teaches_nothing() throws Exception {
        connect(PUBLIC);
        try (DatagramSocket neighbour = socket(PUBLIC)) {
            alice.sendFrom(neighbour, alice.plain(96, false, sound(1))); // nobody agreed on 96
            alice.sendFrom(neighbour, new byte[] {(byte) 0x80, 0, 0});
            alice.sendFrom(nat, alice.plain(0, false, sound(2)));
            assertThat(bob.hear(10_000)).isPresent();
        }
    }

    @Test
    void a_new_offer_lets_the_phone_be_learned_once_more() throws Exception {
        connect(PUBLIC);
        alice.sendFrom(nat, alice.plain(0, false, sound(1)));
        assertThat(bob.hear(10_000)).isPresent();

        connect(PUBLIC);
        try (DatagramSocket moved = socket(PUBLIC)) {
            alice.sendFrom(stranger, alice.plain(0, false, sound(2)));
            assertThat(bob.hear(300)).isEmpty();
            alice.sendFrom(moved, alice.plain(0, false, sound(3)));
            assertThat(bob.hear(10_000)).isPresent();
            bob.say(0, sound(4));
            assertThat(received(moved, 10_000)).isTrue();
        }
    }

    @Test
    void reports_of_strangers_are_refused_too() throws Exception {
        connect(PUBLIC);
        byte[] report = new byte[64];
        var writer = new RtcpWriter();
        writer.begin(report, 0);
        writer.receiverReport(ScriptedPhone.SSRC);
        byte[] datagram = Arrays.copyOf(report, writer.lengthBytes());
        stranger.send(new DatagramPacket(datagram, datagram.length, alice.control()));
        nat.send(new DatagramPacket(datagram, datagram.length, alice.control()));
        Thread.sleep(100);
        stranger.send(new DatagramPacket(datagram, datagram.length, alice.control()));
        alice.sendFrom(nat, alice.plain(0, false, sound(1)));
        assertThat(bob.hear(10_000)).isPresent();
        assertThat(caller().getPacketsRefused()).isEqualTo(2);
    }

    /** Alice, without SRTP, calls Bob, who has it. */
    private void connect(String signallingHost) {
        byte[] offer = alice.describe("RTP/AVP", "0", List.of(), 1);
        byte[] offered = house.offerFrom(signallingHost, "s1", "a", offer, CLEAR, MediaHouse.toward("b", SECURE))
                .getOffered()
                .getLegs(0)
                .getSdp()
                .toByteArray();
        int tag = ScriptedPhone.cryptos(offered).stream()
                .filter(line -> line.suite().equals("AES_CM_128_HMAC_SHA1_80"))
                .findFirst()
                .orElseThrow()
                .tag();
        bob.learn(offered, tag);
        byte[] answer = bob.describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), tag);
        alice.learn(house.answer("s1", "b", "a", answer).getSdp().toByteArray(), 1);
    }

    private LegReport caller() {
        return house.client.report(house.session("s1")).getLegs(0);
    }

    private static DatagramSocket socket(String host) throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
    }

    private static boolean received(DatagramSocket socket, int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        try {
            socket.receive(new DatagramPacket(new byte[2_048], 2_048));
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    private static byte[] sound(int seed) {
        byte[] sound = new byte[160];
        Arrays.fill(sound, (byte) seed);
        return sound;
    }
}
