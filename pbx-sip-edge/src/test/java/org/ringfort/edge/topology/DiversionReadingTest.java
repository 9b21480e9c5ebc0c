package org.ringfort.edge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringfort.edge.topology.Diversion.Why;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.header.Via;

class DiversionReadingTest {
    private static SipRequest invite(Header... more) {
        SipUri target = SipUri.of("102", new Host("acme.example"));
        var headers = Headers.builder()
                .add(Via.of("TLS", new Host("c.example"), 5061, "z9hG4bK1"))
                .add(new From(NameAddress.of(target).withTag("f")))
                .add(new To(NameAddress.of(target)))
                .add(new SipCallId("one"))
                .add(new CSeq(1, Method.INVITE))
                .addAll(List.of(more))
                .build();
        return new SipRequest(Method.INVITE, target, headers, Body.EMPTY);
    }

    @Example
    void names_that_are_no_telephone_numbers_are_not_said() {
        assertThat(DiversionReading.ofDiversion(
                                invite(
                                        RawHeader.of(
                                                "Diversion",
                                                "<sip:boss@c.example>;reason=away, <sip:anonymous@anonymous.invalid>,"
                                                        + " <sip:+49-30-1@c.example>, <tel:030-90;phone-context=+49>;reason=DEFLECTION")))
                        .oldestFirst())
                .containsExactly(
                        new Diversion("03090", Why.DEFLECTED, false),
                        new Diversion("", Why.UNKNOWN, false),
                        new Diversion("", Why.UNKNOWN, false),
                        new Diversion("", Why.UNKNOWN, false));
    }

    /** RFC 7044 10.3: a busy phone, then the next of the same user; the second fork names its parent. */
    @Example
    void rfc7044_10_3_an_entry_that_names_its_parent_was_diverted_by_that_one() {
        String history = "<sip:+491@c.example>;index=1, <sip:+492@c.example?Reason=SIP%3Bcause%3D486>;index=1.1;rc=1,"
                + " <sip:+493@c.example;cause=486>;index=1.2;mp=1";
        assertThat(DiversionReading.ofHistory(invite(RawHeader.of("History-Info", history)))
                        .oldestFirst())
                .containsExactly(new Diversion("+491", Why.BUSY, false));
    }

    @Example
    void of_a_long_history_the_latest_are_kept() {
        StringBuilder all = new StringBuilder("<sip:+4910@c.example>");
        for (int i = 11; i < 28; i++) {
            all.append(", <sip:+49").append(i).append("@c.example>");
        }
        List<Diversion> kept = DiversionReading.ofDiversion(invite(RawHeader.of("Diversion", all.toString())))
                .oldestFirst();
        assertThat(kept).hasSize(Diversions.MOST);
        assertThat(kept.getLast().number()).isEqualTo("+4910");
    }

    @Provide
    static Arbitrary<String> anything() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<sip:markq@markq.example",
                "<sip:+4930@markq.example;markq=1",
                "?Reason=SIP%3Bcause%3D302",
                "&Privacy=history",
                ";cause=486",
                ">",
                ";index=1",
                ";mp=1",
                ";reason=markq",
                ";privacy=full",
                ", ",
                "\"markq\" ",
                "<tel:+4930-1;ext=5",
                "<sip:a%0d%0aX-markq:1@c>",
                ";;",
                "<");
        return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    @Property(tries = 1_000)
    void whatever_is_written_no_word_of_it_but_numbers_goes_on(@ForAll("anything") String text) {
        Brought brought = Brought.of(
                invite(RawHeader.of("Diversion", text), RawHeader.of("History-Info", text)),
                List.of("History-Info", "Diversion"));
        Host host = new Host("acme.example");
        String told = brought.toPhone(host, "102").asList().toString()
                + brought.toTrunk(
                                List.of("Diversion", "History-Info"),
                                java.util.Optional.empty(),
                                SipUri.of("+491", host),
                                "id")
                        .asList();
        assertThat(told).doesNotContain("markq", "%0d", "\r");
    }
}
