package org.ringfort.protocol.sip.header;

import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sip.Method;

/**
 * Methods that somebody understands.
 *
 * @param methods perhaps none
 * @rfc 3261 20.5
 */
public record Allow(List<Method> methods) implements Header {
    public Allow {
        methods = List.copyOf(methods);
    }

    public static Allow of(Method... methods) {
        return new Allow(List.of(methods));
    }

    static Optional<Allow> parse(String text) {
        return TokenList.parse(text)
                .map(tokens -> new Allow(tokens.stream().map(Method::of).toList()));
    }

    @Override
    public HeaderName name() {
        return HeaderName.ALLOW;
    }

    @Override
    public void appendTo(StringBuilder out) {
        for (int i = 0; i < methods.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(methods.get(i).name());
        }
    }
}
