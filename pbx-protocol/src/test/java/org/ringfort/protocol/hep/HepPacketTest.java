package org.ringfort.protocol.hep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.ringfort.protocol.sip.Body;

class HepPacketTest {
    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static HepPacket of(byte[] payload, Optional<String> key, Optional<String> correlation) {
        return new HepPacket(
                at("212.202.0.1", 12_010),
                at("82.116.0.211", 5_060),
                17,
                1_313_440_459_120_000L,
                228,
                key,
                correlation,
                Body.of(payload));
    }

    /** The example of the protocol's description, chunk by chunk. */
    @Test
    void the_example_of_the_description() {
        byte[] octets = of("INVITE sip:bob".getBytes(StandardCharsets.US_ASCII), Optional.empty(), Optional.empty())
                .octets();
        assertThat(HexFormat.of().formatHex(octets))
                .isEqualTo("48455033" + "0071"
                        + "0000" + "0001" + "0007" + "02"
                        + "0000" + "0002" + "0007" + "11"
                        + "0000" + "0003" + "000a" + "d4ca0001"
                        + "0000" + "0004" + "000a" + "527400d3"
                        + "0000" + "0007" + "0008" + "2eea"
                        + "0000" + "0008" + "0008" + "13c4"
                        + "0000" + "0009" + "000a" + "4e4982cb"
                        + "0000" + "000a" + "000a" + "0001d4c0"
                        + "0000" + "000b" + "0007" + "01"
                        + "0000" + "000c" + "000a" + "000000e4"
                        + "0000" + "000f" + "0014" + "494e56495445207369703a626f62");
    }

    @Test
    void a_key_and_a_correlation_have_chunks_of_their_own() {
        String hex = HexFormat.of()
                .formatHex(of(new byte[0], Optional.of("key"), Optional.of("call-1"))
                        .octets());
        assertThat(hex)
                .contains("0000" + "000e" + "0009" + "6b6579")
                .contains("0000" + "0011" + "000c" + "63616c6c2d31");
    }

    @Test
    void ipv6() {
        var packet = new HepPacket(
                at("2001:db8::1", 5061),
                at("2001:db8::2", 5061),
                6,
                0,
                1,
                Optional.empty(),
                Optional.empty(),
                Body.of(new byte[1]));
        assertThat(HexFormat.of().formatHex(packet.octets()))
                .contains("0000" + "0001" + "0007" + "0a")
                .contains("0000" + "0005" + "0016" + "20010db8000000000000000000000001")
                .contains("0000" + "0006" + "0016" + "20010db8000000000000000000000002");
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> of(new byte[HepPacket.MOST_PAYLOAD + 1], Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(new byte[1], Optional.of("x".repeat(256)), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HepPacket(
                        at("192.0.2.1", 1),
                        at("2001:db8::2", 1),
                        6,
                        0,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Body.of(new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void the_lengths_always_add_up(@ForAll @Size(max = 3_000) byte[] payload, @ForAll @Size(max = 60) byte[] id) {
        byte[] octets = of(payload, Optional.empty(), Optional.of(HexFormat.of().formatHex(id)))
                .octets();
        ByteBuffer in = ByteBuffer.wrap(octets);
        in.getInt();
        assertThat(Short.toUnsignedInt(in.getShort())).isEqualTo(octets.length);
        while (in.hasRemaining()) {
            in.getInt();
            int length = Short.toUnsignedInt(in.getShort());
            assertThat(length).isBetween(6, in.remaining() + 6);
            in.position(in.position() + length - 6);
        }
    }
}
