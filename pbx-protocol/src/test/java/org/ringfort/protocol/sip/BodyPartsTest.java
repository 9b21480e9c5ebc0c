package org.ringfort.protocol.sip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.ContentType;

/** One part of several, whatever stands around it. */
class BodyPartsTest {
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n";

    private static ContentType mixed(String boundary) {
        return new ContentType("multipart", "mixed", Parameters.of("boundary", boundary));
    }

    private static Optional<String> sdp(String body) {
        return BodyParts.first(ContentType.SDP, mixed("b1"), Body.of(body.getBytes(ISO_8859_1)))
                .map(part -> new String(part.toBytes(), ISO_8859_1));
    }

    private static String part(String headers, String content) {
        return "--b1\r\n" + headers + "\r\n\r\n" + content + "\r\n";
    }

    @Test
    void rfc2046_5_1_the_part_is_found_wherever_it_stands() {
        String session = part("Content-Type: application/sdp", SDP);
        String other = part("Content-Type: application/pidf+xml\r\nContent-ID: <a@b>", "<presence/>");
        for (String parts :
                new String[] {session, session + other, other + session, "preamble\r\n" + other + session}) {
            assertThat(sdp(parts + "--b1--\r\nepilogue")).contains(SDP);
        }
        assertThat(sdp(part("c: application/SDP;charset=utf-8\r\nContent-Transfer-Encoding: Binary", SDP) + "--b1--"))
                .contains(SDP);
        assertThat(sdp(part("Content-Type: application/sdp", "") + "--b1--")).contains("");
    }

    @Test
    void a_body_of_the_type_itself_is_its_own_part() {
        assertThat(BodyParts.first(ContentType.SDP, ContentType.SDP, Body.ofText(SDP)))
                .contains(Body.ofText(SDP));
        assertThat(BodyParts.first(ContentType.SDP, ContentType.of("text", "plain"), Body.ofText(SDP)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b1",
                "--b1--",
                "--b1\r\n",
                "--b1\r\nContent-Type: application/sdp",
                "--b1\r\nContent-Type: application/sdp\r\n\r\nv=0",
                "--b1\r\n\r\nv=0\r\n--b1--",
                "--b1 not a delimiter\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b1--",
                "--b1\r\nContent-Type: application/sdp\r\nContent-Transfer-Encoding: base64\r\n\r\nv=0\r\n--b1--",
                "--b1\r\nContent-Type: application/sdp\r\nContent-Encoding: gzip\r\n\r\nv=0\r\n--b1--",
                "--b1--\r\n--b1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b1--",
                "--b2\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b2--",
                "--b1\r\nX: --b1\r\nContent-Type application/sdp\r\n\r\nv=0\r\n--b1--"
            })
    void what_is_broken_or_not_to_be_read_holds_no_part(String body) {
        assertThat(sdp(body)).isEmpty();
    }

    @Test
    void a_part_far_behind_is_not_looked_for() {
        String before = part("Content-Type: text/plain", "x").repeat(16);
        assertThat(sdp(before + part("Content-Type: application/sdp", SDP) + "--b1--"))
                .isEmpty();
    }

    @Test
    void text_made_to_be_slow_is_not() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(sdp("\r\n--b".repeat(16_000))).isEmpty();
            assertThat(sdp("\r\n--b1".repeat(12_000))).isEmpty();
            assertThat(sdp("--b1\r\n" + "a:\r\n".repeat(15_000) + "\r\n\r\nx\r\n--b1--"))
                    .isEmpty();
        });
    }

    @Property
    void any_octets_have_an_answer(@ForAll byte[] octets, @ForAll boolean framed) {
        byte[] body =
                framed ? ("--b1\r\n" + new String(octets, ISO_8859_1) + "\r\n--b1--").getBytes(ISO_8859_1) : octets;
        assertThat(BodyParts.first(ContentType.SDP, mixed("b1"), Body.of(body))).isNotNull();
    }
}
