package org.ringfort.protocol.sip.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * When two SIP URIs mean the same: user with case, the rest without; a parameter in one alone is ignored, except for
 * {@code user}, {@code ttl}, {@code method}, {@code maddr} and {@code transport}; headers must all match.
 *
 * @rfc 3261 19.1.4
 * @rfc 5954 4.2
 */
final class SipUriComparison {
    private static final List<String> NEVER_IGNORED = List.of("user", "ttl", "method", "maddr", "transport");

    private SipUriComparison() {}

    static boolean same(SipUri left, SipUri right) {
        return left.secure() == right.secure()
                && sameText(left.user(), right.user())
                && sameText(left.password(), right.password())
                && sameHost(left.host(), right.host())
                && left.port().equals(right.port())
                && sameParameters(left.parameters(), right.parameters())
                && headerList(left).equals(headerList(right));
    }

    private static boolean sameText(Optional<String> left, Optional<String> right) {
        return left.map(Escapes::octetText).equals(right.map(Escapes::octetText));
    }

    private static boolean sameHost(Host left, Host right) {
        if (left.equals(right)) {
            return true;
        }
        return left.isIpv6() && right.isIpv6() && Ipv6.expand(left).equals(Ipv6.expand(right));
    }

    private static boolean sameParameters(Parameters left, Parameters right) {
        for (String name : NEVER_IGNORED) {
            if (left.has(name) != right.has(name)) {
                return false;
            }
        }
        for (Parameters.Parameter mine : left.entries()) {
            if (right.has(mine.name()) && !sameValue(mine.value(), right.get(mine.name()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(Optional<String> left, Optional<String> right) {
        return left.isPresent() == right.isPresent()
                && Ascii.same(Escapes.octetText(left.orElse("")), Escapes.octetText(right.orElse("")));
    }

    private static List<String> headerList(SipUri uri) {
        List<String> list = new ArrayList<>();
        String text = uri.headers().orElse("");
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf('&', from);
            String entry = text.substring(from, to < 0 ? text.length() : to);
            int equals = entry.indexOf('=');
            String name = Ascii.lower(equals < 0 ? entry : entry.substring(0, equals));
            list.add(name + '=' + Escapes.octetText(equals < 0 ? "" : entry.substring(equals + 1)));
            from = to < 0 ? text.length() : to + 1;
        }
        list.sort(null);
        return list;
    }
}
