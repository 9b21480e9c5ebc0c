package org.ringfort.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtcpViewTest {
    private final RtcpView view = new RtcpView();
    private final RtcpWriter writer = new RtcpWriter();

    @Test
    void rfc3550_6_4_1_sender_report_with_block_name_and_bye() {
        byte[] packet = new byte[256];
        writer.begin(packet, 0);
        writer.senderReport(0xcafe, 0x1122334455667788L, 160, 7, 1120);
        writer.reportBlock(0xbeef, 64, -3, 70_000, 12, 0x33445566, 65_536);
        writer.canonicalName(0xcafe, "abc".getBytes(StandardCharsets.US_ASCII));
        writer.bye(0xcafe);

        assertThat(view.wrap(packet, 0, writer.lengthBytes())).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.isSenderReport()).isTrue();
        assertThat(view.senderSsrc()).isEqualTo(0xcafe);
        assertThat(view.senderNtpMiddle()).isEqualTo(0x33445566);
        assertThat(view.reportBlocks()).isEqualTo(1);
        assertThat(view.blockSsrc(0)).isEqualTo(0xbeef);
        assertThat(view.blockFractionLost(0)).isEqualTo(64);
        assertThat(view.blockCumulativeLost(0)).isEqualTo(-3);
        assertThat(view.blockJitterTicks(0)).isEqualTo(12);
        assertThat(view.blockLastSenderReport(0)).isEqualTo(0x33445566);
        assertThat(view.blockDelaySinceLastSenderReport(0)).isEqualTo(65_536);
        assertThat(view.next()).isTrue();
        assertThat(view.type()).isEqualTo(RtcpView.SOURCE_DESCRIPTION);
        assertThat(view.reportBlocks()).isZero();
        assertThat(view.next()).isTrue();
        assertThat(view.type()).isEqualTo(RtcpView.BYE);
        assertThat(view.next()).isFalse();
    }

    @Test
    void rfc3550_6_4_2_receiver_report_on_the_wire() {
        byte[] packet = new byte[64];
        writer.begin(packet, 0);
        writer.receiverReport(0x01020304);
        writer.canonicalName(0x01020304, "ab".getBytes(StandardCharsets.US_ASCII));

        assertThat(HexFormat.of().formatHex(packet, 0, writer.lengthBytes()))
                .isEqualTo("80c9000101020304" + "81ca00030102030401026162" + "00000000");
    }

    @Test
    void a_count_that_lies_reads_only_the_blocks_that_fit() {
        byte[] packet = HexFormat.of().parseHex("9fc9000101020304");

        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.reportBlocks()).isZero();
    }

    @Test
    void parts_that_do_not_fit_are_no_packet() {
        assertThat(view.wrap(HexFormat.of().parseHex("80c9000201020304"), 0, 8)).isFalse();
        assertThat(view.wrap(HexFormat.of().parseHex("80c9000101020304" + "80c9"), 0, 10))
                .isFalse();
        assertThat(view.wrap(HexFormat.of().parseHex("40c9000101020304"), 0, 8)).isFalse();
        assertThat(view.wrap(HexFormat.of().parseHex("80c90000"), 0, 4)).isFalse();
    }

    @Property(tries = 3000)
    void never_looks_outside(@ForAll @Size(max = 120) byte[] octets) {
        for (int at = 0; at < octets.length; at += 4) {
            octets[at] = (byte) (0x80 | (octets[at] & 0x3f)); // more often version 2
        }
        if (view.wrap(octets, 0, octets.length)) {
            int parts = 0;
            while (view.next()) {
                parts++;
                view.senderSsrc();
                if (view.isSenderReport()) {
                    view.senderNtpMiddle();
                }
                for (int block = 0; block < view.reportBlocks(); block++) {
                    view.blockSsrc(block);
                    view.blockDelaySinceLastSenderReport(block);
                }
            }
            assertThat(parts).isBetween(1, octets.length / 4);
        }
    }

    @Test
    void rfc3611_3_blocks_of_an_extended_report_are_walked_and_unknown_ones_passed_over() {
        byte[] packet = new byte[256];
        writer.begin(packet, 0);
        writer.receiverReport(0xcafe);
        writer.extendedReport(0xcafe);
        writer.referenceTime(0x1122334455667788L);
        writer.delaySinceReference(0xbeef, 0x33445566, 65_536);
        writer.voipMetrics(0xbeef, 10, 20, 30, 400, 70_000, 25);
        assertThat(HexFormat.of().formatHex(packet, 8, writer.lengthBytes()))
                .isEqualTo("80cf0011" + "0000cafe" // header
                        + "04000002" + "1122334455667788" // reference time
                        + "05000003" + "0000beef" + "33445566" + "00010000" // delay since the last
                        + "07000008" + "0000beef" + "0a00141e" + "0190ffff" + "00190000" // loss, bursts, delays
                        + "7f7f7f10" + "7f7f7f7f" + "0000000000000000"); // levels, opinions, buffer

        assertThat(view.wrap(packet, 0, writer.lengthBytes())).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.nextExtended()).as("in a receiver report").isFalse();
        assertThat(view.next()).isTrue();
        assertThat(view.type()).isEqualTo(RtcpView.EXTENDED_REPORT);
        assertThat(view.nextExtended()).isTrue();
        assertThat(view.extendedType()).isEqualTo(RtcpView.REFERENCE_TIME);
        assertThat(view.referenceNtpMiddle()).isEqualTo(0x33445566);
        packet[16 + 12] = 99; // the second block is of a kind that nobody knows
        assertThat(view.nextExtended()).isTrue();
        assertThat(view.extendedType()).isEqualTo(99);
        packet[16 + 12] = RtcpView.DELAY_SINCE_REFERENCE;
        assertThat(view.delays()).isEqualTo(1);
        assertThat(view.delaySsrc(0)).isEqualTo(0xbeef);
        assertThat(view.delayLastReference(0)).isEqualTo(0x33445566);
        assertThat(view.delaySinceLastReference(0)).isEqualTo(65_536);
        assertThat(view.nextExtended()).isTrue();
        assertThat(view.extendedType()).isEqualTo(RtcpView.VOIP_METRICS);
        assertThat(view.voipSsrc()).isEqualTo(0xbeef);
        assertThat(view.voipLossRate()).isEqualTo(10);
        assertThat(view.voipBurstDensity()).isEqualTo(20);
        assertThat(view.voipEndSystemDelayMillis()).isZero();
        assertThat(view.voipOpinion()).isEqualTo(127);
        assertThat(view.nextExtended()).isFalse();
    }

    @Test
    void rfc3611_3_a_block_that_is_longer_than_its_report_ends_it_and_a_short_one_is_of_no_kind() {
        byte[] packet = new byte[64];
        writer.begin(packet, 0);
        writer.extendedReport(0xcafe);
        writer.referenceTime(0);
        packet[8 + 3] = 3;
        assertThat(view.wrap(packet, 0, writer.lengthBytes())).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.nextExtended()).isFalse();
        packet[8 + 3] = 1;
        assertThat(view.wrap(packet, 0, writer.lengthBytes())).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.nextExtended()).isTrue();
        assertThat(view.extendedType()).isZero();
        assertThat(view.nextExtended()).isTrue();
        assertThat(view.nextExtended()).isFalse();
    }
}
