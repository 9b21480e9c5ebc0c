package org.ringfort.protocol.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Packets of ZRTP, one of them by bzrtp 1.1 (linphone 5.1), whose own description told that hash.
 *
 * @rfc 6189 5
 * @rfc 6189 5.2
 * @rfc 6189 8.1
 */
class ZrtpViewTest {
    private static final byte[] HELLO = HexFormat.of()
            .parseHex("1000034a5a525450cab90358505a001e48656c6c6f202020312e3130425a52545076312e3100000000000000"
                    + "a3ce1ca92459a470f59d5469161b04da3a62bbc64a03877abf3866c25e5752001f6217ae46b79d789bb5c184"
                    + "0001222153323536414553314145533348533830485333324448336b4d756c7442333220d764bd3057123b0f"
                    + "fd9e50c9");
    private static final byte[] HASH =
            HexFormat.of().parseHex("eff8be1d0a8f2c11bb09eae0958d25a2776d7365fc5bb53d0067e9c62daab7c2");

    private final ZrtpView view = new ZrtpView();

    @Test
    void rfc6189_5_2_the_hello_of_a_phone_is_the_one_that_its_description_told() {
        assertThat(view.wrap(HELLO, 0, HELLO.length)).isTrue();
        assertThat(view.message()).isEqualTo(ZrtpMessage.HELLO);
        assertThat(view.hashesTo(HASH)).isTrue();
        assertThat(view.hashesTo(HASH)).as("asked twice").isTrue();
        assertThat(view.hashesTo(new byte[ZrtpView.HASH_BYTES])).isFalse();
    }

    @Test
    void it_is_read_where_it_lies_in_a_larger_buffer() {
        byte[] room = new byte[HELLO.length + 50];
        Arrays.fill(room, (byte) 0x5a);
        System.arraycopy(HELLO, 0, room, 7, HELLO.length);
        assertThat(view.wrap(room, 7, HELLO.length)).isTrue();
        assertThat(view.hashesTo(HASH)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void rfc6189_5_1_1_every_message_is_known_by_its_name(ZrtpMessage message) {
        byte[] packet = message == ZrtpMessage.HELLO ? HELLO : packet(name(message), 40);
        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.message()).isEqualTo(message);
    }

    @Test
    void what_only_looks_like_one_is_none() {
        assertThat(wraps(packet("Confirm2", 40))).isTrue();
        assertThat(wraps(packet("confirm2", 40))).as("unknown name").isFalse();
        assertThat(wraps(packet("Hello   ", 12)))
                .as("a Hello without a hash image")
                .isFalse();
        assertThat(wraps(packet("Hello   ", 4 * 58))).as("an endless Hello").isFalse();
        assertThat(wraps(changed(packet("Confirm2", 40), 0, 0x00))).as("STUN").isFalse();
        assertThat(wraps(changed(packet("Confirm2", 40), 4, 'X'))).as("cookie").isFalse();
        assertThat(wraps(changed(packet("Confirm2", 40), 12, 0x51)))
                .as("preamble")
                .isFalse();
        assertThat(wraps(changed(packet("Confirm2", 40), 15, 9))).as("length").isFalse();
    }

    @Property
    void one_changed_octet_anywhere_spoils_the_checksum(
            @ForAll @IntRange(max = 135) int at, @ForAll @IntRange(min = 1, max = 255) int by) {
        byte[] packet = HELLO.clone();
        packet[at % packet.length] ^= (byte) by;
        assertThat(wraps(packet)).isFalse();
    }

    @Property(tries = 2_000)
    void any_octets_give_an_answer(@ForAll byte[] octets) {
        assertThat(wraps(octets)).isFalse();
    }

    @Property
    void no_shorter_part_of_one_is_one(@ForAll @IntRange(max = 135) int length) {
        assertThat(view.wrap(HELLO, 0, length)).isFalse();
    }

    private boolean wraps(byte[] packet) {
        return view.wrap(packet, 0, packet.length);
    }

    /** Changed, and the checksum made anew: what else is looked at. */
    private static byte[] changed(byte[] packet, int at, int octet) {
        packet[at] = (byte) octet;
        return sealed(packet);
    }

    private static byte[] packet(String name, int messageBytes) {
        ByteBuffer packet = ByteBuffer.allocate(12 + messageBytes + 4);
        packet.putShort((short) 0x1000).putShort((short) 1).putInt(0x5a525450).putInt(0xcafe);
        packet.putShort((short) 0x505a).putShort((short) (messageBytes / 4));
        packet.put(name.getBytes(StandardCharsets.US_ASCII));
        return sealed(packet.array());
    }

    private static byte[] sealed(byte[] packet) {
        var crc = new CRC32C();
        crc.update(packet, 0, packet.length - 4);
        ByteBuffer.wrap(packet).putInt(packet.length - 4, Integer.reverseBytes((int) crc.getValue()));
        return packet;
    }

    private static String name(ZrtpMessage message) {
        return switch (message) {
            case HELLO -> "Hello   ";
            case HELLO_ACK -> "HelloACK";
            case COMMIT -> "Commit  ";
            case DH_PART_1 -> "DHPart1 ";
            case DH_PART_2 -> "DHPart2 ";
            case CONFIRM_1 -> "Confirm1";
            case CONFIRM_2 -> "Confirm2";
            case CONF_2_ACK -> "Conf2ACK";
            case ERROR -> "Error   ";
            case ERROR_ACK -> "ErrorACK";
            case GO_CLEAR -> "GoClear ";
            case CLEAR_ACK -> "ClearACK";
            case SAS_RELAY -> "SASrelay";
            case RELAY_ACK -> "RelayACK";
            case PING -> "Ping    ";
            case PING_ACK -> "PingACK ";
        };
    }
}
