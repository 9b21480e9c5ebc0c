package org.ringfort.protocol.sip.address;

import java.util.Optional;
import java.util.OptionalInt;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * A SIP or SIPS URI. {@code equals} compares what is written; {@link #sameAs} compares what is meant.
 *
 * @param secure {@code sips:}
 * @param user in wire form, escapes kept; see {@link #userText()}
 * @param password in wire form; deprecated everywhere, kept only so that a URI passes unchanged
 * @param host the host
 * @param port 1 to 65535, where one is written
 * @param parameters values in wire form
 * @param headers what follows the question mark, in wire form
 * @rfc 3261 19.1.1
 */
public record SipUri(
        boolean secure,
        Optional<String> user,
        Optional<String> password,
        Host host,
        OptionalInt port,
        Parameters parameters,
        Optional<String> headers)
        implements Uri {

    public SipUri {
        if (user.isPresent() && (user.get().isEmpty() || !Ascii.isUser(user.get()))) {
            throw new IllegalArgumentException("user of a URI");
        }
        if (password.isPresent() && (user.isEmpty() || !Ascii.isPassword(password.get()))) {
            throw new IllegalArgumentException("password of a URI");
        }
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535)) {
            throw new IllegalArgumentException("port of a URI");
        }
        if (headers.isPresent() && (headers.get().isEmpty() || !Ascii.isUriHeaders(headers.get()))) {
            throw new IllegalArgumentException("headers of a URI");
        }
    }

    /** {@code sip:host}. */
    public static SipUri of(Host host) {
        return new SipUri(
                false,
                Optional.empty(),
                Optional.empty(),
                host,
                OptionalInt.empty(),
                Parameters.NONE,
                Optional.empty());
    }

    /** {@code sip:user@host}; {@code userText} is plain and gets escaped. */
    public static SipUri of(String userText, Host host) {
        return of(host).withUserText(userText);
    }

    /** Reads a {@code sip:} or {@code sips:} URI; empty where {@code text} is malformed. */
    public static Optional<SipUri> parse(String text) {
        int colon = text.indexOf(':');
        boolean secure = colon == 4;
        if ((colon != 3 && colon != 4) || !Ascii.same(text.substring(0, colon), secure ? "sips" : "sip")) {
            return Optional.empty();
        }
        Optional<String> user = Optional.empty();
        Optional<String> password = Optional.empty();
        int hostAt = colon + 1;
        int at = text.indexOf('@', hostAt);
        if (at >= 0) {
            String userinfo = text.substring(hostAt, at);
            int split = userinfo.indexOf(':');
            user = Optional.of(split < 0 ? userinfo : userinfo.substring(0, split));
            password = split < 0 ? Optional.empty() : Optional.of(userinfo.substring(split + 1));
            if (user.get().isEmpty() || !Ascii.isUser(user.get()) || !Ascii.isPassword(password.orElse(""))) {
                return Optional.empty();
            }
            hostAt = at + 1;
        }
        return parseHostPart(secure, user, password, new Lexer(text.substring(hostAt)));
    }

    private static Optional<SipUri> parseHostPart(
            boolean secure, Optional<String> user, Optional<String> password, Lexer in) {
        String name = in.peek() == '[' ? in.until("]") : in.until(":;?");
        if (name.startsWith("[")) {
            in.expectHere(']');
            name = name + ']';
        }
        Optional<Host> host = Host.parse(name);
        OptionalInt port = OptionalInt.empty();
        if (in.peek() == ':') {
            in.expectHere(':');
            port = OptionalInt.of((int) in.number(65535));
        }
        Parameters parameters = Parameters.readUri(in);
        Optional<String> headers = Optional.empty();
        if (in.peek() == '?') {
            in.expectHere('?');
            headers = Optional.of(in.rest());
        }
        if (in.failed() || !in.atEnd() || host.isEmpty() || (port.isPresent() && port.getAsInt() == 0)) {
            return Optional.empty();
        }
        if (headers.isPresent() && (headers.get().isEmpty() || !Ascii.isUriHeaders(headers.get()))) {
            return Optional.empty();
        }
        return Optional.of(new SipUri(secure, user, password, host.get(), port, parameters, headers));
    }

    @Override
    public String scheme() {
        return secure ? "sips" : "sip";
    }

    /** The user part without escapes, read as UTF-8; empty text where there is no user. */
    public String userText() {
        return user.map(Escapes::decode).orElse("");
    }

    /** {@code transport} parameter in small letters. */
    public Optional<String> transport() {
        return parameters.get("transport").map(Ascii::lower);
    }

    /** Whether the loose-routing parameter is there. */
    public boolean isLooseRouter() {
        return parameters.has("lr");
    }

    /** The port written, or the one the scheme or transport implies (5061 for TLS, else 5060). */
    public int portOrDefault() {
        boolean tls = secure || transport().filter("tls"::equals).isPresent();
        return port.orElse(tls ? 5061 : 5060);
    }

    /**
     * What follows {@code name} behind the question mark, without escapes; empty where it is not there. Nothing in a request
     * may be made of it but what is known to be harmless.
     *
     * @rfc 3261 19.1.5
     */
    public Optional<String> header(String name) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        for (String header : headers.get().split("&", -1)) {
            int equals = header.indexOf('=');
            if (equals > 0 && Ascii.same(Escapes.decode(header.substring(0, equals)), name)) {
                return Optional.of(Escapes.decode(header.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    public SipUri withUserText(String userText) {
        Optional<String> escaped = userText.isEmpty() ? Optional.empty() : Optional.of(Escapes.encodeUser(userText));
        return new SipUri(secure, escaped, Optional.empty(), host, port, parameters, headers);
    }

    public SipUri withHost(Host newHost) {
        return new SipUri(secure, user, password, newHost, port, parameters, headers);
    }

    public SipUri withPort(int newPort) {
        return new SipUri(secure, user, password, host, OptionalInt.of(newPort), parameters, headers);
    }

    public SipUri withoutPort() {
        return new SipUri(secure, user, password, host, OptionalInt.empty(), parameters, headers);
    }

    public SipUri withParameters(Parameters newParameters) {
        return new SipUri(secure, user, password, host, port, newParameters, headers);
    }

    /** Sets a parameter; {@code value} must be in wire form. */
    public SipUri withParameter(String name, String value) {
        if (!Ascii.isUriParameter(name) || !Ascii.isUriParameter(value)) {
            throw new IllegalArgumentException("parameter of a URI");
        }
        return withParameters(parameters.with(name, value));
    }

    /** Without the part after the question mark, which must not go into a request. */
    public SipUri withoutHeaders() {
        return new SipUri(secure, user, password, host, port, parameters, Optional.empty());
    }

    /**
     * Whether both mean the same resource.
     *
     * @rfc 3261 19.1.4
     */
    public boolean sameAs(SipUri other) {
        return SipUriComparison.same(this, other);
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(secure ? "sips:" : "sip:");
        if (user.isPresent()) {
            out.append(user.get());
            password.ifPresent(text -> out.append(':').append(text));
            out.append('@');
        }
        out.append(host.text());
        if (port.isPresent()) {
            out.append(':').append(port.getAsInt());
        }
        parameters.appendToUri(out);
        headers.ifPresent(text -> out.append('?').append(text));
    }

    @Override
    public String toString() {
        var out = new StringBuilder(64);
        appendTo(out);
        return out.toString();
    }
}
