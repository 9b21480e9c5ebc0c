package org.ringfort.edge.subscription;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.ringfort.edge.lamps.Handle;
import org.ringfort.protocol.sip.Body;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A dialog-info document as a phone reads it; read only where the schema of RFC 4235 allows it. */
record DialogDocument(long version, String state, String entity, List<Dialog> dialogs) {
    /** @param other identity of the other side; empty where the dialog has ended */
    record Dialog(
            String id,
            String direction,
            String state,
            String name,
            String other,
            String otherName,
            String rendering,
            String target,
            Handle handle) {}

    /** Every dialog in few words, such as {@code recipient early sip:101@acme.example}. */
    List<String> said() {
        return dialogs.stream()
                .map(dialog -> (dialog.direction() + " " + dialog.state() + " " + dialog.other()).strip())
                .toList();
    }

    static DialogDocument read(Body body) {
        try {
            Element root = valid(body, "/rfc4235/dialog-info.xsd");
            List<Dialog> dialogs = new ArrayList<>();
            NodeList all = root.getElementsByTagNameNS("*", "dialog");
            for (int i = 0; i < all.getLength(); i++) {
                dialogs.add(dialog((Element) all.item(i)));
            }
            return new DialogDocument(
                    Long.parseLong(root.getAttribute("version")),
                    root.getAttribute("state"),
                    root.getAttribute("entity"),
                    dialogs);
        } catch (SAXException | IOException | ParserConfigurationException invalid) {
            throw new AssertionError(body.text(), invalid);
        }
    }

    static Element valid(Body body, String schema) throws SAXException, IOException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        Document document = builder.parse(new InputSource(new StringReader(body.text())));
        URL law = Objects.requireNonNull(DialogDocument.class.getResource(schema));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(law)
                .newValidator()
                .validate(new DOMSource(document));
        return document.getDocumentElement();
    }

    private static Dialog dialog(Element element) {
        return new Dialog(
                element.getAttribute("id"),
                element.getAttribute("direction"),
                text(element, "state"),
                attribute(element, "local", "identity", "display"),
                text(element, "remote"),
                attribute(element, "remote", "identity", "display"),
                attribute(element, "local", "param", "pval"),
                attribute(element, "remote", "target", "uri"),
                new Handle(
                        element.getAttribute("call-id"),
                        element.getAttribute("local-tag"),
                        element.getAttribute("remote-tag")));
    }

    private static String text(Element in, String name) {
        NodeList all = in.getElementsByTagNameNS("*", name);
        return all.getLength() == 0 ? "" : all.item(0).getTextContent();
    }

    private static String attribute(Element in, String part, String name, String attribute) {
        NodeList parts = in.getElementsByTagNameNS("*", part);
        NodeList all = parts.getLength() == 0 ? parts : ((Element) parts.item(0)).getElementsByTagNameNS("*", name);
        return all.getLength() == 0 ? "" : ((Element) all.item(0)).getAttribute(attribute);
    }
}
