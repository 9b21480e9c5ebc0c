package org.ringfort.edge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;

/** What phones say of themselves. */
class ClaimsTest {
    private static Claims claims(String from, String... more) {
        var headers = Headers.builder()
                .add(new From(NameAddress.parse(from).orElseThrow().withTag("1")))
                .add(new To(NameAddress.parse("<sip:102@acme.example>").orElseThrow()))
                .add(new SipCallId("x"))
                .add(new CSeq(1, Method.INVITE));
        for (int i = 0; i < more.length; i += 2) {
            headers.add(RawHeader.of(more[i], more[i + 1]));
        }
        return Claims.of(new SipRequest(
                Method.INVITE, SipUri.parse("sip:102@acme.example").orElseThrow(), headers.build(), Body.EMPTY));
    }

    @Test
    void rfc3325_9_1_what_a_phone_says_is_read_wherever_it_says_it() {
        Claims claims = claims(
                "\"Boss\" <sip:100@acme.example>",
                "P-Asserted-Identity",
                "\"Bank\" <tel:+4930123>",
                "P-Preferred-Identity",
                "<sip:100@elsewhere.example>",
                "Remote-Party-ID",
                "\"Doctor\" <sip:112@acme.example>;party=calling;screen=yes");
        assertThat(claims.users()).containsExactly("100", "+4930123", "112");
        assertThat(claims.anonymous()).isFalse();
        assertThat(claims.foreign(Set.of("100"))).contains("+4930123");
        assertThat(claims.foreign(Set.of("100", "+4930123", "112"))).isEmpty();
    }

    @Test
    void rfc3325_9_1_one_header_may_name_two() {
        assertThat(claims(
                                "<sip:101@acme.example>",
                                "P-Asserted-Identity",
                                "\"A, B\" <sip:101@acme.example>;x=y, <tel:+4930123>")
                        .users())
                .containsExactly("101", "+4930123");
        assertThat(claims("<sip:101@acme.example>", "P-Asserted-Identity", "<sip:101@acme.example>, <")
                        .users())
                .containsExactly("101", "<sip:101@acme.example>, <");
    }

    @ParameterizedTest
    @CsvSource({
        "id, true",
        "ID;critical, true",
        "header;user, true",
        "'header, id', true",
        "session, false",
        "header, false",
        "none, false",
        "critical, false",
        "idle, false"
    })
    void rfc3323_4_2_who_asks_for_it_is_not_named(String privacy, boolean anonymous) {
        assertThat(claims("<sip:101@acme.example>", "Privacy", privacy).anonymous())
                .isEqualTo(anonymous);
    }

    @Test
    void rfc3323_4_1_1_3_who_names_nobody_is_not_named_and_claims_nothing() {
        Claims claims = claims("\"Anonymous\" <sip:anonymous@Anonymous.invalid>");
        assertThat(claims.anonymous()).isTrue();
        assertThat(claims.users()).isEqualTo(List.of());
    }

    @Property(tries = 500)
    void whatever_stands_in_a_header_is_no_bug_and_no_long_list(@ForAll String text) {
        String value = Ascii.breaksLine(text) ? "x" : text;
        String[] more = new String[40];
        for (int i = 0; i < more.length; i += 2) {
            more[i] = "P-Asserted-Identity";
            more[i + 1] = value + i;
        }
        assertThat(claims("<sip:101@acme.example>", more).users()).hasSizeBetween(1, 8);
    }
}
