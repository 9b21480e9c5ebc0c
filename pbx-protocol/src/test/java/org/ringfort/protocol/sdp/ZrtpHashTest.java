package org.ringfort.protocol.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a ZRTP Hello beforehand.
 *  @rfc 6189 8 */
class ZrtpHashTest {
    private static final String HASH = "fe30efd02423cb054e50efd0248742ac7a52c8f91bc2df881ae642c371ba46df";

    @Test
    void rfc6189_8_the_line_of_the_example_is_read_and_written() {
        SessionDescription read = read("a=zrtp-hash:1.10 " + HASH);
        assertThat(read.media().getFirst().attributes()).containsExactly(new Attribute.ZrtpHash("1.10", HASH));
        assertThat(new String(SdpEncoder.encode(read), StandardCharsets.UTF_8))
                .contains("\r\na=zrtp-hash:1.10 " + HASH + "\r\n");
    }

    @Test
    void capitals_and_spare_blanks_are_the_same_hash() {
        assertThat(read("a=zrtp-hash: 1.10  " + HASH.toUpperCase(java.util.Locale.ROOT) + " ")
                        .media()
                        .getFirst()
                        .attributes())
                .containsExactly(new Attribute.ZrtpHash("1.10", HASH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=zrtp-hash:" + HASH,
                "a=zrtp-hash",
                "a=zrtp-hash:1.10 ",
                "a=zrtp-hash:1.1 " + HASH,
                "a=zrtp-hash:11.10 " + HASH,
                "a=zrtp-hash:1.10 " + HASH + "0",
                "a=zrtp-hash:1.10 0" + "g" + "0",
                "a=zrtp-hash:1.10 " + HASH + " x"
            })
    void a_misshapen_one_is_a_line_that_nobody_acts_on(String line) {
        assertThat(read(line).media().getFirst().attributes())
                .hasSize(1)
                .allSatisfy(attribute -> assertThat(attribute).isInstanceOf(Attribute.Other.class));
    }

    private static SessionDescription read(String line) {
        List<String> lines = List.of(
                "v=0",
                "o=- 1 1 IN IP4 192.0.2.1",
                "s=-",
                "c=IN IP4 192.0.2.1",
                "t=0 0",
                "m=audio 4000 RTP/AVP 0",
                line);
        byte[] body = (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
        return ((Decoded.Description) SdpDecoder.decode(Limits.DEFAULT, body)).session();
    }
}
