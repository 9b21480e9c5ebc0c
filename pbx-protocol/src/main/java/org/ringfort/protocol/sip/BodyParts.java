package org.ringfort.protocol.sip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.Set;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.header.ContentType;

/**
 * Reads one part out of a body that has several. Total: whatever the octets are, it finds the part or says that there is none; parts
 * within parts are not looked for, and neither is anything that was encoded for a mail.
 *
 * @rfc 2046 5.1
 * @rfc 5621 4
 */
public final class BodyParts {
    private static final ContentType MIXED = ContentType.of("multipart", "mixed");
    private static final int MOST_PARTS = 16;
    private static final int MOST_HEADERS = 16;
    private static final int LONGEST_BOUNDARY = 70;
    private static final int LONGEST_LINE = 1_000;
    private static final String CRLF = "\r\n";
    private static final Set<String> AS_IT_IS = Set.of("7bit", "8bit", "binary");

    private BodyParts() {}

    /**
     * The first part of that type, octets as they are; of a body that is not {@code multipart/mixed} all of it, if that is its type.
     *
     * @param type of the body, as its message says
     */
    public static Optional<Body> first(ContentType wanted, ContentType type, Body body) {
        if (type.is(wanted)) {
            return Optional.of(body);
        }
        return type.is(MIXED)
                ? type.parameters()
                        .get("boundary")
                        .filter(boundary -> !boundary.isEmpty() && boundary.length() <= LONGEST_BOUNDARY)
                        .flatMap(boundary -> first(wanted, CRLF + "--" + boundary, body))
                : Optional.empty();
    }

    private static Optional<Body> first(ContentType wanted, String delimiter, Body body) {
        String text = CRLF + new String(body.toBytes(), ISO_8859_1); // one character an octet
        int at = text.indexOf(delimiter);
        for (int part = 0; at >= 0 && part < MOST_PARTS; part++) {
            int after = at + delimiter.length();
            int begins = text.indexOf(CRLF, after);
            int ends = begins < 0 ? -1 : text.indexOf(delimiter, begins);
            if (ends < 0 || text.startsWith("--", after)) {
                return Optional.empty();
            }
            int headersEnd = text.indexOf(CRLF + CRLF, begins);
            if (text.substring(after, begins).isBlank() && headersEnd >= 0 && headersEnd + 4 <= ends) {
                String headers = text.substring(Math.min(begins + 2, headersEnd), headersEnd);
                if (isOf(wanted, headers)) {
                    return Optional.of(
                            Body.of(text.substring(headersEnd + 4, ends).getBytes(ISO_8859_1)));
                }
            }
            at = ends;
        }
        return Optional.empty();
    }

    private static boolean isOf(ContentType wanted, String headers) {
        boolean found = false;
        String[] lines = headers.split(CRLF, MOST_HEADERS + 1);
        if (lines.length > MOST_HEADERS) {
            return false;
        }
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon <= 0 || line.length() > LONGEST_LINE) {
                continue;
            }
            String value = line.substring(colon + 1).strip();
            switch (Ascii.lower(line.substring(0, colon).strip())) {
                case "content-type", "c" ->
                    found = ContentType.parse(value)
                            .filter(type -> type.is(wanted))
                            .isPresent();
                case "content-transfer-encoding" -> {
                    if (!AS_IT_IS.contains(Ascii.lower(value))) {
                        return false;
                    }
                }
                case "content-encoding" -> {
                    return false;
                }
                default -> {}
            }
        }
        return found;
    }
}
