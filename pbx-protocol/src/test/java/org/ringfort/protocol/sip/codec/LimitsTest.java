package org.ringfort.protocol.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.codec.Fault.Kind;

/** What attackers send. */
class LimitsTest {
    private static final String HEAD = """
            OPTIONS sip:a@example.com SIP/2.0
            Via: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK1
            From: <sip:a@example.com>;tag=1
            To: <sip:b@example.com>
            Call-ID: 1
            CSeq: 1 OPTIONS
            """;

    private final SipDecoder decoder = new SipDecoder(Limits.DEFAULT);

    private static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private Decoded datagram(String more) {
        return decoder.datagram(octets(HEAD + more));
    }

    private Decoded stream(String more) {
        return decoder.stream(ByteBuffer.wrap(octets(HEAD + more)));
    }

    private static void assertRefused(Decoded decoded, Status status, Kind kind, boolean endsConnection) {
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        var refused = (Decoded.Refused) decoded;
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.fault().kind()).isEqualTo(kind);
        assertThat(refused.fault().endsConnection()).isEqualTo(endsConnection);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4294967328", // 2^32 + 32
                "18446744073709551648", // 2^64 + 32
                "2147483648",
                "-1",
                "+5",
                "0x10",
                "5 5",
                "5,5",
                "",
                "1e3",
                "99999999999999999999999999999999999999999999"
            })
    void content_length_that_could_be_read_in_two_ways(String length) {
        assertRefused(
                stream("Content-Length: " + length + "\n\n" + "x".repeat(40)),
                Status.BAD_REQUEST,
                Kind.BAD_LENGTH,
                true);
        assertRefused(
                datagram("Content-Length: " + length + "\n\n" + "x".repeat(40)),
                Status.BAD_REQUEST,
                Kind.BAD_LENGTH,
                false);
    }

    @Test
    void content_length_twice_even_if_equal_and_in_both_forms() {
        assertRefused(stream("Content-Length: 0\nl: 0\n\n"), Status.BAD_REQUEST, Kind.BAD_LENGTH, true);
        assertRefused(stream("cOnTeNt-LeNgTh : 0\nL\t:0\n\n"), Status.BAD_REQUEST, Kind.BAD_LENGTH, true);
    }

    @Test
    void content_length_is_needed_on_a_stream_alone() {
        assertRefused(stream("\n"), Status.BAD_REQUEST, Kind.BAD_LENGTH, true);
        assertThat(datagram("\nbody")).isInstanceOf(Decoded.Message.class);
    }

    @Test
    void announced_body_larger_than_the_limit_is_not_waited_for() {
        assertRefused(stream("Content-Length: 70000\n\n"), Status.MESSAGE_TOO_LARGE, Kind.TOO_LARGE, true);
    }

    @Test
    void body_that_has_not_come_is_waited_for() {
        assertThat(stream("Content-Length: 10\n\n1234")).isEqualTo(new Decoded.Incomplete(6));
    }

    @Test
    void fault_within_a_frame_spares_the_connection() {
        ByteBuffer in = ByteBuffer.wrap(octets(HEAD.replace("CSeq: 1 OPTIONS", "CSeq: x") + "Content-Length: 4\n\n1234"
                + HEAD + "Content-Length: 0\n\n"));
        assertRefused(decoder.stream(in), Status.BAD_REQUEST, Kind.BAD_HEADER, false);
        assertThat(decoder.stream(in)).isInstanceOf(Decoded.Message.class);
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void space_before_the_colon_does_not_make_another_header() {
        Decoded decoded = datagram("X-Header :1\nContent-Length :3\n\nabcdef");
        assertThat(decoded).isInstanceOf(Decoded.Message.class);
        SipRequest request = (SipRequest) ((Decoded.Message) decoded).message();
        assertThat(request.body().text()).isEqualTo("abc");
        assertThat(request.headers().text(org.ringfort.protocol.sip.header.HeaderName.of("x-header")))
                .contains("1");
    }

    @Test
    void many_headers() {
        assertThat(datagram("Accept: a/b\n".repeat(100) + "\n")).isInstanceOf(Decoded.Message.class);
        assertRefused(datagram("Accept: a/b\n".repeat(200) + "\n"), Status.MESSAGE_TOO_LARGE, Kind.TOO_LARGE, false);
        assertRefused(stream("Accept: a/b\n".repeat(200) + "\n"), Status.MESSAGE_TOO_LARGE, Kind.TOO_LARGE, true);
    }

    @Test
    void long_lines() {
        assertRefused(datagram("X: " + "a".repeat(9000) + "\n\n"), Status.MESSAGE_TOO_LARGE, Kind.TOO_LARGE, false);
        assertRefused(datagram("X: a\n" + " a\n".repeat(4000) + "\n"), Status.MESSAGE_TOO_LARGE, Kind.TOO_LARGE, false);
    }

    @Test
    void headers_that_never_end() {
        var text = new StringBuilder(HEAD);
        for (int i = 0; i < 100; i++) {
            text.append("X-").append(i).append(": ").append("a".repeat(1000)).append('\n');
        }
        assertRefused(
                decoder.stream(ByteBuffer.wrap(octets(text.toString()))),
                Status.MESSAGE_TOO_LARGE,
                Kind.TOO_LARGE,
                true);
    }

    @Test
    void one_line_that_never_ends_is_hopeless() {
        Decoded decoded = decoder.stream(ByteBuffer.wrap(new byte[10_000]));
        assertThat(decoded).isInstanceOf(Decoded.Hopeless.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\nfoo\r\n",
                "EHLO x\r\nfoo"
            })
    void other_protocols_are_known_by_their_first_line(String text) {
        Decoded decoded = decoder.stream(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(decoded).isInstanceOf(Decoded.Hopeless.class);
        assertThat(((Decoded.Hopeless) decoded).fault().endsConnection()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: a\nEvil: b", "X: a\rEvil: b", "X: a\r\rb", "X: a\n\nb"})
    void bare_line_ends_spoil_the_message(String lines) {
        byte[] octets =
                (HEAD.replace("\n", "\r\n") + lines + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        assertRefused(decoder.datagram(octets), Status.BAD_REQUEST, Kind.BAD_OCTETS, false);
        assertRefused(decoder.stream(ByteBuffer.wrap(octets)), Status.BAD_REQUEST, Kind.BAD_OCTETS, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\u0007", "\u001b[2J", "\u007f"})
    void control_characters_are_refused_unless_quoted(String control) {
        assertRefused(datagram("Subject: a" + control + "\n\n"), Status.BAD_REQUEST, Kind.BAD_OCTETS, false);
    }

    @Test
    void octets_that_are_no_utf8_are_shown_as_such() {
        byte[] head = octets(HEAD + "Subject: M");
        byte[] all = new byte[head.length + 5];
        System.arraycopy(head, 0, all, 0, head.length);
        all[head.length] = (byte) 0xfc;
        System.arraycopy("\r\n\r\n".getBytes(StandardCharsets.UTF_8), 0, all, head.length + 1, 4);
        var message = (Decoded.Message) decoder.datagram(all);
        assertThat(message.message().headers().text(org.ringfort.protocol.sip.header.HeaderName.SUBJECT))
                .contains("M\ufffd");
    }

    @Test
    void a_stranger_s_via_alone_makes_an_answer() {
        Decoded decoded = decoder.datagram(octets("OPTIONS sip:a SIP/2.0\nVia: nonsense\n\n"));
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        String answer = new String(new SipEncoder().encode((Decoded.Refused) decoded, "t"), StandardCharsets.UTF_8);
        assertThat(answer).isEqualTo("SIP/2.0 400 Bad Request\r\nVia: nonsense\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void nothing_is_answered_without_via_nor_to_ack_nor_to_a_response() {
        assertThat(decoder.datagram(octets("OPTIONS sip:a SIP/2.0\nFrom: <sip:a>\n\n")))
                .isInstanceOf(Decoded.Hopeless.class);
        assertThat(decoder.datagram(octets("ACK sip:a SIP/2.0\nVia: nonsense\n\n")))
                .isInstanceOf(Decoded.Hopeless.class);
        assertThat(decoder.datagram(octets("SIP/2.0 200 OK\nVia: nonsense\n\n")))
                .isInstanceOf(Decoded.Hopeless.class);
    }

    @Test
    void keep_alives() {
        ByteBuffer in = ByteBuffer.wrap("\r\n\r\n\r\nOPTIONS".getBytes(StandardCharsets.UTF_8));
        assertThat(decoder.stream(in)).isEqualTo(new Decoded.KeepAlive(Decoded.KeepAlive.Kind.PING));
        assertThat(decoder.stream(in)).isEqualTo(new Decoded.KeepAlive(Decoded.KeepAlive.Kind.PONG));
        assertThat(decoder.stream(in)).isInstanceOf(Decoded.Incomplete.class);
        assertThat(in.remaining()).isEqualTo(7);
        assertThat(decoder.stream(ByteBuffer.wrap(new byte[] {'\r', '\n', '\r'})))
                .isEqualTo(new Decoded.Incomplete(1));
        assertThat(decoder.stream(ByteBuffer.wrap(new byte[] {'\r', 'x'}))).isInstanceOf(Decoded.Hopeless.class);
        assertThat(decoder.datagram(new byte[] {'\r', '\n', '\r', '\n'}))
                .isEqualTo(new Decoded.KeepAlive(Decoded.KeepAlive.Kind.PING));
        assertThat(decoder.datagram(new byte[4])).isEqualTo(new Decoded.KeepAlive(Decoded.KeepAlive.Kind.PING));
    }

    /** Headers full of what is dear to parse; time of this thread alone, whatever else the machine does. */
    @Test
    @Timeout(60)
    void dear_input_is_cheap_enough() {
        String parameters = ";a".repeat(3000);
        String contacts = "<sip:a>,".repeat(900) + "<sip:a>";
        byte[][] inputs = {
            octets(HEAD + ("Route: <sip:a>" + parameters + "\n").repeat(4) + "\n"),
            octets(HEAD + ("Contact: " + contacts + "\n").repeat(4) + "\n"),
            octets(HEAD + ("X: " + "\\\"".repeat(3900) + "\n").repeat(3) + "\n"),
            octets(HEAD + ("Via: " + "SIP/2.0/UDP a,".repeat(500) + "\n").repeat(3) + "\n"),
        };
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 50; i++) {
            for (byte[] input : inputs) {
                assertThat(decoder.datagram(input)).isNotNull();
            }
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
