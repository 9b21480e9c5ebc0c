package org.ringfort.protocol.sip.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.codec.Fault.Kind;
import org.ringfort.protocol.sip.codec.Fault.Reach;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.HeaderGrammar;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.HeaderValue;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;

/** Reads the lines of one framed message; the first fault is the one that is told, reading goes on for the salvage. */
final class MessageReader {
    /** What a response needs of its request. */
    private static final Set<HeaderName> SALVAGED =
            Set.of(HeaderName.VIA, HeaderName.FROM, HeaderName.TO, HeaderName.CALL_ID, HeaderName.CSEQ);

    private static final List<HeaderName> MANDATORY =
            List.of(HeaderName.VIA, HeaderName.FROM, HeaderName.TO, HeaderName.CALL_ID, HeaderName.CSEQ);

    private final byte[] octets;
    private final HeaderLines lines;
    private final Reach reach;
    private final List<Header> headers = new ArrayList<>(24);
    private final Set<HeaderName> seen = new HashSet<>(32);
    private @Nullable Fault fault;

    MessageReader(byte[] octets, HeaderLines lines, Reach reach) {
        this.octets = octets;
        this.lines = lines;
        this.reach = reach;
    }

    /** Reads a message whose body of {@code bodyLength} octets is there. */
    Decoded read(int bodyLength) {
        StartLine start = startLine();
        readHeaders();
        for (HeaderName name : MANDATORY) {
            if (!seen.contains(name)) {
                note(Kind.MISSING_HEADER, name.text());
            }
        }
        return switch (start) {
            case StartLine.Request request -> request(request, bodyLength);
            case StartLine.Response response -> response(response, bodyLength);
            case StartLine.Bad bad -> bad(bad);
        };
    }

    /** Reads what can be read of a message that is refused for {@code why}. */
    Decoded refuse(Fault why) {
        if (lines.count() == 0) {
            return new Decoded.Hopeless(why);
        }
        StartLine start = startLine();
        readHeaders();
        return switch (start) {
            case StartLine.Request request -> refused(why, Optional.of(request.method()));
            case StartLine.Response response -> new Decoded.Hopeless(why);
            case StartLine.Bad bad -> bad.response() ? new Decoded.Hopeless(why) : refused(why, bad.method());
        };
    }

    private Decoded request(StartLine.Request start, int bodyLength) {
        if (fault == null) {
            checkRequest(start.method());
        }
        if (fault != null) {
            return refused(fault, Optional.of(start.method()));
        }
        return new Decoded.Message(new SipRequest(start.method(), start.uri(), Headers.of(headers), body(bodyLength)));
    }

    private void checkRequest(Method method) {
        for (Header header : headers) {
            if (header instanceof CSeq cseq && !cseq.method().equals(method)) {
                note(Kind.METHOD_MISMATCH, "CSeq");
            }
            if (header instanceof Contact.Any && !method.equals(Method.REGISTER)) {
                note(Kind.BAD_HEADER, "Contact");
            }
        }
    }

    private Decoded response(StartLine.Response start, int bodyLength) {
        if (fault != null) {
            return new Decoded.Hopeless(fault);
        }
        return new Decoded.Message(
                new SipResponse(start.status(), start.reason(), Headers.of(headers), body(bodyLength)));
    }

    private Decoded bad(StartLine.Bad bad) {
        var why = new Fault(bad.kind(), "start line", reach);
        if (bad.response() || !lines.looksLikeSip()) {
            return new Decoded.Hopeless(lines.looksLikeSip() ? why : new Fault(Kind.NOT_SIP, "", reach));
        }
        return refused(why, bad.method());
    }

    private Decoded refused(Fault why, Optional<Method> method) {
        List<Header> kept =
                headers.stream().filter(h -> SALVAGED.contains(h.name())).toList();
        boolean answerable = kept.stream().anyMatch(h -> h.name().equals(HeaderName.VIA));
        if (!answerable || method.filter(Method.ACK::equals).isPresent()) {
            return new Decoded.Hopeless(why);
        }
        return new Decoded.Refused(status(why.kind()), why, new Salvage(method, Headers.of(kept)));
    }

    private static Status status(Kind kind) {
        return switch (kind) {
            case BAD_VERSION -> Status.VERSION_NOT_SUPPORTED;
            case TOO_LARGE -> Status.MESSAGE_TOO_LARGE;
            case NOT_SIP,
                    BAD_START_LINE,
                    BAD_OCTETS,
                    BAD_LINE,
                    BAD_HEADER,
                    MISSING_HEADER,
                    REPEATED_HEADER,
                    METHOD_MISMATCH,
                    BAD_LENGTH -> Status.BAD_REQUEST;
        };
    }

    private Body body(int length) {
        return Body.of(octets, lines.bodyAt(), length);
    }

    private StartLine startLine() {
        String line = text(lines.lineFrom(0), lines.lineTo(0));
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' || c == 0x7f) {
                return new StartLine.Bad(Kind.BAD_START_LINE, Optional.empty(), false);
            }
        }
        return StartLine.parse(line);
    }

    private void readHeaders() {
        for (int line = 1; line < lines.count(); line++) {
            readHeader(lines.lineFrom(line), lines.lineTo(line));
        }
    }

    private void readHeader(int from, int to) {
        int nameTo = from;
        while (nameTo < to && octets[nameTo] != ':' && octets[nameTo] != ' ' && octets[nameTo] != '\t') {
            nameTo++;
        }
        Optional<HeaderName> name =
                HeaderName.parse(new String(octets, from, nameTo - from, StandardCharsets.ISO_8859_1));
        int colon = nameTo;
        while (colon < to && (octets[colon] == ' ' || octets[colon] == '\t')) {
            colon++;
        }
        if (name.isEmpty() || colon == to || octets[colon] != ':') {
            note(Kind.BAD_LINE, "header line");
            return;
        }
        if (!name.get().equals(HeaderName.CONTENT_LENGTH)) {
            readValue(name.get(), value(colon + 1, to));
        }
    }

    private void readValue(HeaderName name, String value) {
        if (!seen.add(name) && HeaderGrammar.isSingle(name)) {
            note(Kind.REPEATED_HEADER, name.text());
            return;
        }
        if (!controlsAreEscaped(value)) {
            note(Kind.BAD_OCTETS, name.text());
        } else if (HeaderGrammar.read(name, value, headers)) {
            return;
        } else {
            note(Kind.BAD_HEADER, name.text());
        }
        if (SALVAGED.contains(name) && headers.size() < lines.count()) {
            headers.add(new RawHeader(name, new HeaderValue(value)));
        }
    }

    /** The value without the space around it; a line break with the space after it counts as one space. */
    private String value(int from, int to) {
        String text = text(from, to);
        if (text.indexOf('\r') >= 0) {
            text = unfold(text);
        }
        return new HeaderValue(text).text();
    }

    private static String unfold(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\r' && c != '\n') {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Octets as text: UTF-8, and U+FFFD for what is none, so that it can be shown but matches nothing. */
    private String text(int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] < 0) {
                return new String(octets, from, to - from, StandardCharsets.UTF_8);
            }
        }
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Control characters may stand in a header only behind a backslash (RFC 3261 25.1, quoted-pair). */
    private static boolean controlsAreEscaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (((c < ' ' && c != '\t') || c == 0x7f) && (i == 0 || value.charAt(i - 1) != '\\')) {
                return false;
            }
        }
        return true;
    }

    private void note(Kind kind, String subject) {
        if (fault == null) {
            fault = new Fault(kind, subject, reach);
        }
    }
}
