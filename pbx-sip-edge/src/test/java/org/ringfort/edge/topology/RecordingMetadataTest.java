package org.ringfort.edge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * The document that a recording server reads.
 *
 * @rfc 7865 4
 * @rfc 7865 6
 */
class RecordingMetadataTest {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:recording:1";
    private static final Instant SINCE = Instant.parse("2026-11-23T12:00:00.123Z");

    private static RecordingMetadata metadata(String name) {
        return new RecordingMetadata(
                "call-1",
                1,
                SINCE,
                SINCE,
                List.of(
                        RecordingMetadata.Party.of("leg-a", "101", "acme.example", name, "1"),
                        RecordingMetadata.Party.of("leg-b", "+4930901820", "acme.example", "", "2")));
    }

    private static Element read(RecordingMetadata metadata) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(metadata.document().text())));
            return document.getDocumentElement();
        } catch (Exception broken) {
            throw new AssertionError(metadata.document().text(), broken);
        }
    }

    private static List<Element> all(Element in, String name) {
        NodeList found = in.getElementsByTagNameNS(NAMESPACE, name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static String text(Element in, String name) {
        return all(in, name).getFirst().getTextContent();
    }

    @Test
    void it_says_who_sends_which_stream_of_the_one_session() {
        Element recording = read(metadata("Alice"));
        assertThat(recording.getNamespaceURI()).isEqualTo(NAMESPACE);
        assertThat(recording.getLocalName()).isEqualTo("recording");
        assertThat(text(recording, "datamode")).isEqualTo("complete");
        Element session = all(recording, "session").getFirst();
        assertThat(text(session, "start-time")).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(text(session, "group-ref"))
                .isEqualTo(all(recording, "group").getFirst().getAttribute("group_id"));
        String id = session.getAttribute("session_id");
        assertThat(Base64.getDecoder().decode(id)).hasSize(16);

        List<Element> participants = all(recording, "participant");
        assertThat(participants).hasSize(2);
        assertThat(all(participants.getFirst(), "nameID").getFirst().getAttribute("aor"))
                .isEqualTo("sip:101@acme.example");
        assertThat(text(participants.getFirst(), "name")).isEqualTo("Alice");
        assertThat(all(participants.getLast(), "nameID").getFirst().getAttribute("aor"))
                .isEqualTo("tel:+4930901820");
        assertThat(all(participants.getLast(), "name")).isEmpty();

        List<Element> streams = all(recording, "stream");
        assertThat(streams)
                .hasSize(2)
                .allSatisfy(
                        stream -> assertThat(stream.getAttribute("session_id")).isEqualTo(id));
        assertThat(streams.stream().map(stream -> text(stream, "label"))).containsExactly("1", "2");
        assertThat(all(recording, "participantsessionassoc"))
                .hasSize(2)
                .allSatisfy(
                        member -> assertThat(member.getAttribute("session_id")).isEqualTo(id));

        List<Element> flows = all(recording, "participantstreamassoc");
        for (int who = 0; who < 2; who++) {
            assertThat(flows.get(who).getAttribute("participant_id"))
                    .isEqualTo(participants.get(who).getAttribute("participant_id"));
            assertThat(text(flows.get(who), "send")).isEqualTo(streams.get(who).getAttribute("stream_id"));
            assertThat(text(flows.get(who), "recv"))
                    .isEqualTo(streams.get(1 - who).getAttribute("stream_id"));
        }
    }

    /** The order of the schema's sequence. */
    @Test
    void its_elements_stand_in_the_order_of_the_schema() {
        NodeList children = read(metadata("Alice")).getChildNodes();
        List<String> names = new ArrayList<>();
        for (int at = 0; at < children.getLength(); at++) {
            if (children.item(at) instanceof Element element) {
                names.add(element.getLocalName());
            }
        }
        assertThat(names)
                .containsExactly(
                        "datamode",
                        "group",
                        "session",
                        "participant",
                        "participant",
                        "stream",
                        "stream",
                        "sessionrecordingassoc",
                        "participantsessionassoc",
                        "participantsessionassoc",
                        "participantstreamassoc",
                        "participantstreamassoc");
    }

    @Test
    void a_hostile_name_is_a_name_and_nothing_else() {
        String name = "</name></nameID></participant><participant participant_id=\"x\"> & ]]> <!-- \r\n\u0000--part-";
        Element recording = read(metadata(name));
        assertThat(all(recording, "participant")).hasSize(2);
        assertThat(text(recording, "name")).startsWith("</name></nameID>").doesNotContain("\r", "\n");
        assertThat(metadata(name).document().text().lines().filter(line -> line.startsWith("--")))
                .isEmpty();
    }

    @Property(tries = 300)
    void whatever_the_name_it_is_one_document_of_two_participants(@ForAll String name) {
        assertThat(all(read(metadata(name)), "participant")).hasSize(2);
    }

    @Test
    void the_same_call_has_the_same_identity_and_another_has_another() {
        assertThat(metadata("Alice").document()).isEqualTo(metadata("Alice").document());
        var other = new RecordingMetadata(
                "call-2", 1, SINCE, SINCE, metadata("Alice").parties());
        assertThat(all(read(other), "session").getFirst().getAttribute("session_id"))
                .isNotEqualTo(all(read(metadata("Alice")), "session").getFirst().getAttribute("session_id"));
    }

    /** @rfc 7865 6.2 */
    @Test
    void after_a_transfer_it_is_another_session_of_the_same_group_and_who_stays_is_the_same_participant() {
        RecordingMetadata before = metadata("Alice");
        Instant later = SINCE.plusSeconds(60);
        Element one = read(before);
        Element two = read(new RecordingMetadata(
                "call-1",
                2,
                SINCE,
                later,
                List.of(
                        before.parties().getFirst(),
                        RecordingMetadata.Party.of("leg-c", "103", "acme.example", "", "2"))));
        Element group = all(two, "group").getFirst();
        assertThat(group.getAttribute("group_id"))
                .isEqualTo(all(one, "group").getFirst().getAttribute("group_id"))
                .isEqualTo(text(two, "group-ref"));
        assertThat(text(group, "associate-time")).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(text(two, "start-time")).isEqualTo("2026-11-23T12:01:00Z");
        assertThat(all(two, "session").getFirst().getAttribute("session_id"))
                .isNotEqualTo(all(one, "session").getFirst().getAttribute("session_id"));
        assertThat(names(two, "participant", "participant_id").getFirst())
                .as("who stays")
                .isEqualTo(names(one, "participant", "participant_id").getFirst());
        assertThat(names(two, "participant", "participant_id").getLast())
                .as("who comes")
                .isNotIn(names(one, "participant", "participant_id"));
        assertThat(names(two, "stream", "stream_id"))
                .as("streams of its own")
                .doesNotContainAnyElementsOf(names(one, "stream", "stream_id"));
    }

    private static List<String> names(Element in, String element, String attribute) {
        return all(in, element).stream().map(one -> one.getAttribute(attribute)).toList();
    }

    @Test
    void who_is_not_named_is_anonymous() {
        for (String number : List.of("", "anonymous")) {
            assertThat(RecordingMetadata.Party.of("leg", number, "acme.example", "", "1")
                            .aor())
                    .isEqualTo("sip:anonymous@anonymous.invalid");
        }
    }
}
