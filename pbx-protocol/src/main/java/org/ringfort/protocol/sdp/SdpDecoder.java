package org.ringfort.protocol.sdp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Octets to a {@link SessionDescription}. Total: for every input a value, never an exception.
 *
 * <p>Strict where a mistake would be dangerous (control characters, lengths, the form of v, o, c, m), lenient where phones
 * are known to differ (a lone LF as line end, no {@code t=}, a missing or empty {@code s=}, attributes we do not know).
 * Stateless, for any thread.
 *
 * @rfc 8866 9
 */
public final class SdpDecoder {
    private SdpDecoder() {}

    public static Decoded decode(Limits limits, byte[] octets) {
        if (octets.length == 0) {
            return new Decoded.Refused(0, "empty");
        }
        if (octets.length > limits.bodyBytes()) {
            return new Decoded.Refused(0, "too long");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new Decoded.Refused(0, "not UTF-8");
        }
        return new Reading(limits).read(text);
    }

    /** One reading: collects sections as lines go by. */
    private static final class Reading {
        private final Limits limits;
        private final List<Attribute> sessionAttributes = new ArrayList<>();
        private final List<MediaDescription> media = new ArrayList<>();
        private @Nullable Origin origin;
        private @Nullable String name;
        private @Nullable Connection connection;
        private @Nullable MediaDescription section;
        private List<Attribute> attributes = new ArrayList<>();

        Reading(Limits limits) {
            this.limits = limits;
        }

        Decoded read(String text) {
            int number = 0;
            for (int start = 0; start < text.length(); ) {
                int end = text.indexOf('\n', start);
                int stop = end < 0 ? text.length() : end;
                int next = stop + 1;
                if (stop > start && text.charAt(stop - 1) == '\r') {
                    stop--;
                }
                String line = text.substring(start, stop);
                start = next;
                number++;
                if (line.isEmpty()) {
                    if (text.substring(Math.min(start, text.length())).isBlank()) {
                        break;
                    }
                    return new Decoded.Refused(number, "empty line");
                }
                Optional<String> fault = number > limits.lines()
                        ? Optional.of("too many lines")
                        : line.length() > limits.lineBytes() ? Optional.of("line too long") : line(number, line);
                if (fault.isPresent()) {
                    return new Decoded.Refused(number, fault.get());
                }
            }
            endSection();
            Origin by = origin;
            if (by == null) {
                return new Decoded.Refused(0, "no origin");
            }
            String called = name == null || name.isEmpty() ? "-" : name;
            return new Decoded.Description(
                    new SessionDescription(by, called, Optional.ofNullable(connection), sessionAttributes, media));
        }

        private Optional<String> line(int number, String line) {
            for (int at = 0; at < line.length(); at++) {
                if (line.charAt(at) == 0 || line.charAt(at) == '\r') {
                    return Optional.of("control character");
                }
            }
            if (line.length() < 2 || line.charAt(1) != '=') {
                return Optional.of("no type");
            }
            String value = line.substring(2);
            if (number == 1) {
                return line.charAt(0) == 'v' && value.strip().equals("0")
                        ? Optional.empty()
                        : Optional.of("does not begin with v=0");
            }
            return switch (line.charAt(0)) {
                case 'o' -> originLine(value);
                case 's' -> nameLine(value);
                case 'c' -> connectionLine(value);
                case 'a' -> attributeLine(value);
                case 'm' -> mediaLine(value);
                case 't', 'i', 'u', 'e', 'p', 'b', 'r', 'z', 'k' -> Optional.empty();
                default -> Optional.of("unknown type");
            };
        }

        private Optional<String> originLine(String value) {
            if (origin != null || section != null) {
                return Optional.of("second origin");
            }
            Optional<Origin> read = Lines.origin(value);
            origin = read.orElse(null);
            return read.isPresent() ? Optional.empty() : Optional.of("misshapen origin");
        }

        private Optional<String> nameLine(String value) {
            if (name != null || section != null) {
                return Optional.of("second name");
            }
            name = value.strip();
            return Optional.empty();
        }

        private Optional<String> connectionLine(String value) {
            Optional<Connection> read = Lines.connection(value.strip().split(" +"));
            if (read.isEmpty()) {
                return Optional.of("misshapen connection");
            }
            MediaDescription here = section;
            if (here == null) {
                connection = read.get();
            } else {
                section = new MediaDescription(
                        here.type(), here.port(), here.protocol(), here.formats(), read, List.of());
            }
            return Optional.empty();
        }

        private Optional<String> attributeLine(String value) {
            Optional<Attribute> read = AttributeReader.read(value);
            if (read.isEmpty()) {
                return Optional.of("attribute without a name");
            }
            (section == null ? sessionAttributes : attributes).add(read.get());
            return Optional.empty();
        }

        private Optional<String> mediaLine(String value) {
            endSection();
            if (media.size() >= limits.mediaSections()) {
                return Optional.of("too many media sections");
            }
            Optional<MediaDescription> read = Lines.media(value, limits);
            section = read.orElse(null);
            return read.isPresent() ? Optional.empty() : Optional.of("misshapen media line");
        }

        private void endSection() {
            MediaDescription here = section;
            if (here != null) {
                media.add(new MediaDescription(
                        here.type(), here.port(), here.protocol(), here.formats(), here.connection(), attributes));
                attributes = new ArrayList<>();
                section = null;
            }
        }
    }
}
