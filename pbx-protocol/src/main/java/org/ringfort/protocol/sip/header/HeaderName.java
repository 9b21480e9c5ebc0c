package org.ringfort.protocol.sip.header;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * The name of a header: compared without case, compact forms and long forms being the same name.
 *
 * @rfc 3261 7.3.1
 * @rfc 3261 7.3.3
 */
public final class HeaderName {
    private static final Map<String, HeaderName> KNOWN = new HashMap<>();

    public static final HeaderName ACCEPT = known("Accept");
    public static final HeaderName ACCEPT_ENCODING = known("Accept-Encoding");
    public static final HeaderName ACCEPT_LANGUAGE = known("Accept-Language");
    public static final HeaderName ALERT_INFO = known("Alert-Info");
    public static final HeaderName ALLOW = known("Allow");
    public static final HeaderName ALLOW_EVENTS = known("Allow-Events", "u");
    public static final HeaderName AUTHENTICATION_INFO = known("Authentication-Info");
    public static final HeaderName AUTHORIZATION = known("Authorization");
    public static final HeaderName CALL_ID = known("Call-ID", "i");
    public static final HeaderName CALL_INFO = known("Call-Info");
    public static final HeaderName CONTACT = known("Contact", "m");
    public static final HeaderName CONTENT_DISPOSITION = known("Content-Disposition");
    public static final HeaderName CONTENT_ENCODING = known("Content-Encoding", "e");
    public static final HeaderName CONTENT_LENGTH = known("Content-Length", "l");
    public static final HeaderName CONTENT_TYPE = known("Content-Type", "c");
    public static final HeaderName CSEQ = known("CSeq");
    public static final HeaderName DATE = known("Date");
    public static final HeaderName EVENT = known("Event", "o");
    public static final HeaderName EXPIRES = known("Expires");
    public static final HeaderName FROM = known("From", "f");
    public static final HeaderName IDENTITY = known("Identity", "y");
    public static final HeaderName INFO_PACKAGE = known("Info-Package");
    public static final HeaderName MAX_BREADTH = known("Max-Breadth");
    public static final HeaderName MAX_FORWARDS = known("Max-Forwards");
    public static final HeaderName MIN_EXPIRES = known("Min-Expires");
    public static final HeaderName MIN_SE = known("Min-SE");
    public static final HeaderName P_ASSERTED_IDENTITY = known("P-Asserted-Identity");
    public static final HeaderName P_PREFERRED_IDENTITY = known("P-Preferred-Identity");
    public static final HeaderName PATH = known("Path");
    public static final HeaderName PRIVACY = known("Privacy");
    public static final HeaderName PROXY_AUTHENTICATE = known("Proxy-Authenticate");
    public static final HeaderName PROXY_AUTHORIZATION = known("Proxy-Authorization");
    public static final HeaderName PROXY_REQUIRE = known("Proxy-Require");
    public static final HeaderName RACK = known("RAck");
    public static final HeaderName REASON = known("Reason");
    public static final HeaderName RECORD_ROUTE = known("Record-Route");
    public static final HeaderName RECV_INFO = known("Recv-Info");
    public static final HeaderName REFER_TO = known("Refer-To", "r");
    public static final HeaderName REFERRED_BY = known("Referred-By", "b");
    public static final HeaderName REPLACES = known("Replaces");
    public static final HeaderName REQUIRE = known("Require");
    public static final HeaderName RETRY_AFTER = known("Retry-After");
    public static final HeaderName ROUTE = known("Route");
    public static final HeaderName RSEQ = known("RSeq");
    public static final HeaderName SERVER = known("Server");
    public static final HeaderName SERVICE_ROUTE = known("Service-Route");
    public static final HeaderName SESSION_EXPIRES = known("Session-Expires", "x");
    public static final HeaderName SUBJECT = known("Subject", "s");
    public static final HeaderName SUBSCRIPTION_STATE = known("Subscription-State");
    public static final HeaderName SUPPORTED = known("Supported", "k");
    public static final HeaderName TIMESTAMP = known("Timestamp");
    public static final HeaderName TO = known("To", "t");
    public static final HeaderName UNSUPPORTED = known("Unsupported");
    public static final HeaderName USER_AGENT = known("User-Agent");
    public static final HeaderName VIA = known("Via", "v");
    public static final HeaderName WARNING = known("Warning");
    public static final HeaderName WWW_AUTHENTICATE = known("WWW-Authenticate");

    private final String text;
    private final String lower;

    private HeaderName(String text) {
        this.text = text;
        this.lower = Ascii.lower(text);
    }

    private static HeaderName known(String text, String... compact) {
        var name = new HeaderName(text);
        KNOWN.put(text, name);
        KNOWN.put(name.lower, name);
        for (String form : compact) {
            KNOWN.put(form, name);
            KNOWN.put(Ascii.upper(form), name);
        }
        return name;
    }

    /** Reads a name, long or compact; empty where {@code text} is no token. */
    public static Optional<HeaderName> parse(String text) {
        HeaderName name = KNOWN.get(text);
        if (name == null) {
            name = KNOWN.get(Ascii.lower(text));
        }
        if (name != null) {
            return Optional.of(name);
        }
        return Ascii.isToken(text) ? Optional.of(new HeaderName(text)) : Optional.empty();
    }

    /**
     * As {@link #parse}, for names in our own code.
     *
     * @throws IllegalArgumentException if {@code text} is no token
     */
    public static HeaderName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("header name"));
    }

    /** The long form, written as the RFC has it, or as it was met where no RFC is known to us. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof HeaderName that && lower.equals(that.lower));
    }

    @Override
    public int hashCode() {
        return lower.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
