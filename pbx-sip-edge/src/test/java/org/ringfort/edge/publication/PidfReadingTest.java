package org.ringfort.edge.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ringfort.edge.lamps.Announcements.Said;
import org.ringfort.protocol.sip.Body;

/** Documents that phones publish, those of attackers among them. */
class PidfReadingTest {
    private static final String START = "<presence xmlns='urn:ietf:params:xml:ns:pidf'"
            + " xmlns:r='urn:ietf:params:xml:ns:pidf:rpid' xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model'"
            + " entity='sip:102@acme.example'>";

    private static Optional<Said> read(String text) {
        return PidfReading.read(Body.ofText(text));
    }

    @Example
    void rfc3863_4_1_what_is_shown_to_others_is_taken_of_it() {
        assertThat(read("<?xml version='1.0' encoding='UTF-8'?>" + START
                        + "<tuple id='a'><status><basic> open </basic></status><contact>sip:x@10.0.0.9</contact>"
                        + "<note>In the garden</note></tuple><tuple id='b'><status><basic>closed</basic></status></tuple>"
                        + "<dm:person id='p'><r:activities><r:meeting/><r:unheard-of/><r:busy/></r:activities></dm:person>"
                        + "</presence>"))
                .contains(new Said(true, "In the garden", List.of("meeting", "busy")));
        assertThat(read(START + "<tuple id='a'><status><basic>closed</basic></status></tuple></presence>"))
                .contains(new Said(false, "", List.of()));
        assertThat(read(START + "<note>" + "x".repeat(5_000) + "</note></presence>")
                        .orElseThrow()
                        .note())
                .hasSize(PidfReading.LONGEST_NOTE);
    }

    @Example
    void what_is_no_presence_is_none() {
        assertThat(read("")).isEmpty();
        assertThat(read("<presence/>")).isEmpty();
        assertThat(read(START + "</presence>")).as("says nothing").isEmpty();
        assertThat(read(START + "<tuple id='a'><status><basic>perhaps</basic></status></tuple></presence>"))
                .isEmpty();
        assertThat(read(START + "<tuple></presence>")).isEmpty();
    }

    @Example
    void no_type_no_entity_no_instruction() {
        String bomb = "<!DOCTYPE presence [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
        String outside = "<!DOCTYPE presence [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>";
        String rest = "<note>&b;&f;</note><tuple id='a'><status><basic>open</basic></status></tuple></presence>";
        assertThat(read(bomb + START + rest)).isEmpty();
        assertThat(read(outside + START + rest)).isEmpty();
        assertThat(read("<!DOCTYPE presence SYSTEM 'http://127.0.0.1:1/x.dtd'>" + START + "<note>x</note></presence>"))
                .isEmpty();
        assertThat(read("<?xml-stylesheet href='http://127.0.0.1:1/'?>" + START + "<note>x</note></presence>"))
                .isEmpty();
        assertThat(read(START + "<note>&undeclared;</note></presence>")).isEmpty();
    }

    @Example
    void depth_and_number_have_bounds() {
        assertThat(read(START + "<x>".repeat(13) + "</x>".repeat(13) + "<note>n</note></presence>"))
                .isEmpty();
        assertThat(read(START + "<x/>".repeat(300) + "<note>n</note></presence>"))
                .isEmpty();
        assertThat(read(START + "<x>".repeat(5) + "</x>".repeat(5) + "<note>n</note></presence>"))
                .isPresent();
    }

    @Property(tries = 500)
    void whatever_comes_there_is_an_answer(@ForAll String text) {
        assertThat(read(text)).isEmpty();
        Optional<Said> within = read(START + "<note>" + text + "</note></presence>");
        within.ifPresent(said -> assertThat(said.note()).hasSizeLessThanOrEqualTo(PidfReading.LONGEST_NOTE));
    }
}
