package org.ringfort.protocol.sip.digest;

import java.util.Optional;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;

/** The value of an Authorization header. */
public sealed interface Credentials {

    /** Writes the wire form. */
    void appendTo(StringBuilder out);

    /** Credentials of a scheme or an algorithm that we do not know: kept, never good for anything. */
    record Unknown(String scheme, String parameters) implements Credentials {
        public Unknown {
            if (!Ascii.isToken(scheme) || Ascii.breaksLine(parameters)) {
                throw new IllegalArgumentException("credentials");
            }
        }

        @Override
        public void appendTo(StringBuilder out) {
            out.append(scheme).append(' ').append(parameters);
        }
    }

    /**
     * An access token, whoever holds which is believed; opaque here.
     *
     * @rfc 8898 2.1.1
     * @rfc 6750 2.1
     */
    record Bearer(Secret token) implements Credentials {
        public Bearer {
            if (!isToken(token.revealText())) {
                throw new IllegalArgumentException("credentials");
            }
        }

        /** Letters, digits and six marks, then equals signs alone. */
        static boolean isToken(String text) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '=') {
                end--;
            }
            for (int i = 0; i < end; i++) {
                char c = text.charAt(i);
                boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
                if (!letter && !Ascii.isDigit(c) && "-._~+/".indexOf(c) < 0) {
                    return false;
                }
            }
            return end > 0;
        }

        @Override
        public void appendTo(StringBuilder out) {
            out.append("Bearer ").append(token.revealText());
        }
    }

    /**
     * Digest credentials, values without quotes.
     *
     * @param algorithm MD5 where none was named
     * @param username as sent; may be a hash of it where {@code userhash} was asked for, which we never do
     * @param uri the digest URI as sent
     * @param response hexadecimal, as sent
     * @param qop {@code auth} where present
     * @param nc eight hexadecimal digits, as sent; present with qop
     * @param cnonce present with qop
     * @rfc 7616 3.4
     */
    record Digest(
            DigestAlgorithm algorithm,
            String username,
            String realm,
            String nonce,
            String uri,
            String response,
            Optional<String> qop,
            Optional<String> nc,
            Optional<String> cnonce,
            Optional<String> opaque)
            implements Credentials {
        public Digest {
            for (String text : new String[] {username, realm, nonce, uri, cnonce.orElse(""), opaque.orElse("")}) {
                if (Ascii.breaksLine(text)) {
                    throw new IllegalArgumentException("credentials");
                }
            }
            if (!isHex(response) || !isHex(nc.orElse("00000000")) || !Ascii.isToken(qop.orElse("auth"))) {
                throw new IllegalArgumentException("credentials");
            }
        }

        static boolean isHex(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Ascii.hex(text.charAt(i)) < 0) {
                    return false;
                }
            }
            return !text.isEmpty();
        }

        /** The nonce count as a number; 0 where there is none. */
        public long nonceCount() {
            return nc.map(hex -> Long.parseLong(hex, 16)).orElse(0L);
        }

        @Override
        public void appendTo(StringBuilder out) {
            quoted(out, "Digest username", username);
            quoted(out, ", realm", realm);
            quoted(out, ", nonce", nonce);
            quoted(out, ", uri", uri);
            quoted(out, ", response", response);
            out.append(", algorithm=").append(algorithm.token());
            qop.ifPresent(text -> out.append(", qop=").append(text));
            nc.ifPresent(text -> out.append(", nc=").append(text));
            cnonce.ifPresent(text -> quoted(out, ", cnonce", text));
            opaque.ifPresent(text -> quoted(out, ", opaque", text));
        }

        private static void quoted(StringBuilder out, String name, String value) {
            Lexer.appendQuoted(out.append(name).append('='), value);
        }

        @Override
        public String toString() {
            return "Digest credentials of realm " + realm + " [redacted]";
        }
    }

    /** Reads credentials; empty where they are malformed. */
    static Optional<Credentials> parse(String text) {
        var in = new Lexer(text);
        in.skipSpace();
        String scheme = in.token();
        in.expectSpace();
        String parameters = in.rest();
        if (in.failed() || parameters.isEmpty()) {
            return Optional.empty();
        }
        if (Ascii.same(scheme, "Bearer") && Bearer.isToken(parameters)) {
            return Optional.of(new Bearer(Secret.ofText(parameters)));
        }
        if (!Ascii.same(scheme, "Digest")) {
            return Optional.of(new Unknown(scheme, parameters));
        }
        return AuthParameters.parse(parameters).flatMap(list -> digest(scheme, parameters, list));
    }

    private static Optional<Credentials> digest(String scheme, String text, AuthParameters list) {
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.parse(list.get("algorithm").orElse("MD5"));
        if (algorithm.isEmpty()) {
            return Optional.of(new Unknown(scheme, text));
        }
        Optional<String> username = list.get("username");
        Optional<String> realm = list.get("realm");
        Optional<String> nonce = list.get("nonce");
        Optional<String> uri = list.get("uri");
        Optional<String> response = list.get("response").filter(Digest::isHex);
        Optional<String> nc = list.get("nc");
        Optional<String> qop = list.get("qop");
        if (username.isEmpty() || realm.isEmpty() || nonce.isEmpty() || uri.isEmpty() || response.isEmpty()) {
            return Optional.empty();
        }
        if (nc.isPresent() && (nc.get().length() != 8 || !Digest.isHex(nc.get()))) {
            return Optional.empty();
        }
        if (qop.isPresent()
                && (!Ascii.isToken(qop.get())
                        || nc.isEmpty()
                        || list.get("cnonce").isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Digest(
                algorithm.get(),
                username.get(),
                realm.get(),
                nonce.get(),
                uri.get(),
                response.get(),
                qop,
                nc,
                list.get("cnonce"),
                list.get("opaque")));
    }
}
