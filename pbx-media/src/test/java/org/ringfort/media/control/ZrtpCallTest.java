package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.measure.v1.PacketFault;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.testkit.zrtp.ZrtpEnd;

/**
 * What passes between two ends of ZRTP, and what does not. Where Alice is behind a NAT, her signalling comes from 127.0.0.7.
 *
 * @rfc 6189 4.4
 * @rfc 6189 8.1
 */
class ZrtpCallTest extends ZrtpScene {
    @Test
    void speech_passes_to_the_octet_once_the_handshake_was_seen_to_finish() throws Exception {
        connect("");
        hellos();
        byte[] early = alice.plain(0, false, sound(1));
        alice.send(early);
        shake();
        byte[] speech = alice.plain(0, true, sound(2));
        alice.send(speech);
        assertThat(bob.raw(10_000))
                .hasValueSatisfying(octets -> assertThat(octets).isEqualTo(speech));
        byte[] back = bob.plain(0, false, sound(3));
        bob.send(back);
        assertThat(alice.raw(10_000))
                .hasValueSatisfying(octets -> assertThat(octets).isEqualTo(back));

        LegReport caller = leg(0);
        assertThat(caller.getKeying()).isEqualTo(Keying.KEYING_ZRTP);
        assertThat(faults(caller)).containsExactly(fault(PacketFault.PACKET_FAULT_NO_KEY, 1));
        assertThat(caller.getPacketsClear()).isZero();
        assertThat(caller.getPacketsAuthenticated()).isZero();
    }

