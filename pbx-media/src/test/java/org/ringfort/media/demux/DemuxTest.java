package org.ringfort.media.demux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemuxTest {
    /** RFC 7983 section 7 and RFC 5761 section 4, at every edge. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, STUN",
        "3, 1, STUN",
        "4, 0, OTHER",
        "15, 0, OTHER",
        "16, 0, ZRTP",
        "19, 0, ZRTP",
        "20, 0, DTLS",
        "63, 0, DTLS",
        "64, 0, OTHER",
        "127, 0, OTHER",
        "128, 0, RTP",
        "128, 191, RTP",
        "128, 192, RTCP",
        "128, 200, RTCP",
        "191, 223, RTCP",
        "128, 224, RTP",
        "192, 200, OTHER",
        "255, 0, OTHER"
    })
    void by_first_octets(int first, int second, Demux.Kind kind) {
        assertThat(Demux.kind(new byte[] {(byte) first, (byte) second}, 0, 2)).isEqualTo(kind);
    }
}
