package org.ringfort.edge.publication;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ringfort.edge.lamps.Announcements.Said;
import org.ringfort.protocol.sip.Body;

/**
 * Reads the presence that somebody publishes, and takes of it what is shown to others: whether he is open, a short note, what he
 * does. Nothing else of the document is kept. Documents with a type declaration, an entity, a processing instruction or more
 * depth or elements than anybody needs are none; their encoding is UTF-8, whatever they say.
 *
 * @rfc 3863 4
 * @rfc 4480 3.2
 */
final class PidfReading {
    private static final String PIDF = "urn:ietf:params:xml:ns:pidf";
    private static final String RPID = "urn:ietf:params:xml:ns:pidf:rpid";
    private static final int DEEPEST = 12;
    private static final int MOST_ELEMENTS = 200;
    private static final int MOST_ACTIVITIES = 4;
    static final int LONGEST_NOTE = 200;
    /** That RFC 4480 knows, but for those that say nothing. */
    private static final Set<String> ACTIVITIES = Set.of(
            "appointment",
            "away",
            "breakfast",
            "busy",
            "dinner",
            "holiday",
            "in-transit",
            "looking-for-work",
            "lunch",
            "meal",
            "meeting",
            "on-the-phone",
            "performance",
            "permanent-absence",
            "playing",
            "presentation",
            "shopping",
            "sleeping",
            "spectator",
            "steering",
            "travel",
            "tv",
            "vacation",
            "working",
            "worship");

    private static final XMLInputFactory FACTORY = factory();

    private enum Within {
        NOTHING,
        BASIC,
        NOTE
    }

    private final XMLStreamReader in;
    private final List<String> activities = new ArrayList<>();
    private final StringBuilder basic = new StringBuilder();
    private final StringBuilder note = new StringBuilder();
    private Within within = Within.NOTHING;
    private boolean open;
    private boolean stated;
    private boolean noted;
    private int depth;
    private int elements;

    private PidfReading(XMLStreamReader in) {
        this.in = in;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    /** Empty where it is no presence, or none that is read here. */
    static Optional<Said> read(Body body) {
        try {
            return new PidfReading(FACTORY.createXMLStreamReader(new StringReader(body.text()))).said();
        } catch (XMLStreamException malformed) {
            return Optional.empty();
        }
    }

    private Optional<Said> said() throws XMLStreamException {
        while (in.hasNext()) {
            boolean fine = switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> begins();
                case XMLStreamConstants.END_ELEMENT -> ends();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text();
                case XMLStreamConstants.COMMENT, XMLStreamConstants.END_DOCUMENT -> true;
                default -> false;
            };
            if (!fine) {
                return Optional.empty();
            }
        }
        return stated || noted || !activities.isEmpty()
                ? Optional.of(new Said(open || !stated, note.toString().strip(), activities))
                : Optional.empty();
    }

    private boolean begins() {
        String name = in.getLocalName();
        String space = String.valueOf(in.getNamespaceURI());
        elements++;
        depth++;
        if (depth == 1) {
            return name.equals("presence") && space.equals(PIDF);
        }
        if (space.equals(RPID)
                && ACTIVITIES.contains(name)
                && !activities.contains(name)
                && activities.size() < MOST_ACTIVITIES) {
            activities.add(name);
        }
        if (space.equals(PIDF) && name.equals("basic")) {
            basic.setLength(0);
            within = Within.BASIC;
        } else if (space.equals(PIDF) && name.equals("note") && !noted) {
            within = Within.NOTE;
        }
        return depth <= DEEPEST && elements <= MOST_ELEMENTS;
    }

    private boolean ends() {
        depth--;
        if (within == Within.BASIC) {
            String value = basic.toString().strip();
            stated = true;
            open |= value.equals("open");
            within = Within.NOTHING;
            return value.equals("open") || value.equals("closed");
        }
        noted |= within == Within.NOTE;
        within = Within.NOTHING;
        return true;
    }

    private boolean text() {
        switch (within) {
            case BASIC -> append(basic, 16);
            case NOTE -> append(note, LONGEST_NOTE);
            case NOTHING -> {}
        }
        return true;
    }

    private void append(StringBuilder to, int longest) {
        String more = in.getText();
        int room = longest - to.length();
        if (room > 0) {
            to.append(more, 0, Math.min(more.length(), room));
        }
    }
}
