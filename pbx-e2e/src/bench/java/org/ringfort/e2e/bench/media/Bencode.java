package org.ringfort.e2e.bench.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** As much of bencode as asking rtpengine needs; octets as characters of ISO 8859-1. */
final class Bencode {
    private Bencode() {}

    /** @param value a text, octets, or a list or sorted map of such */
    static String text(Object value) {
        return switch (value) {
            case String text -> text.length() + ":" + text;
            case byte[] octets -> text(new String(octets, StandardCharsets.ISO_8859_1));
            case List<?> list -> {
                var all = new StringBuilder("l");
                list.forEach(each -> all.append(text(each)));
                yield all.append('e').toString();
            }
            case Map<?, ?> map -> {
                var all = new StringBuilder("d");
                map.forEach((key, each) -> all.append(text(key)).append(text(each)));
                yield all.append('e').toString();
            }
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }

    /** The text under a key of a dictionary, wherever it lies. */
    static Optional<String> value(String bencoded, String key) {
        int at = bencoded.indexOf(text(key));
        if (at < 0) {
            return Optional.empty();
        }
        int length = at + text(key).length();
        int colon = bencoded.indexOf(':', length);
        int bytes = Integer.parseInt(bencoded.substring(length, colon));
        return Optional.of(bencoded.substring(colon + 1, colon + 1 + bytes));
    }
}
