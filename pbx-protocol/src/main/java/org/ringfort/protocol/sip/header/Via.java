package org.ringfort.protocol.sip.header;

import java.util.Optional;
import java.util.OptionalInt;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * One hop that the request took and its response takes back.
 *
 * @param transport in capitals: {@code UDP}, {@code TCP}, {@code TLS}, {@code WSS} or any token
 * @param host who says to have sent it
 * @param port 1 to 65535, where one is written
 * @param parameters branch, received and the like
 * @rfc 3261 20.42
 * @rfc 3581 3
 */
public record Via(String transport, Host host, OptionalInt port, Parameters parameters) implements Header {
    /** What a branch begins with that is unique as RFC 3261 wants it. */
    public static final String MAGIC_COOKIE = "z9hG4bK";

    public Via {
        if (!Ascii.isToken(transport) || (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535))) {
            throw new IllegalArgumentException("Via");
        }
        transport = Ascii.upper(transport);
    }

    /** A hop of ours. */
    public static Via of(String transport, Host host, int port, String branch) {
        return new Via(transport, host, OptionalInt.of(port), Parameters.of("branch", branch));
    }

    /** Reads one hop; on failure {@code in} has failed. */
    static Optional<Via> read(Lexer in) {
        in.skipSpace();
        boolean sip = Ascii.same(in.token(), "SIP");
        in.expect('/');
        boolean version = in.token().equals("2.0");
        in.expect('/');
        String transport = in.token();
        in.expectSpace();
        Optional<Host> host = readHost(in);
        OptionalInt port = in.take(':') ? OptionalInt.of((int) in.number(65535)) : OptionalInt.empty();
        Parameters parameters = readParameters(in);
        if (!sip || !version || host.isEmpty() || (port.isPresent() && port.getAsInt() == 0)) {
            in.fail();
        }
        if (in.failed()) {
            return Optional.empty();
        }
        return Optional.of(new Via(transport, host.get(), port, parameters));
    }

    private static Optional<Host> readHost(Lexer in) {
        if (in.peek() != '[') {
            return Host.parse(in.until(":;, \t"));
        }
        String open = in.until("]");
        in.expectHere(']');
        return Host.parse(open + ']');
    }

    /** {@code received} may hold a bare IPv6 address (RFC 5118 4.5), which the general grammar takes as it comes. */
    private static Parameters readParameters(Lexer in) {
        return Parameters.readHeader(in);
    }

    public Optional<String> branch() {
        return parameters.get("branch");
    }

    /** Whether the branch is there and identifies the transaction by itself. */
    public boolean hasUniqueBranch() {
        return branch().filter(text -> text.length() > MAGIC_COOKIE.length()
                        && Ascii.same(text.substring(0, MAGIC_COOKIE.length()), MAGIC_COOKIE))
                .isPresent();
    }

    public Optional<String> received() {
        return parameters.get("received");
    }

    /** Whether the sender asked, by {@code rport}, to be answered where it sent from. */
    public boolean wantsResponsePort() {
        return parameters.has("rport");
    }

    /** The port that {@code rport} says. */
    public OptionalInt responsePort() {
        return parameters
                .get("rport")
                .map(text -> Numbers.exactInt(text, 65535))
                .orElse(OptionalInt.empty());
    }

    /** Notes where the request really came from; {@code rport} is set only where it was asked for. */
    public Via withReceived(String address, int sourcePort) {
        Parameters noted = parameters.with("received", address);
        return new Via(
                transport, host, port, wantsResponsePort() ? noted.with("rport", Integer.toString(sourcePort)) : noted);
    }

    public Via withParameters(Parameters newParameters) {
        return new Via(transport, host, port, newParameters);
    }

    @Override
    public HeaderName name() {
        return HeaderName.VIA;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append("SIP/2.0/").append(transport).append(' ').append(host.text());
        if (port.isPresent()) {
            out.append(':').append(port.getAsInt());
        }
        parameters.appendToHeader(out);
    }
}
