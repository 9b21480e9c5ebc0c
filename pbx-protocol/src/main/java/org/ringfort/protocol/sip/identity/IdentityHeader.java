package org.ringfort.protocol.sip.identity;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * One Identity header, its token not looked into yet.
 *
 * @param token the signed digest
 * @param info where the signer's certificate is
 * @param algorithm {@code alg}; absent means ES256
 * @param extension {@code ppt}
 * @rfc 8224 4
 */
public record IdentityHeader(String token, String info, Optional<String> algorithm, Optional<String> extension) {
    /** Characters; longer ones are malformed. */
    public static final int LONGEST = 4_096;

    /** Refuses what could not be read again. */
    public IdentityHeader {
        if (!isToken(token) || !isUri(info)) {
            throw new IllegalArgumentException("identity");
        }
    }

    /** The header around a token of ours. */
    public static IdentityHeader of(SignedPassport signed) {
        return new IdentityHeader(
                signed.token(),
                signed.passport().certificate(),
                Optional.of(SignedPassport.ES256),
                signed.passport().extension());
    }

    /** Reads a header's value; empty where it is malformed. */
    public static Optional<IdentityHeader> parse(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        var in = new Lexer(value.strip());
        String token = in.until("; \t");
        in.skipSpace();
        in.expectHere(';');
        in.skipSpace();
        if (!Ascii.same(in.token(), "info")) {
            return Optional.empty();
        }
        in.expect('=');
        in.expectHere('<');
        String info = in.until(">");
        in.expectHere('>');
        Parameters parameters = Parameters.readHeader(in);
        return in.complete() && isToken(token) && isUri(info)
                ? Optional.of(new IdentityHeader(token, info, parameters.get("alg"), parameters.get("ppt")))
                : Optional.empty();
    }

    /** As it stands behind the colon. */
    public String text() {
        var out = new StringBuilder(token).append(";info=<").append(info).append('>');
        algorithm.ifPresent(alg -> Lexer.appendParameterValue(out.append(";alg="), alg));
        extension.ifPresent(ppt -> Lexer.appendParameterValue(out.append(";ppt="), ppt));
        return out.toString();
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = Ascii.lower(c) >= 'a' && Ascii.lower(c) <= 'z';
            if (!letter && !Ascii.isDigit(c) && "-_.+/=".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether it is made of what URIs are made of (RFC 3986 2), with a scheme; what it names is another question. */
    static boolean isUri(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 127 || "<>\"\\^`{|}".indexOf(c) >= 0) {
                return false;
            }
        }
        return text.indexOf(':') > 0;
    }
}
