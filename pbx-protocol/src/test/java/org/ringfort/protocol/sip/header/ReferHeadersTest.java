package org.ringfort.protocol.sip.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Refer-To and Replaces, as RFC 3515 and RFC 3891 show them. */
class ReferHeadersTest {
    private static ReferTo referTo(String text) {
        List<Header> read = new ArrayList<>();
        assertThat(HeaderGrammar.read(HeaderName.REFER_TO, text, read)).isTrue();
        return (ReferTo) read.getFirst();
    }

    @Test
    void rfc3891_4_the_dialog_to_replace_stands_escaped_in_the_uri() {
        ReferTo to = referTo(
                "<sip:cathy@atlanta.example?Replaces=98732%40alicepc.example" + "%3Bto-tag%3D09823%3Bfrom-tag%3D888>");
        assertThat(Replaces.parse(to.replaces().orElseThrow()))
                .hasValue(new Replaces("98732@alicepc.example", "09823", "888", false));
        assertThat(referTo("sip:dave@denver.example").replaces()).isEmpty();
        assertThat(referTo("<sip:dave@denver.example?Subject=x>").replaces()).isEmpty();
    }

    @Test
    void rfc3891_6_1_both_tags_are_needed_once() {
        assertThat(Replaces.parse("425928@bobster.example.org;to-tag=7743;from-tag=6472"))
                .hasValue(new Replaces("425928@bobster.example.org", "7743", "6472", false));
        assertThat(Replaces.parse("12@x ; from-tag=a ; to-tag=b ; early-only"))
                .hasValue(new Replaces("12@x", "b", "a", true));
        for (String malformed : List.of(
                "",
                "12@x",
                "12@x;to-tag=a",
                "12@x;from-tag=a",
                "12@x;to-tag=a;to-tag=b;from-tag=c",
                ";to-tag=a;from-tag=b",
                "12@x;to-tag=\"\";from-tag=b",
                "12@x;to-tag=a;from-tag=b\r\nVia: x")) {
            assertThat(Replaces.parse(malformed)).as(malformed).isEmpty();
        }
    }

    @Test
    void a_malformed_one_spoils_the_message_and_two_are_one_too_many() {
        assertThat(HeaderGrammar.read(HeaderName.REFER_TO, "<sip:a@b>, <sip:c@d>", new ArrayList<>()))
                .isFalse();
        assertThat(HeaderGrammar.read(HeaderName.REPLACES, "12@x", new ArrayList<>()))
                .isFalse();
        assertThat(HeaderGrammar.isSingle(HeaderName.REFER_TO)).isTrue();
        assertThat(HeaderGrammar.isSingle(HeaderName.REPLACES)).isTrue();
    }

    @Test
    void written_as_read() {
        assertThat(new Replaces("12@x", "b", "a", true).value().text())
                .isEqualTo("12@x;to-tag=b;from-tag=a;early-only");
        assertThat(referTo("Dave <sip:d@e>").value().text()).isEqualTo("\"Dave\" <sip:d@e>");
    }
}
