package org.ringfort.protocol.sip.address;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * A host as SIP writes it: a name, an IPv4 address, or an IPv6 address in brackets; in small letters. A third colon before an
 * IPv4 address at the end of an IPv6 one, which the grammar of RFC 3261 asks for by mistake, is read as two.
 *
 * @param text valid by construction
 * @rfc 3261 25.1
 * @rfc 5118 4.1
 * @rfc 5118 4.10
 */
public record Host(String text) {
    private static final int MAX_LENGTH = 255;

    /**
     * @throws IllegalArgumentException if {@code text} is no host
     */
    public Host {
        text = withTwoColons(Ascii.lower(text));
        if (!valid(text)) {
            throw new IllegalArgumentException("host");
        }
    }

    /** Reads a host; empty where {@code text} is none. */
    public static Optional<Host> parse(String text) {
        return valid(withTwoColons(text)) ? Optional.of(new Host(text)) : Optional.empty();
    }

    private static String withTwoColons(String text) {
        int third = text.startsWith("[") ? text.indexOf(":::") : -1;
        return third >= 0 && text.endsWith("]") && isIpv4(text, third + 3, text.length() - 1)
                ? text.substring(0, third) + text.substring(third + 1)
                : text;
    }

    /** Host of an IP address in text, to which brackets are given where it is IPv6 (a scope is dropped). */
    public static Host ofAddress(String address) {
        if (address.indexOf(':') < 0) {
            return new Host(address);
        }
        int scope = address.indexOf('%');
        return new Host("[" + (scope < 0 ? address : address.substring(0, scope)) + "]");
    }

    public boolean isIpv6() {
        return text.charAt(0) == '[';
    }

    /** Whether this is an address, so that no DNS is needed. */
    public boolean isAddress() {
        return isIpv6() || isIpv4(text, 0, text.length());
    }

    /** The text without brackets, as an address parser wants it. */
    public String withoutBrackets() {
        return isIpv6() ? text.substring(1, text.length() - 1) : text;
    }

    private static boolean valid(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        if (text.charAt(0) == '[') {
            return length > 3 && text.charAt(length - 1) == ']' && isIpv6(text, 1, length - 1);
        }
        if (text.charAt(0) == '.' || text.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!Ascii.isHost(c) || (c == '.' && i > 0 && text.charAt(i - 1) == '.')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv4(String text, int from, int to) {
        int parts = 0;
        int at = from;
        while (at < to) {
            int start = at;
            int value = 0;
            while (at < to && Ascii.isDigit(text.charAt(at)) && at - start < 4) {
                value = value * 10 + (text.charAt(at++) - '0');
            }
            if (at == start || value > 255) {
                return false;
            }
            parts++;
            if (at == to) {
                break;
            }
            if (text.charAt(at) != '.' || at + 1 == to) {
                return false;
            }
            at++;
        }
        return parts == 4;
    }

    private static boolean isIpv6(String text, int from, int to) {
        int groups = 0;
        boolean gap = false;
        int at = from;
        if (at + 1 < to && text.charAt(at) == ':' && text.charAt(at + 1) == ':') {
            gap = true;
            at += 2;
        }
        while (at < to) {
            int start = at;
            while (at < to && Ascii.hex(text.charAt(at)) >= 0) {
                at++;
            }
            if (at < to && text.charAt(at) == '.') {
                return isIpv4(text, start, to) && fits(groups + 2, gap);
            }
            if (at == start || at - start > 4) {
                return false;
            }
            groups++;
            if (at == to) {
                break;
            }
            if (text.charAt(at++) != ':' || at == to) {
                return false;
            }
            if (text.charAt(at) == ':') {
                if (gap) {
                    return false;
                }
                gap = true;
                at++;
            }
        }
        return fits(groups, gap);
    }

    private static boolean fits(int groups, boolean gap) {
        return gap ? groups < 8 : groups == 8;
    }

    @Override
    public String toString() {
        return text;
    }
}
