package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * What a subscription is about.
 *
 * @param type the event package, such as {@code message-summary}
 * @param parameters {@code id} among them
 * @rfc 6665 8.2.1
 */
public record Event(String type, Parameters parameters) implements Header {
    public Event {
        if (!Ascii.isToken(type)) {
            throw new IllegalArgumentException("Event");
        }
    }

    public static Event of(String type) {
        return new Event(type, Parameters.NONE);
    }

    static Optional<Event> parse(String text) {
        var in = new Lexer(text);
        String type = in.token();
        Parameters parameters = Parameters.readHeader(in);
        return in.complete() ? Optional.of(new Event(type, parameters)) : Optional.empty();
    }

    public Optional<String> id() {
        return parameters.get("id");
    }

    @Override
    public HeaderName name() {
        return HeaderName.EVENT;
    }

    @Override
    public void appendTo(StringBuilder out) {
        parameters.appendToHeader(out.append(type));
    }
}
