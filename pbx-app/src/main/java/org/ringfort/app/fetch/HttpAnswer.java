package org.ringfort.app.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * As much of an HTTP answer as a certificate or a set of keys needs.
 *
 * @rfc 9112 6.3
 * @rfc 9111 5.2.2
 */
public final class HttpAnswer {
    private static final Duration USUAL = Duration.ofHours(1);

    private final int status;
    private final Duration keep;
    private final byte[] body;

    private HttpAnswer(int status, Duration keep, byte[] body) {
        this.status = status;
        this.keep = keep;
        this.body = body;
    }

    /** Its code; -1: none. */
    public int status() {
        return status;
    }

    /** max-age; an hour where nothing is said, nothing where it must not be kept. */
    public Duration keep() {
        return keep;
    }

    /** Its own octets: not to be changed. */
    public byte[] body() {
        return body;
    }

    /** Whether all of it is here, so that nobody has to wait for the connection's end. */
    static boolean complete(ByteArrayOutputStream read) {
        byte[] octets = read.toByteArray();
        int end = headEnd(octets);
        if (end < 0) {
            return false;
        }
        Map<String, String> headers = headers(octets, end);
        if (headers.containsKey("transfer-encoding")) {
            return endsWith(octets, "0\r\n\r\n");
        }
        int length = number(headers.getOrDefault("content-length", ""), 10);
        return length >= 0 && octets.length >= end + length;
    }

    /** All of an answer. */
    public static HttpAnswer parse(byte[] octets) throws IOException {
        int end = headEnd(octets);
        String first = line(octets, 0);
        if (end < 0 || !first.startsWith("HTTP/1.") || first.length() < 12) {
            throw new IOException("no HTTP answer");
        }
        Map<String, String> headers = headers(octets, end);
        byte[] rest = Arrays.copyOfRange(octets, end, octets.length);
        byte[] body = rest;
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            body = chunks(rest);
        } else if (headers.containsKey("content-length")) {
            int length = number(headers.get("content-length"), 10);
            if (length < 0 || length > rest.length) {
                throw new IOException("an answer that breaks off");
            }
            body = Arrays.copyOf(rest, length);
        }
        return new HttpAnswer(number(first.substring(9, 12), 10), keep(headers), body);
    }

    private static Duration keep(Map<String, String> headers) {
        for (String directive : headers.getOrDefault("cache-control", "").split(",", 20)) {
            String word = directive.strip().toLowerCase(Locale.ROOT);
            if (word.equals("no-store") || word.equals("no-cache")) {
                return Duration.ZERO;
            }
            if (word.startsWith("max-age=")) {
                int seconds = number(word.substring("max-age=".length()), 10);
                return seconds < 0 ? USUAL : Duration.ofSeconds(seconds);
            }
        }
        return USUAL;
    }

    private static byte[] chunks(byte[] octets) throws IOException {
        var whole = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            String line = line(octets, at);
            int extension = line.indexOf(';');
            int size = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            at += line.length() + 2;
            if (size == 0) {
                return whole.toByteArray();
            }
            if (size < 0 || size > octets.length - at) {
                throw new IOException("an answer that breaks off");
            }
            whole.write(octets, at, size);
            at += size + 2;
        }
    }

    /** Where the body begins; -1: not yet. */
    private static int headEnd(byte[] octets) {
        for (int i = 3; i < octets.length; i++) {
            if (octets[i] == '\n' && octets[i - 1] == '\r' && octets[i - 2] == '\n' && octets[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static Map<String, String> headers(byte[] octets, int end) {
        Map<String, String> headers = new HashMap<>();
        int at = line(octets, 0).length() + 2;
        while (at < end - 2) {
            String line = line(octets, at);
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            at += line.length() + 2;
        }
        return headers;
    }

    private static String line(byte[] octets, int from) {
        int end = from;
        while (end < octets.length && octets[end] != '\r') {
            end++;
        }
        return from >= octets.length ? "" : new String(octets, from, end - from, StandardCharsets.ISO_8859_1);
    }

    /** -1: none, or too large. */
    private static int number(String digits, int radix) {
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
            return -1;
        }
        long value = Long.parseLong(digits, radix);
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    private static boolean endsWith(byte[] octets, String end) {
        byte[] wanted = end.getBytes(StandardCharsets.US_ASCII);
        return octets.length >= wanted.length
                && Arrays.equals(octets, octets.length - wanted.length, octets.length, wanted, 0, wanted.length);
    }
}
