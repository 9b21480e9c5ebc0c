package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.protocol.rtp.RtcpView;
import org.ringfort.protocol.rtp.RtcpWriter;

/** RTCP over the wire, sealed, on the port of RTP and on its own. */
class ReportsTest extends ReportScene {
    private static final long NTP = 0x1234_5678_9abc_def0L;

    @Test
    void rfc5761_reports_go_both_ways_on_the_port_of_rtp() throws Exception {
        house.call("s1", alice, MUX, bob, MUX);
        aliceSpeaksWithALoss();
        alice.send(alice.sealedReport(senderReport()));

        RtcpView report = at(alice.socket);
        assertThat(report.type()).isEqualTo(RtcpView.RECEIVER_REPORT);
        assertBlockAboutAlice(report);
        bob.say(0, new byte[160]);
        assertThat(alice.hear(10_000)).isPresent();
        RtcpView next = at(alice.socket);
        assertThat(next.type()).as("we have spoken meanwhile").isEqualTo(RtcpView.SENDER_REPORT);
        assertBlockAboutAlice(next);
    }

    @Test
    void rfc3550_11_reports_go_both_ways_on_ports_of_their_own() throws Exception {
        try (var control = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            house.call("s1", alice, new String[] {"a=rtcp:" + control.getLocalPort()}, bob, MUX);
            aliceSpeaksWithALoss();
            byte[] sealed = alice.sealedReport(senderReport());
            control.send(new DatagramPacket(sealed, sealed.length, alice.control()));

            RtcpView report = at(control);
            assertThat(report.type()).isEqualTo(RtcpView.RECEIVER_REPORT);
            assertBlockAboutAlice(report);
        }
    }

    @Test
    void forged_and_repeated_reports_are_refused_and_move_nothing() throws Exception {
        try (var stranger = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var control = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            house.call("s1", alice, new String[] {"a=rtcp:" + control.getLocalPort()}, bob, MUX);
            aliceSpeaksWithALoss();
            byte[] genuine = alice.sealedReport(senderReport());
            control.send(new DatagramPacket(genuine, genuine.length, alice.control()));
            byte[] forged = alice.sealedReport(senderReport());
            forged[12] ^= 1;
            stranger.send(new DatagramPacket(forged, forged.length, alice.control()));
            stranger.send(new DatagramPacket(genuine, genuine.length, alice.control()));
            byte[] clear = senderReport();
            stranger.send(new DatagramPacket(clear, clear.length, alice.control()));
            alice.sendFrom(stranger, forged); // RTCP on the port of RTP, where that is not agreed on

            assertBlockAboutAlice(at(control));
            stranger.setSoTimeout(100);
            assertThat(datagram(stranger)).isEmpty();
        }
        assertThat(refused()).isEqualTo(4);
    }

    long refused() {
        return house.client.report(house.session("s1")).getLegs(0).getPacketsRefused();
    }

    @Test
    void rfc3550_6_4_1_what_the_peer_reports_of_us_stands_in_the_measures_of_its_leg() throws Exception {
        house.call("s1", alice, MUX, bob, MUX);
        assertThat(measures().hasRoundTripUs()).isFalse();
        assertThat(measures().hasPacketsLostByPeer()).isFalse();
        bob.say(0, new byte[160]);
        int ours = alice.hear(10_000).orElseThrow().ssrc();
        RtcpView told = at(alice.socket);
        assertThat(told.isSenderReport()).isTrue();
        byte[] octets = new byte[128];
        var writer = new RtcpWriter();
        writer.begin(octets, 0);
        writer.receiverReport(ScriptedPhone.SSRC);
        writer.reportBlock(ours, 0, 3, 1, 0, told.senderNtpMiddle(), 0);
        alice.send(alice.sealedReport(Arrays.copyOf(octets, writer.lengthBytes())));
        for (int tries = 0; tries < 200 && !measures().hasRoundTripUs(); tries++) {
            Thread.sleep(20);
        }
        assertThat(measures().hasRoundTripUs()).isTrue();
        assertThat(measures().getRoundTripUs()).isLessThan(60_000_000);
        assertThat(measures().getPacketsLostByPeer()).isEqualTo(3);
    }

    /** Alice's loss goes on to Bob as a gap; that is none of his leg's. */
    @Test
    void a_peer_has_not_lost_what_was_lost_before_it_was_relayed() throws Exception {
        house.call("s1", alice, MUX, bob, MUX);
        aliceSpeaksWithALoss();
        alice.say(0, new byte[160]);
        int ours = bob.hear(10_000).orElseThrow().ssrc();
        byte[] octets = new byte[128];
        var writer = new RtcpWriter();
        writer.begin(octets, 0);
        writer.receiverReport(ScriptedPhone.SSRC);
        writer.reportBlock(ours, 50, 3, 1, 0, 0, 0);
        bob.send(bob.sealedReport(Arrays.copyOf(octets, writer.lengthBytes())));
        for (int tries = 0; tries < 200 && !measures(1).hasPacketsLostByPeer(); tries++) {
            Thread.sleep(20);
        }
        assertThat(measures(1).hasPacketsLostByPeer()).isTrue();
        assertThat(measures(1).getPacketsLostByPeer()).isEqualTo(2);
    }

    @Test
    void the_end_of_a_leg_is_said() throws Exception {
        house.call("s1", alice, MUX, bob, MUX);
        aliceSpeaksWithALoss();
        assertThat(house.close("s1").getLegsCount()).isEqualTo(2);

        bob.socket.setSoTimeout(10_000);
        byte[] last = {};
        for (Optional<byte[]> next = datagram(bob.socket); next.isPresent(); next = datagram(bob.socket)) {
            last = next.get();
            bob.socket.setSoTimeout(100);
        }
        byte[] opened = bob.openedReport(last).orElseThrow();
        var view = new RtcpView();
        assertThat(view.wrap(opened, 0, opened.length)).isTrue();
        int lastType = 0;
        while (view.next()) {
            lastType = view.type();
        }
        assertThat(lastType).isEqualTo(RtcpView.BYE);
    }

    /** Ten packets of which one is lost; all that come have been heard by Bob. */
    private void aliceSpeaksWithALoss() throws Exception {
        for (int count = 0; count < 10; count++) {
            byte[] packet = alice.sealed(0, false, new byte[160]);
            if (count != 5) {
                alice.send(packet);
                assertThat(bob.hear(10_000)).isPresent();
            }
        }
    }

    private static byte[] senderReport() {
        byte[] octets = new byte[128];
        var writer = new RtcpWriter();
        writer.begin(octets, 0);
        writer.senderReport(ScriptedPhone.SSRC, NTP, 1, 10, 1_600);
        return Arrays.copyOf(octets, writer.lengthBytes());
    }

    private static void assertBlockAboutAlice(RtcpView report) {
        assertThat(report.reportBlocks()).isOne();
        assertThat(report.blockSsrc(0)).isEqualTo(ScriptedPhone.SSRC);
        assertThat(report.blockCumulativeLost(0)).isOne();
        assertThat(report.blockLastSenderReport(0)).isEqualTo((int) (NTP >>> 16));
    }
}
