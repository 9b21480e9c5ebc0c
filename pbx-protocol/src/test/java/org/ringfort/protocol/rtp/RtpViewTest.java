package org.ringfort.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtpViewTest {
    private final RtpView view = new RtpView();

    @Test
    void rfc3550_5_1_fixed_header() {
        byte[] packet = HexFormat.of().parseHex("00" + "80e5fffe01020304deadbeef" + "a1a2a3");

        assertThat(view.wrap(packet, 1, 15)).isTrue();
        assertThat(view.marker()).isTrue();
        assertThat(view.payloadType()).isEqualTo(101);
        assertThat(view.sequence()).isEqualTo(0xfffe);
        assertThat(view.timestamp()).isEqualTo(0x01020304);
        assertThat(view.ssrc()).isEqualTo(0xdeadbeef);
        assertThat(view.payloadStart()).isEqualTo(13);
        assertThat(view.payloadBytes()).isEqualTo(3);
    }

    @Test
    void rfc3550_5_3_1_contributing_sources_and_extension() {
        byte[] packet = HexFormat.of()
                .parseHex("92000001" + "00000000" + "00000001" + "0000000a0000000b" + "bede0001" + "12345678" + "ff");

        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.headerBytes()).isEqualTo(28);
        assertThat(view.payloadBytes()).isEqualTo(1);
    }

    @Test
    void padding_is_taken_off_and_impossible_padding_told() {
        byte[] packet = HexFormat.of().parseHex("a00000010000000000000001" + "aabbcc" + "0002");
        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.payloadBytes()).isEqualTo(3);

        packet[packet.length - 1] = 6;
        assertThat(view.payloadBytes()).isEqualTo(-1);
        packet[packet.length - 1] = 0;
        assertThat(view.payloadBytes()).isEqualTo(-1);
    }

    @Test
    void a_header_that_does_not_fit_is_no_packet() {
        assertThat(view.wrap(HexFormat.of().parseHex("8000000100000000000000"), 0, 11))
                .isFalse();
        assertThat(view.wrap(HexFormat.of().parseHex("810000010000000000000001"), 0, 12))
                .isFalse();
        assertThat(view.wrap(HexFormat.of().parseHex("900000010000000000000001"), 0, 12))
                .isFalse();
        assertThat(view.wrap(HexFormat.of().parseHex("900000010000000000000001bedeffff"), 0, 16))
                .isFalse();
        assertThat(view.wrap(HexFormat.of().parseHex("400000010000000000000001"), 0, 12))
                .isFalse();
    }

    @Property(tries = 3000)
    void never_looks_outside(@ForAll @Size(max = 80) byte[] octets) {
        if (view.wrap(octets, 0, octets.length)) {
            assertThat(view.payloadBytes()).isBetween(-1, octets.length - RtpView.FIXED_HEADER_BYTES);
        }
    }

    @Property
    void a_written_header_reads_the_same(
            @ForAll boolean marker,
            @ForAll @IntRange(max = 127) int type,
            @ForAll @IntRange(max = 65_535) int sequence,
            @ForAll int timestamp,
            @ForAll int ssrc) {
        byte[] packet = new byte[16];
        RtpView.writeHeader(packet, 2, marker, type, sequence, timestamp, ssrc);

        assertThat(view.wrap(packet, 2, 12)).isTrue();
        assertThat(view.marker()).isEqualTo(marker);
        assertThat(view.payloadType()).isEqualTo(type);
        assertThat(view.sequence()).isEqualTo(sequence);
        assertThat(view.timestamp()).isEqualTo(timestamp);
        assertThat(view.ssrc()).isEqualTo(ssrc);
    }
}
