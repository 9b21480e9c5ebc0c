package org.ringfort.protocol.sip.header;

import java.util.Optional;
import java.util.OptionalLong;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * How a subscription stands.
 *
 * @param state {@code active}, {@code pending}, {@code terminated} or another token
 * @param parameters {@code expires}, {@code reason}, {@code retry-after}
 * @rfc 6665 8.2.3
 */
public record SubscriptionState(String state, Parameters parameters) implements Header {
    public SubscriptionState {
        if (!Ascii.isToken(state)) {
            throw new IllegalArgumentException("Subscription-State");
        }
    }

    public static SubscriptionState active(long seconds) {
        return new SubscriptionState("active", Parameters.of("expires", Long.toString(seconds)));
    }

    /** {@code reason} such as {@code timeout} or {@code noresource}. */
    public static SubscriptionState terminated(String reason) {
        return new SubscriptionState("terminated", Parameters.of("reason", reason));
    }

    static Optional<SubscriptionState> parse(String text) {
        var in = new Lexer(text);
        String state = in.token();
        Parameters parameters = Parameters.readHeader(in);
        return in.complete() ? Optional.of(new SubscriptionState(state, parameters)) : Optional.empty();
    }

    public boolean isTerminated() {
        return Ascii.same(state, "terminated");
    }

    /** Seconds left. */
    public OptionalLong expires() {
        return parameters
                .get("expires")
                .map(text -> Numbers.clamped(text, Contact.At.MAX_SECONDS))
                .orElse(OptionalLong.empty());
    }

    @Override
    public HeaderName name() {
        return HeaderName.SUBSCRIPTION_STATE;
    }

    @Override
    public void appendTo(StringBuilder out) {
        parameters.appendToHeader(out.append(state));
    }
}
