package org.ringfort.protocol.sip.codec;

import java.util.Arrays;
import org.ringfort.protocol.sip.codec.Fault.Kind;
import org.ringfort.protocol.sip.codec.Fault.Reach;

/**
 * Where the lines of a header section begin and end, and what Content-Length says: the frame of a message, found before
 * anything in it is understood. One pass, one array.
 *
 * <p>A line ends with CRLF and goes on where the next one begins with space. A bare CR or LF breaks the message: two
 * readers could see two different ends.
 *
 * @rfc 3261 7.3.1
 */
final class HeaderLines {
    /** No Content-Length was there. */
    static final long ABSENT = -1;

    /** Content-Length is malformed or there twice. */
    static final long BAD = -2;

    /** How far the scan came. */
    enum Outcome {
        COMPLETE,
        UNFINISHED,
        BROKEN,
        TOO_LARGE,
        TOO_MANY
    }

    private final byte[] octets;
    private final int from;
    private int[] bounds = new int[48];
    private int count;
    private int bodyAt;
    private Outcome outcome = Outcome.UNFINISHED;
    private long contentLength = ABSENT;

    private HeaderLines(byte[] octets, int from) {
        this.octets = octets;
        this.from = from;
        this.bodyAt = from;
    }

    static HeaderLines scan(Limits limits, byte[] octets, int from, int end) {
        var lines = new HeaderLines(octets, from);
        lines.outcome = lines.scan(limits, end);
        return lines;
    }

    private Outcome scan(Limits limits, int end) {
        int stop = (int) Math.min(end, (long) from + limits.headerSectionBytes());
        int lineAt = from;
        int at = from;
        while (at < stop) {
            byte octet = octets[at];
            if (octet == '\n') {
                return Outcome.BROKEN;
            }
            if (octet != '\r') {
                if (++at - lineAt > limits.lineBytes()) {
                    return Outcome.TOO_LARGE;
                }
                continue;
            }
            if (at + 1 >= stop) {
                break;
            }
            if (octets[at + 1] != '\n') {
                return Outcome.BROKEN;
            }
            if (at == lineAt) {
                bodyAt = at + 2;
                return count == 0 ? Outcome.BROKEN : Outcome.COMPLETE;
            }
            if (at + 2 >= stop) {
                // The next octet decides whether this line goes on.
                break;
            }
            byte next = octets[at + 2];
            if (next == ' ' || next == '\t') {
                at += 2;
                continue;
            }
            if (count > limits.headerCount()) {
                return Outcome.TOO_MANY;
            }
            addLine(lineAt, at);
            at += 2;
            lineAt = at;
        }
        return stop < end || stop - from == limits.headerSectionBytes() ? Outcome.TOO_LARGE : Outcome.UNFINISHED;
    }

    private void addLine(int lineFrom, int lineTo) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        bounds[2 * count] = lineFrom;
        bounds[2 * count + 1] = lineTo;
        if (count++ > 0) {
            noteContentLength(lineFrom, lineTo);
        }
    }

    private void noteContentLength(int lineFrom, int lineTo) {
        int first = octets[lineFrom] | 0x20;
        if (first != 'c' && first != 'l') {
            return;
        }
        int colon = nameEnd(lineFrom, lineTo);
        if (!isName(lineFrom, colon, "content-length") && !isName(lineFrom, colon, "l")) {
            return;
        }
        int at = colon;
        while (at < lineTo && octets[at] != ':') {
            at++;
        }
        contentLength = contentLength == ABSENT ? number(at + 1, lineTo) : BAD;
    }

    /** Where the name of the header ends: at its colon, or the space before it. */
    private int nameEnd(int lineFrom, int lineTo) {
        int at = lineFrom;
        while (at < lineTo && octets[at] != ':' && octets[at] != ' ' && octets[at] != '\t') {
            at++;
        }
        return at;
    }

    private boolean isName(int nameFrom, int nameTo, String lower) {
        if (nameTo - nameFrom != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            int c = octets[nameFrom + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Digits with space around them, as a number that cannot wrap: more than nine digits that matter are BAD. */
    private long number(int numberFrom, int to) {
        int at = numberFrom;
        while (at < to && isSpace(octets[at])) {
            at++;
        }
        int digitsAt = at;
        long value = 0;
        while (at < to && octets[at] >= '0' && octets[at] <= '9') {
            value = value * 10 + (octets[at++] - '0');
            if (value > Integer.MAX_VALUE) {
                return BAD;
            }
        }
        if (at == digitsAt) {
            return BAD;
        }
        while (at < to && isSpace(octets[at])) {
            at++;
        }
        return at == to ? value : BAD;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    Outcome outcome() {
        return outcome;
    }

    /** Complete lines, the start line included. */
    int count() {
        return count;
    }

    int lineFrom(int line) {
        return bounds[2 * line];
    }

    int lineTo(int line) {
        return bounds[2 * line + 1];
    }

    /** The first octet of the body. */
    int bodyAt() {
        return bodyAt;
    }

    /** What is announced, {@link #ABSENT} or {@link #BAD}. */
    long contentLength() {
        return contentLength;
    }

    /** Whether the first line begins or ends with {@code SIP/}. */
    boolean looksLikeSip() {
        if (count == 0) {
            return false;
        }
        int lineFrom = lineFrom(0);
        int lineTo = lineTo(0);
        if (lineTo - lineFrom >= 4 && isName(lineFrom, lineFrom + 4, "sip/")) {
            return true;
        }
        for (int at = lineTo - 5; at > lineFrom; at--) {
            if (octets[at] == ' ' && isName(at + 1, at + 5, "sip/")) {
                return true;
            }
        }
        return false;
    }

    /** The fault of a scan that did not come to a proper end. */
    Fault fault(Reach reach) {
        return switch (outcome) {
            case TOO_LARGE -> new Fault(Kind.TOO_LARGE, "headers", reach);
            case TOO_MANY -> new Fault(Kind.TOO_LARGE, "number of headers", reach);
            case BROKEN -> new Fault(Kind.BAD_OCTETS, "line ends", reach);
            case COMPLETE, UNFINISHED -> new Fault(Kind.BAD_LINE, "headers do not end", reach);
        };
    }
}