    @Test
    void reports_pass_after_it_and_not_before() throws Exception {
        connect("", "a=rtcp-mux");
        hellos();
        byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8};
        alice.send(report);
        shake();
        alice.send(report);
        assertThat(bob.raw(10_000))
                .hasValueSatisfying(octets -> assertThat(octets).isEqualTo(report));
        assertThat(bob.raw(300)).isEmpty();
    }

    /** At a port of their own there is no Hello: the address that was described counts, and no other. */
    @Test
    void reports_pass_between_the_ports_that_were_described_for_them() throws Exception {
        byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8};
        try (DatagramSocket alices2 = socket("127.0.0.1");
                DatagramSocket bobs2 = socket("127.0.0.1")) {
            connect("", with(alices, "a=rtcp:" + alices2.getLocalPort()), with(bobs, "a=rtcp:" + bobs2.getLocalPort()));
            hellos();
            shake();
            alice.send(report);
            stranger.send(new DatagramPacket(report, report.length, alice.control()));
            assertThat(received(bobs2, 300)).isFalse();
            alices2.send(new DatagramPacket(report, report.length, alice.control()));
            assertThat(received(bobs2, 10_000)).isTrue();
            bobs2.send(new DatagramPacket(report, report.length, bob.control()));
            assertThat(received(alices2, 10_000)).isTrue();
            assertThat(received(stranger, 100)).isFalse();
        }
        assertThat(faults(leg(0)))
                .containsExactlyInAnyOrder(
                        fault(PacketFault.PACKET_FAULT_NOT_MEDIA, 1), fault(PacketFault.PACKET_FAULT_WRONG_SOURCE, 1));
    }

    @Test
    void half_a_handshake_lets_nothing_pass() throws Exception {
        connect("");
        hellos();
        alice.send(alices.message("Confirm2"));
        assertThat(bob.raw(10_000)).isPresent();
        alice.send(alice.plain(0, false, sound(1)));
        bob.send(bob.plain(0, false, sound(1)));
        assertThat(bob.raw(300)).isEmpty();
        assertThat(alice.raw(300)).isEmpty();
        alice.send(alices.message("Conf2ACK"));
        assertThat(bob.raw(10_000)).as("both of one side").isPresent();
        alice.send(alice.plain(0, false, sound(1)));
        assertThat(bob.raw(300)).isEmpty();
    }

    /** @rfc 6189 4.7.2 */
    @Test
    void the_word_to_go_on_in_clear_does_not_pass() throws Exception {
        talking();
        alice.send(alices.message("GoClear "));
        bob.send(bobs.message("ClearACK"));
        assertThat(bob.raw(300)).isEmpty();
        assertThat(alice.raw(300)).isEmpty();
        alice.send(alice.plain(0, false, sound(1)));
        bob.send(bob.plain(0, false, sound(1)));
        assertThat(bob.raw(300)).as("nor does what follows").isEmpty();
        assertThat(alice.raw(300)).isEmpty();
        assertThat(faults(leg(0))).contains(fault(PacketFault.PACKET_FAULT_NOT_MEDIA, 1));
        hellos();
        shake();
        alice.send(alice.plain(0, false, sound(1)));
        assertThat(bob.raw(10_000)).as("but after another handshake").isPresent();
    }

    @Test
    void an_error_of_the_handshake_ends_what_was_agreed() throws Exception {
        talking();
        bob.send(bobs.message("Error   "));
        assertThat(alice.raw(10_000)).as("it passes").isPresent();
        alice.send(alice.plain(0, false, sound(1)));
        assertThat(bob.raw(300)).isEmpty();
    }

    /** Bob began the handshake; what he confirmed is worth nothing to who Alice is now. */
    @Test
    void what_one_confirmed_to_the_other_does_not_count_for_whom_that_becomes() throws Exception {
        connect("");
        hellos();
        bob.send(bobs.message("Confirm2"));
        alice.raw(10_000);
        alice.send(alices.message("Conf2ACK"));
        bob.raw(10_000);
        var other = new ZrtpEnd(7);
        connect(other, "");
        alice.send(other.hello());
        assertThat(bob.raw(10_000)).isPresent();
        alice.send(other.message("Conf2ACK"));
        assertThat(bob.raw(10_000)).isPresent();
        alice.send(alice.plain(0, false, sound(1)));
        bob.send(bob.plain(0, false, sound(1)));
        assertThat(bob.raw(300)).isEmpty();
        assertThat(alice.raw(300)).isEmpty();
    }

    @Test
    void behind_a_nat_the_phone_is_learned_by_its_hello_alone() throws Exception {
        connect(PUBLIC);
        try (DatagramSocket nat = socket(PUBLIC);
                DatagramSocket neighbour = socket(PUBLIC)) {
            alice.sendFrom(neighbour, new ZrtpEnd(3).hello());
            alice.sendFrom(neighbour, alices.message("Commit  "));
            alice.sendFrom(neighbour, alice.plain(0, false, sound(1)));
            byte[] spoilt = alices.hello();
            spoilt[20] ^= 1;
            alice.sendFrom(neighbour, spoilt);
            alice.sendFrom(stranger, alices.hello());
            alice.sendFrom(nat, alices.hello());
            assertThat(bob.raw(10_000)).isPresent();
            assertThat(bob.raw(300)).as("one Hello alone passed").isEmpty();

            bob.send(bobs.hello());
            assertThat(received(nat, 10_000)).isTrue();
            assertThat(received(neighbour, 100)).as("bled").isFalse();
            assertThat(received(stranger, 100)).as("bled").isFalse();

            alice.sendFrom(neighbour, alices.hello());
            assertThat(bob.raw(300)).as("not even its own Hello moves it").isEmpty();
            bob.send(bobs.hello());
            assertThat(received(nat, 10_000)).isTrue();
        }
        assertThat(faults(leg(0)))
                .containsExactlyInAnyOrder(
                        fault(PacketFault.PACKET_FAULT_BAD_TAG, 1),
                        fault(PacketFault.PACKET_FAULT_MALFORMED, 1),
                        fault(PacketFault.PACKET_FAULT_WRONG_SOURCE, 4));
    }

    @Test
    void a_stranger_moves_nothing_in_the_call_and_hears_nothing() throws Exception {
        talking();
        for (int count = 0; count < 50; count++) {
            alice.sendFrom(stranger, alice.plain(0, false, sound(9)));
            alice.sendFrom(stranger, alices.message("Confirm2"));
            alice.sendFrom(stranger, alices.hello());
        }
        assertThat(bob.raw(300)).as("injected").isEmpty();
        bob.send(bob.plain(0, false, sound(1)));
        assertThat(alice.raw(10_000)).isPresent();
        assertThat(received(stranger, 200)).as("bled").isFalse();
    }

    @Test
    void on_hold_nothing_is_said_and_afterwards_all_goes_on_without_another_handshake() throws Exception {
        talking();
        connect("", "a=inactive");
        alice.send(alice.plain(0, false, sound(1)));
        assertThat(bob.raw(300)).isEmpty();
        connect("");
        alice.send(alice.plain(0, false, sound(2)));
        assertThat(bob.raw(10_000)).isPresent();
    }

    @Test
    void who_tells_of_another_hello_has_to_shake_hands_again() throws Exception {
        talking();
        var other = new ZrtpEnd(7);
        connect(other, "");
        alice.send(alice.plain(0, false, sound(1)));
        bob.send(bob.plain(0, false, sound(1)));
        assertThat(bob.raw(300)).isEmpty();
        assertThat(alice.raw(300)).isEmpty();
    }

    @Test
    void a_packet_that_passes_makes_no_garbage() throws Exception {
        talking();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long relay = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("relay-test-0"))
                .findFirst()
                .orElseThrow()
                .threadId();
        pass();
        long before = threads.getThreadAllocatedBytes(relay);
        long passed = pass();
        assertThat((threads.getThreadAllocatedBytes(relay) - before) / passed)
                .as("octets a packet")
                .isLessThanOrEqualTo(16);
    }

    private long pass() throws IOException {
        long passed = 0;
        for (int count = 0; count < 4_000; count++) {
            alice.send(count % 2 == 0 ? alice.plain(0, false, sound(1)) : alices.hello());
            passed += bob.raw(10_000).isPresent() ? 1 : 0;
        }
        return passed;
    }
}
