package org.ringfort.protocol.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpDecoderTest {
    /** RFC 8866 section 5. */
    private static final String RFC_8866_EXAMPLE = """
            v=0
            o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1
            s=Call to John Smith
            i=SDP Offer #1
            u=http://www.jdoe.example.com/home.html
            e=Jane Doe <jane@jdoe.example.com>
            p=+1 617 555-6011
            c=IN IP4 198.51.100.1
            t=0 0
            m=audio 49170 RTP/AVP 0
            m=audio 49180 RTP/AVP 0
            m=video 51372 RTP/AVP 99
            c=IN IP6 2001:db8::2
            a=rtpmap:99 h263-1998/90000
            """;

    /** RFC 4568 section 5.3 style, with everything a key parameter may have. */
    private static final String CRYPTO = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 "
            + "inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4 FEC_ORDER=FEC_SRTP";

    @Test
    void rfc8866_5_example() {
        SessionDescription session = read(RFC_8866_EXAMPLE);

        assertThat(session.origin())
                .isEqualTo(new Origin("jdoe", "3724394400", "3724394405", AddressType.IP4, "198.51.100.1"));
        assertThat(session.name()).isEqualTo("Call to John Smith");
        assertThat(session.connection()).contains(new Connection(AddressType.IP4, "198.51.100.1"));
        assertThat(session.media()).extracting(MediaDescription::port).containsExactly(49170, 49180, 51372);
        assertThat(session.media().get(2).connection()).contains(new Connection(AddressType.IP6, "2001:db8::2"));
        assertThat(session.media().get(2).attribute(Attribute.RtpMap.class))
                .contains(new Attribute.RtpMap(99, "h263-1998", 90_000, 1));
    }

    @Test
    void rfc4568_crypto_with_lifetime_and_mki() {
        SessionDescription session = read(audio(CRYPTO));

        var crypto =
                session.media().getFirst().attribute(Attribute.Crypto.class).orElseThrow();
        assertThat(crypto.tag()).isEqualTo(1);
        assertThat(crypto.suite()).isEqualTo("AES_CM_128_HMAC_SHA1_80");
        assertThat(crypto.sessionParameters()).containsExactly("FEC_ORDER=FEC_SRTP");
        var key = crypto.keys().getFirst();
        assertThat(key.keyAndSalt().lengthBytes()).isEqualTo(30);
        assertThat(key.lifetime()).contains("2^20");
        assertThat(key.mki()).contains(new Attribute.Mki("1", 4));
    }

    @Test
    void no_key_is_ever_printed() {
        String misshapen = "a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

        assertThat(read(audio(CRYPTO + "\n" + misshapen)).toString()).doesNotContain("WVNf");
    }

    @Test
    void base64_with_and_without_padding_is_the_same_key() {
        String padded = "a=crypto:2 AEAD_AES_256_GCM inline:" + "A".repeat(58) + "Q=";
        String bare = "a=crypto:2 AEAD_AES_256_GCM inline:" + "A".repeat(58) + "Q";

        assertThat(read(audio(padded))).isEqualTo(read(audio(bare)));
    }

    @Test
    void attributes_that_we_understand() {
        SessionDescription session = read(audio("""
                a=rtpmap:96 opus/48000/2
                a=fmtp:96 useinbandfec=1; minptime=10
                a=ptime:20
                a=rtcp:53020 IN IP4 192.0.2.7
                a=rtcp-mux
                a=setup:actpass
                a=fingerprint:SHA-256 4a:ad:b9:b1
                a=sendonly
                a=x-vendor:1:2
                """));

        assertThat(session.media().getFirst().attributes())
                .containsExactly(
                        new Attribute.RtpMap(96, "opus", 48_000, 2),
                        new Attribute.FormatParameters("96", "useinbandfec=1; minptime=10"),
                        new Attribute.PacketTime(20),
                        new Attribute.RtcpAddress(53_020, Optional.of(new Connection(AddressType.IP4, "192.0.2.7"))),
                        new Attribute.RtcpMux(),
                        Attribute.Setup.ACTPASS,
                        new Attribute.Fingerprint("sha-256", "4A:AD:B9:B1"),
                        Attribute.Direction.SENDONLY,
                        new Attribute.Other("x-vendor", Optional.of("1:2")));
    }

    @Test
    void line_ends_of_either_kind_and_blank_lines_at_the_end() {
        assertThat(read(RFC_8866_EXAMPLE.replace("\n", "\r\n") + "\r\n")).isEqualTo(read(RFC_8866_EXAMPLE));
    }

    @Test
    void phones_leave_out_name_and_time() {
        assertThat(read("v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 0").name())
                .isEqualTo("-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "v=1\no=- 1 1 IN IP4 192.0.2.1",
                "o=- 1 1 IN IP4 192.0.2.1\nv=0",
                "v=0",
                "v=0\no=- x 1 IN IP4 192.0.2.1",
                "v=0\no=- 1 1 IN IP4",
                "v=0\no=- 1 1 ATM IP4 192.0.2.1",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\no=- 1 1 IN IP4 192.0.2.1",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\nc=IN IP4",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio 65536 RTP/AVP 0",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio -1 RTP/AVP 0",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\n\nm=audio 4000 RTP/AVP 0",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\nx=1",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\na=",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\na=:x",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\na=x\ry",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\na=x\0y"
            })
    void refused_without_an_exception(String text) {
        assertThat(decode(text)).isInstanceOf(Decoded.Refused.class);
    }

    @Test
    void refused_where_it_is_not_utf8() {
        byte[] octets = HexFormat.of().parseHex("763d300af0288cbc");

        assertThat(SdpDecoder.decode(Limits.DEFAULT, octets)).isEqualTo(new Decoded.Refused(0, "not UTF-8"));
    }

    @Test
    void every_limit_holds() {
        var limits = new Limits(600, 100, 12, 2, 3);
        String head = "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\n";

        assertThat(fault(limits, head + "a=" + "x".repeat(600))).isEqualTo("too long");
        assertThat(fault(limits, head + "a=" + "x".repeat(99))).isEqualTo("line too long");
        assertThat(fault(limits, head + "a=x\n".repeat(10))).isEqualTo("too many lines");
        assertThat(fault(limits, head + "m=a 1 x 0\n".repeat(3))).isEqualTo("too many media sections");
        assertThat(fault(limits, head + "m=a 1 x 0 1 2 3\n")).isEqualTo("misshapen media line");
        assertThat(SdpDecoder.decode(limits, (head + "m=a 1 x 0 1 2\n".repeat(2)).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Decoded.Description.class);
    }

    @Test
    void misshapen_attributes_spoil_nothing() {
        List<String> misshapen = List.of(
                "rtpmap:128 PCMU/8000",
                "rtpmap:0 PCMU",
                "rtpmap:0 PCMU/0",
                "rtpmap:x PCMU/8000",
                "ptime:0",
                "ptime:99999999999",
                "rtcp:0",
                "rtcp:70000",
                "crypto:1 AES_CM_128_HMAC_SHA1_80",
                "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:",
                "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:!!!!",
                "crypto:1 AES_CM_128_HMAC_SHA1_80 uri:https://example.org/key",
                "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA|2^20|1:4|x",
                "fingerprint:sha-256 xx",
                "setup:sometimes");
        SessionDescription session = read(audio(misshapen.stream()
                .map(text -> "a=" + text)
                .reduce((one, other) -> one + "\n" + other)
                .orElseThrow()));

        assertThat(session.media().getFirst().attributes())
                .hasSize(misshapen.size())
                .allMatch(Attribute.Other.class::isInstance);
    }

    private static String audio(String attributes) {
        return "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 4000 RTP/SAVP 0\n" + attributes;
    }

    private static Decoded decode(String text) {
        return SdpDecoder.decode(Limits.DEFAULT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static SessionDescription read(String text) {
        return switch (decode(text)) {
            case Decoded.Description read -> read.session();
            case Decoded.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private static String fault(Limits limits, String text) {
        return switch (SdpDecoder.decode(limits, text.getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Description description -> throw new AssertionError(description.toString());
            case Decoded.Refused refused -> refused.fault();
        };
    }
}
