package org.ringfort.edge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;

class NoteTest {
    private static SipRequest info(Optional<ContentType> type, String body) {
        SipUri uri = SipUri.parse("sip:a@b").orElseThrow();
        var headers = Headers.builder()
                .add(new From(NameAddress.of(uri).withTag("1")))
                .add(new To(NameAddress.of(uri).withTag("2")))
                .add(new SipCallId("x"))
                .add(new CSeq(1, Method.INFO))
                .add(type);
        return new SipRequest(Method.INFO, uri, headers.build(), Body.ofText(body));
    }

    private static Optional<String> told(String subtype, String body) {
        return Note.of(info(Optional.of(ContentType.of("application", subtype)), body))
                .map(note -> note.body().text());
    }

    @ParameterizedTest
    @CsvSource({
        "'Signal=5', 'Signal=5~'",
        "'Signal= *~Duration= 160~', 'Signal=*~Duration=160~'",
        "'signal=d~duration=100000~', 'Signal=d~'",
        "'X=10.0.0.1~Signal=11~Y=z~', 'Signal=11~'",
        "'Duration=90~Signal=#', 'Signal=#~Duration=90~'"
    })
    void a_key_is_written_anew(String body, String told) {
        assertThat(told("dtmf-relay", body.replace("~", "\r\n"))).contains(told.replace("~", "\r\n"));
    }

    @Test
    void a_bare_key_and_a_wish_for_a_picture() {
        assertThat(told("dtmf", " 7\r\n")).contains("7");
        assertThat(told("media_control+xml", "<!-- 10.0.0.1 --><picture_fast_update/>")
                        .orElseThrow())
                .contains("<picture_fast_update/>")
                .doesNotContain("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Signal=", "Signal=17", "Signal=55", "Sig=5", "Signal=5 at 10.0.0.1", "Signal=€"})
    void what_is_no_key_is_not_passed_on(String body) {
        assertThat(body.isEmpty() ? Optional.empty() : told("dtmf-relay", body)).isEmpty();
    }

    @Test
    void what_is_too_long_or_of_another_type_or_of_none_is_not_passed_on() {
        assertThat(told("dtmf-relay", "Signal=5\r\n" + " ".repeat(2_000))).isEmpty();
        assertThat(told("dtmf", "77")).isEmpty();
        assertThat(told("media_control+xml", "<media_control/>")).isEmpty();
        assertThat(told("json", "5")).isEmpty();
        assertThat(Note.of(info(Optional.empty(), "5"))).isEmpty();
    }

    @Test
    void parameters_of_the_type_do_not_cross_and_nothing_is_passed_on_as_nothing() {
        var type = new ContentType("application", "dtmf", Parameters.of("boundary", "10.0.0.1"));
        assertThat(Note.of(info(Optional.of(type), "5")).orElseThrow().headers())
                .isEqualTo(Headers.of(ContentType.of("application", "dtmf")));
        assertThat(Note.of(info(Optional.empty(), ""))).contains(new Note(Headers.EMPTY, Body.EMPTY));
    }

    @Property(tries = 500)
    void whatever_comes_only_words_of_ours_go(@ForAll String body) {
        for (String type : new String[] {"dtmf-relay", "dtmf", "media_control+xml"}) {
            Optional<String> told = told(type, "Signal=5\n" + body);
            assertThat(told.orElse("Signal=5\r\n"))
                    .matches("(?s)Signal=5\r\n(Duration=[0-9]{1,5}\r\n)?|<\\?xml.*picture_fast_update/>.*");
        }
    }
}
