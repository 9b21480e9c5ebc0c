package org.ringfort.protocol.torture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Messages written down in the notation of RFC 4475: lines end as the editor likes, {@code <allOneLine>} joins lines,
 * {@code <repeat count=N>} repeats, {@code <hex>} gives octets. Lines that begin with # before the message are remarks.
 */
public final class WireText {
    private static final Path FOLDER = Path.of("..", "pbx-protocol", "src", "torture", "messages");

    private WireText() {}

    /**
     * One message of the torture folder.
     *
     * @param name RFC, section and the RFC's own name for it
     * @param verdict of the codec: valid, refused with a status, hopeless
     * @param octets as they come over the wire
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Case(String name, String verdict, byte[] octets) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them, in the order of their names; read from the checkout, from any module's directory. */
    public static List<Case> torture() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(WireText::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(Path file) {
        try {
            String text = Files.readString(file);
            int first = text.indexOf('\n');
            int second = text.indexOf('\n', first + 1);
            String name = String.valueOf(file.getFileName()).replace(".sip", "");
            return new Case(name, text.substring(2, first), octets(text.substring(second + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What such a text says. */
    public static byte[] octets(String text) {
        var out = new ByteArrayOutputStream();
        boolean joining = false;
        for (String line : text.split("\n", -1)) {
            if (line.equals("<allOneLine>")) {
                joining = true;
            } else if (line.equals("</allOneLine>")) {
                joining = false;
                out.writeBytes(new byte[] {'\r', '\n'});
            } else {
                writeLine(out, line);
                if (!joining) {
                    out.writeBytes(new byte[] {'\r', '\n'});
                }
            }
        }
        byte[] all = out.toByteArray();
        // split() gives an empty last line for the newline at the end of the file
        return java.util.Arrays.copyOf(all, all.length - 2);
    }

    private static void writeLine(ByteArrayOutputStream out, String line) {
        int at = 0;
        while (at < line.length()) {
            if (line.startsWith("<hex>", at)) {
                int end = line.indexOf("</hex>", at);
                out.writeBytes(
                        HexFormat.of().parseHex(line.substring(at + 5, end).replace(" ", "")));
                at = end + 6;
            } else if (line.startsWith("<repeat count=", at)) {
                int close = line.indexOf('>', at);
                int end = line.indexOf("</repeat>", at);
                int count = Integer.parseInt(line.substring(at + 14, close));
                out.writeBytes(line.substring(close + 1, end).repeat(count).getBytes(StandardCharsets.UTF_8));
                at = end + 9;
            } else {
                int codePoint = line.codePointAt(at);
                out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(codePoint);
            }
        }
    }
}
