package org.ringfort.protocol.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.kernel.secret.Secret;

/**
 * What ICE, BUNDLE and DTLS say of a media section.
 *
 * @rfc 5888 4
 * @rfc 5888 5
 * @rfc 8445 5.1.2.1
 * @rfc 8839 5.1
 * @rfc 8839 5.3
 * @rfc 8839 5.4
 * @rfc 8839 5.6
 * @rfc 8840 8
 * @rfc 8842 4
 * @rfc 9143 5
 */
class IceAttributesTest {
    private static final String PASSWORD = "asd88fgpdd777uzjYhagZg";

    @Test
    void rfc8839_5_1_the_candidates_of_the_example_and_what_a_browser_appends() {
        assertThat(attributes("""
                a=candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ host
                a=candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998
                a=candidate:842163049 1 udp 1677729535 2001:db8::7 56143 typ srflx raddr :: rport 0 generation 0 network-cost 999
                a=candidate:3 1 udp 2113937151 a1b2c3d4-0000-4000-8000-000000000001.local 9 typ host generation 0 ufrag 8hhY
                a=candidate:4 2 tcp 1518214911 192.0.2.3 9 typ host tcptype active
                a=end-of-candidates
                """))
                .containsExactly(
                        new Attribute.Candidate(
                                "1", 1, "UDP", 2_130_706_431, "203.0.113.141", 8_998, "host", Optional.empty()),
                        new Attribute.Candidate(
                                "2",
                                1,
                                "UDP",
                                1_694_498_815,
                                "192.0.2.3",
                                45_664,
                                "srflx",
                                related("203.0.113.141", 8_998)),
                        new Attribute.Candidate(
                                "842163049", 1, "udp", 1_677_729_535, "2001:db8::7", 56_143, "srflx", related("::", 0)),
                        new Attribute.Candidate(
                                "3",
                                1,
                                "udp",
                                2_113_937_151,
                                "a1b2c3d4-0000-4000-8000-000000000001.local",
                                9,
                                "host",
                                Optional.empty()),
                        new Attribute.Candidate("4", 2, "tcp", 1_518_214_911, "192.0.2.3", 9, "host", Optional.empty()),
                        new Attribute.EndOfCandidates());
    }

    @Test
    void rfc8445_5_1_2_1_a_candidate_of_this_host_has_the_recommended_priority() {
        Attribute ours = Attribute.Candidate.host("1", 1, 65_535, "192.0.2.1", 8_998);

        assertThat(written(ours)).contains("\r\na=candidate:1 1 udp 2130706431 192.0.2.1 8998 typ host\r\n");
        assertThat(Attribute.Candidate.host("2", 2, 0, "2001:db8::1", 8_998).priority())
                .isEqualTo((126 << 24) + 254);
    }

    @Test
    void rfc8839_5_4_the_password_is_read_and_never_printed() {
        List<Attribute> read = attributes("a=ice-ufrag:8hhY\na=ice-pwd:" + PASSWORD);

        assertThat(read).containsExactly(new Attribute.IceUfrag("8hhY"), new Attribute.IcePwd(Secret.ofText(PASSWORD)));
        assertThat(read.toString()).contains("8hhY").doesNotContain(PASSWORD);
        assertThat(attributes("a=ice-pwd:" + PASSWORD + "!").toString()).doesNotContain(PASSWORD);
        assertThat(written(read.getLast())).contains("a=ice-pwd:" + PASSWORD + "\r\n");
    }

    @Test
    void what_a_browser_says_of_its_sections() {
        List<Attribute> read = attributes("""
                a=ice-lite
                a=ice-options:ice2 trickle
                a=group:BUNDLE 0 audio
                a=group:LS
                a=mid:0
                a=tls-id:abc3de65cddef001be_-
                """);

        assertThat(read)
                .containsExactly(
                        new Attribute.IceLite(),
                        new Attribute.IceOptions(List.of("ice2", "trickle")),
                        new Attribute.Group("BUNDLE", List.of("0", "audio")),
                        new Attribute.Group("LS", List.of()),
                        new Attribute.Mid("0"),
                        new Attribute.TlsId("abc3de65cddef001be_-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ice-ufrag:8hh",
                "ice-ufrag:8hh=",
                "ice-pwd:asd88fgpdd777uzjYhagZ",
                "ice-pwd:asd88fgpdd777 uzjYhagZg",
                "ice-lite:yes",
                "ice-options:",
                "ice-options:google-ice",
                "candidate:1 1 UDP 2130706431 203.0.113.141 8998",
                "candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ",
                "candidate:1 0 UDP 2130706431 203.0.113.141 8998 typ host",
                "candidate:1 257 UDP 2130706431 203.0.113.141 8998 typ host",
                "candidate:1 1 UDP 0 203.0.113.141 8998 typ host",
                "candidate:1 1 UDP 2147483648 203.0.113.141 8998 typ host",
                "candidate:1 1 UDP 99999999999999999999999 203.0.113.141 8998 typ host",
                "candidate:1 1 UDP 2130706431 203.0.113.141 65536 typ host",
                "candidate:- 1 UDP 2130706431 203.0.113.141 8998 typ host",
                "candidate:123456789012345678901234567890123 1 UDP 1 203.0.113.141 8998 typ host",
                "candidate:1 1 U/DP 2130706431 203.0.113.141 8998 typ host",
                "candidate:1 1 UDP 2130706431 203.0.113.141 8998 type host",
                "candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ srflx raddr 10.0.0.1",
                "candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ srflx raddr 10.0.0.1 rport 65536",
                "end-of-candidates:now",
                "mid:",
                "mid:a b",
                "mid:123456789012345678901234567890123",
                "group:",
                "group:BUNDLE a,b",
                "tls-id:1234567890123456789",
                "tls-id:1234567890123456789="
            })
    void misshapen_ones_spoil_nothing(String text) {
        assertThat(attributes("a=" + text)).singleElement().isInstanceOf(Attribute.Other.class);
    }

    @Test
    void nothing_misshapen_can_be_made() {
        String[] tries = {"", "a", "a b", "a\r\nb=c", "é".repeat(30), "x".repeat(257)};
        for (String text : tries) {
            assertThatThrownBy(() -> new Attribute.IceUfrag(text)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Attribute.IcePwd(Secret.ofText(text)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Attribute.TlsId(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Attribute.Mid("a\r\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attribute.Group("BUNDLE", List.of("a b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attribute.IceOptions(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attribute.Candidate.host("1", 1, 65_536, "192.0.2.1", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attribute.Candidate.host("1", 1, 1, "192.0.2.1 x", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attribute.RelatedAddress("::", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<Attribute.RelatedAddress> related(String address, int port) {
        return Optional.of(new Attribute.RelatedAddress(address, port));
    }

    private static List<Attribute> attributes(String lines) {
        String text = "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\nm=audio 9 UDP/TLS/RTP/SAVPF 0\n" + lines;
        return switch (SdpDecoder.decode(Limits.DEFAULT, text.getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Description read -> read.session().media().getFirst().attributes();
            case Decoded.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private static String written(Attribute attribute) {
        var origin = new Origin("-", "1", "1", AddressType.IP4, "192.0.2.1");
        return new String(
                SdpEncoder.encode(new SessionDescription(origin, "-", Optional.empty(), List.of(attribute), List.of())),
                StandardCharsets.UTF_8);
    }
}
