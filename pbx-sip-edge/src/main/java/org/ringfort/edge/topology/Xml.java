package org.ringfort.edge.topology;

import org.ringfort.protocol.sip.Body;

/**
 * Writes a document. Names of elements and attributes are ours; every value is somebody else's and is escaped, so that it stays
 * one value whatever it holds. What XML has no way to write becomes U+FFFD, and what would break a line a blank. One thread.
 */
public final class Xml {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /**
     * The start of an element.
     *
     * @param attributes names and values in turn
     */
    public Xml open(String element, String... attributes) {
        start(element, attributes).append('>');
        return this;
    }

    /** An element without content. */
    public Xml empty(String element, String... attributes) {
        start(element, attributes).append("/>");
        return this;
    }

    /** An element that holds text alone. */
    public Xml text(String element, String text, String... attributes) {
        open(element, attributes);
        escape(text);
        return close(element);
    }

    /** The end of the element that was opened last. */
    public Xml close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    /** All of it. */
    public Body body() {
        return Body.ofText(out.append('\n').toString());
    }

    private StringBuilder start(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        return out;
    }

    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                default -> out.appendCodePoint(writable(point));
            }
        });
    }

    private static int writable(int point) {
        if (point < ' ' || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029) {
            return ' ';
        }
        boolean none = (point >= 0xD800 && point <= 0xDFFF) || (point & 0xFFFE) == 0xFFFE;
        return none ? 0xFFFD : point;
    }
}
