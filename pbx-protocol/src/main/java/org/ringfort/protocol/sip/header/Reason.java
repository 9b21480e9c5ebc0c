package org.ringfort.protocol.sip.header;

import java.util.Optional;
import java.util.OptionalInt;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * Why a request was sent: {@code SIP;cause=200;text="Call completed elsewhere"}.
 *
 * @param protocol {@code SIP}, {@code Q.850} or another token
 * @param parameters {@code cause} and {@code text}
 * @rfc 3326 2
 */
public record Reason(String protocol, Parameters parameters) implements Header {
    public Reason {
        if (!Ascii.isToken(protocol)) {
            throw new IllegalArgumentException("Reason");
        }
    }

    public static Reason sip(int cause, String text) {
        return new Reason("SIP", Parameters.of("cause", Integer.toString(cause)).with("text", text));
    }

    /** Reads one reason; on failure {@code in} has failed. */
    static Optional<Reason> read(Lexer in) {
        in.skipSpace();
        String protocol = in.token();
        Parameters parameters = Parameters.readHeader(in);
        return in.failed() ? Optional.empty() : Optional.of(new Reason(protocol, parameters));
    }

    public OptionalInt cause() {
        return parameters.get("cause").map(text -> Numbers.exactInt(text, 9999)).orElse(OptionalInt.empty());
    }

    public Optional<String> text() {
        return parameters.get("text");
    }

    @Override
    public HeaderName name() {
        return HeaderName.REASON;
    }

    @Override
    public void appendTo(StringBuilder out) {
        parameters.appendToHeader(out.append(protocol));
    }
}
