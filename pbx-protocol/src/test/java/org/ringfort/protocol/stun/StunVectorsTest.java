package org.ringfort.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.secret.Secret;

/**
 * The messages of RFC 5769, octet by octet.
 *
 * @rfc 5769 2.1
 * @rfc 5769 2.2
 * @rfc 5769 2.3
 * @rfc 5769 2.4
 * @rfc 8489 14.2
 * @rfc 8489 14.5
 * @rfc 8489 14.7
 */
class StunVectorsTest {
    private static final Secret PASSWORD = Secret.ofText("VOkJxbRl1RmTxUk/WvJxBt");
    private static final StunTransaction TRANSACTION = new StunTransaction(0xb7e7a701, 0xbc34d686fa87dfaeL);

    private static final String REQUEST = """
            00010058 2112a442 b7e7a701 bc34d686 fa87dfae
            80220010 5354554e 20746573 7420636c 69656e74
            00240004 6e0001ff
            80290008 932ff9b1 51263b36
            00060009 6576746a 3a683676 59202020
            00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
            80280004 e57a3bcf
            """;

    private static final String IPV4_RESPONSE = """
            0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
            8022000b 74657374 20766563 746f7220
            00200008 0001a147 e112a643
            00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
            80280004 c07d4c96
            """;

    private static final String IPV6_RESPONSE = """
            01010048 2112a442 b7e7a701 bc34d686 fa87dfae
            8022000b 74657374 20766563 746f7220
            00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
            00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
            80280004 c8fb0b4c
            """;

    private static final String LONG_TERM_REQUEST = """
            00010060 2112a442 78ad3433 c6ad72c0 29da412e
            00060012 e3839ee3 8388e383 aae38383 e382afe3 82b90000
            0015001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341
            0014000b 6578616d 706c652e 6f726700
            00080014 f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666
            """;

    @Test
    void rfc5769_2_1_sample_request() {
        StunDatagram read = read(REQUEST);

        assertThat(read.message())
                .isEqualTo(StunMessage.binding(
                        StunClass.REQUEST,
                        TRANSACTION,
                        List.of(
                                new StunAttribute.Other(0x8022),
                                new StunAttribute.Priority(0x6e0001ffL),
                                new StunAttribute.IceControlled(0x932ff9b151263b36L),
                                new StunAttribute.Username("evtj:h6vY"))));
        assertProtected(read);
    }

    @Test
    void rfc5769_2_2_sample_ipv4_response() {
        StunDatagram read = read(IPV4_RESPONSE);

        assertThat(read.message()).isEqualTo(success("192.0.2.1"));
        assertProtected(read);
    }

    @Test
    void rfc5769_2_3_sample_ipv6_response() {
        StunDatagram read = read(IPV6_RESPONSE);

        assertThat(read.message()).isEqualTo(success("2001:db8:1234:5678:11:2233:4455:6677"));
        assertProtected(read);
    }

    /** Nobody here has long-term credentials; the sum is the same over another key. */
    @Test
    void rfc5769_2_4_sample_request_with_long_term_authentication() throws Exception {
        byte[] key = MessageDigest.getInstance("MD5")
                .digest("マトリックス:example.org:TheMatrIX".getBytes(StandardCharsets.UTF_8));
        StunDatagram read = read(LONG_TERM_REQUEST);

        assertThat(read.message().attribute(StunAttribute.Username.class))
                .contains(new StunAttribute.Username("マトリックス"));
        assertThat(read.message().notUnderstood(Set.of())).isEmpty();
        assertThat(read.fingerprinted()).isFalse();
        assertThat(read.authenticates(Secret.of(key))).isTrue();
        assertThat(read.authenticates(Secret.ofText("TheMatrIX"))).isFalse();
    }

    /** SOFTWARE and the padding of the vectors are not written here, so the sums differ. */
    @Test
    void rfc8489_14_5_and_14_7_what_is_written_is_protected_as_the_vectors_are() {
        byte[] written = StunEncoder.encode(success("192.0.2.1"), PASSWORD);

        assertThat(StunDecoder.decode(written, 0, written.length)).hasValueSatisfying(StunVectorsTest::assertProtected);
        assertThat(HexFormat.of().formatHex(written))
                .startsWith("01010030" + "2112a442b7e7a701bc34d686fa87dfae" + "80220000" + "002000080001a147e112a643"
                        + "00080014");
    }

    private static void assertProtected(StunDatagram read) {
        assertThat(read.fingerprinted()).isTrue();
        assertThat(read.authenticates(PASSWORD)).isTrue();
        assertThat(read.authenticates(Secret.ofText("VOkJxbRl1RmTxUk/WvJxBu"))).isFalse();
        assertThat(read.authenticates(Secret.ofText(""))).isFalse();
    }

    private static StunMessage success(String address) {
        return StunMessage.binding(
                StunClass.SUCCESS,
                TRANSACTION,
                List.of(
                        new StunAttribute.Other(0x8022),
                        new StunAttribute.XorMappedAddress(
                                new InetSocketAddress(InetAddress.ofLiteral(address), 32_853))));
    }

    private static StunDatagram read(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        return StunDecoder.decode(octets, 0, octets.length).orElseThrow();
    }
}
