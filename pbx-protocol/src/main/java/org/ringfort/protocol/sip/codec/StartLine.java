package org.ringfort.protocol.sip.codec;

import java.util.Optional;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.codec.Fault.Kind;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * The first line of a message, read strictly: single spaces, no brackets, no more and no less.
 *
 * @rfc 3261 7.1
 * @rfc 3261 7.2
 */
sealed interface StartLine {

    /** {@code INVITE sip:… SIP/2.0}. */
    record Request(Method method, Uri uri) implements StartLine {}

    /** {@code SIP/2.0 200 OK}. */
    record Response(Status status, String reason) implements StartLine {}

    /**
     * Neither.
     *
     * @param method where that much of a request was readable
     * @param response whether it was meant as a response, which nobody answers
     */
    record Bad(Kind kind, Optional<Method> method, boolean response) implements StartLine {}

    static StartLine parse(String line) {
        if (line.length() >= 4 && Ascii.same(line.substring(0, 4), "SIP/")) {
            return response(line);
        }
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        String name = first < 0 ? "" : line.substring(0, first);
        if (!Ascii.isToken(name)) {
            return new Bad(Kind.BAD_START_LINE, Optional.empty(), false);
        }
        var method = Method.of(name);
        String version = line.substring(last + 1);
        if (version.length() >= 4 && Ascii.same(version.substring(0, 4), "SIP/") && !Ascii.same(version, "SIP/2.0")) {
            return new Bad(Kind.BAD_VERSION, Optional.of(method), false);
        }
        if (!Ascii.same(version, "SIP/2.0") || last <= first + 1) {
            return new Bad(Kind.BAD_START_LINE, Optional.of(method), false);
        }
        String target = line.substring(first + 1, last);
        Optional<Uri> uri = target.indexOf(' ') >= 0 ? Optional.empty() : Uri.parse(target);
        // Headers have no place in a Request-URI (RFC 3261 19.1.1).
        if (uri.isEmpty() || (uri.get() instanceof SipUri sip && sip.headers().isPresent())) {
            return new Bad(Kind.BAD_START_LINE, Optional.of(method), false);
        }
        return new Request(method, uri.get());
    }

    private static StartLine response(String line) {
        if (line.length() < 11 || !Ascii.same(line.substring(0, 8), "SIP/2.0 ")) {
            return new Bad(Kind.BAD_START_LINE, Optional.empty(), true);
        }
        int code = 0;
        for (int i = 8; i < 11; i++) {
            if (!Ascii.isDigit(line.charAt(i))) {
                return new Bad(Kind.BAD_START_LINE, Optional.empty(), true);
            }
            code = code * 10 + (line.charAt(i) - '0');
        }
        boolean reasonFollows = line.length() > 11;
        if (code < 100 || code > 699 || (reasonFollows && line.charAt(11) != ' ')) {
            return new Bad(Kind.BAD_START_LINE, Optional.empty(), true);
        }
        return new Response(Status.of(code), reasonFollows ? line.substring(12) : "");
    }
}
