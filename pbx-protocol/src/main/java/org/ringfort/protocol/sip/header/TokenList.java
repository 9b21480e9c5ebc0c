package org.ringfort.protocol.sip.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Lexer;

/** {@code token, token, …}, perhaps empty. */
final class TokenList {
    private TokenList() {}

    static Optional<List<String>> parse(String text) {
        List<String> tokens = new ArrayList<>();
        var in = new Lexer(text);
        in.skipSpace();
        if (in.atEnd()) {
            return Optional.of(tokens);
        }
        do {
            tokens.add(in.token());
        } while (!in.failed() && in.take(','));
        return in.complete() ? Optional.of(tokens) : Optional.empty();
    }

    static void append(StringBuilder out, List<String> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(tokens.get(i));
        }
    }
}
