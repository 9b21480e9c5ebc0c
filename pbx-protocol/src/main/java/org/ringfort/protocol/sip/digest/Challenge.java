package org.ringfort.protocol.sip.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;

/** The value of a WWW-Authenticate header. */
public sealed interface Challenge {

    /** Writes the wire form. */
    void appendTo(StringBuilder out);

    /** A challenge of a scheme or an algorithm that we do not know. */
    record Unknown(String scheme, String parameters) implements Challenge {
        public Unknown {
            if (!Ascii.isToken(scheme) || Ascii.breaksLine(parameters)) {
                throw new IllegalArgumentException("challenge");
            }
        }

        @Override
        public void appendTo(StringBuilder out) {
            out.append(scheme).append(' ').append(parameters);
        }
    }

    /**
     * Where to get an access token, values without quotes.
     *
     * @param scope what the token must at least be good for
     * @param authzServer https URI of who issues such tokens
     * @param error why the one that was sent is not good enough: {@code invalid_token} or {@code invalid_scope}
     * @rfc 8898 4
     */
    record Bearer(String realm, String scope, String authzServer, Optional<String> error) implements Challenge {
        public Bearer {
            if (Ascii.breaksLine(realm)
                    || Ascii.breaksLine(scope)
                    || Ascii.breaksLine(authzServer)
                    || Ascii.breaksLine(error.orElse(""))) {
                throw new IllegalArgumentException("challenge");
            }
        }

        @Override
        public void appendTo(StringBuilder out) {
            Lexer.appendQuoted(out.append("Bearer realm="), realm);
            Lexer.appendQuoted(out.append(", scope="), scope);
            Lexer.appendQuoted(out.append(", authz_server="), authzServer);
            error.ifPresent(text -> Lexer.appendQuoted(out.append(", error="), text));
        }
    }

    /**
     * A digest challenge, values without quotes.
     *
     * @param algorithm MD5 where none is named
     * @param qops protection offered, such as {@code auth}; empty in challenges of RFC 2069's kind
     * @param stale whether the answer was right but its nonce too old
     * @rfc 7616 3.3
     * @rfc 8760 2.3
     */
    record Digest(
            DigestAlgorithm algorithm,
            String realm,
            String nonce,
            Optional<String> opaque,
            boolean stale,
            List<String> qops)
            implements Challenge {
        public Digest {
            qops = List.copyOf(qops);
            if (Ascii.breaksLine(realm) || Ascii.breaksLine(nonce) || Ascii.breaksLine(opaque.orElse(""))) {
                throw new IllegalArgumentException("challenge");
            }
            if (!qops.stream().allMatch(Ascii::isToken)) {
                throw new IllegalArgumentException("challenge");
            }
        }

        /** A challenge for {@code qop=auth}. */
        public static Digest auth(
                DigestAlgorithm algorithm, String realm, String nonce, Optional<String> opaque, boolean stale) {
            return new Digest(algorithm, realm, nonce, opaque, stale, List.of("auth"));
        }

        @Override
        public void appendTo(StringBuilder out) {
            Lexer.appendQuoted(out.append("Digest realm="), realm);
            Lexer.appendQuoted(out.append(", nonce="), nonce);
            opaque.ifPresent(text -> Lexer.appendQuoted(out.append(", opaque="), text));
            if (stale) {
                out.append(", stale=true");
            }
            out.append(", algorithm=").append(algorithm.token());
            if (!qops.isEmpty()) {
                Lexer.appendQuoted(out.append(", qop="), String.join(",", qops));
            }
        }
    }

    /** Reads a challenge; empty where it is malformed. */
    static Optional<Challenge> parse(String text) {
        var in = new Lexer(text);
        in.skipSpace();
        String scheme = in.token();
        in.expectSpace();
        String parameters = in.rest();
        if (in.failed() || parameters.isEmpty()) {
            return Optional.empty();
        }
        if (Ascii.same(scheme, "Bearer")) {
            return AuthParameters.parse(parameters).map(list -> bearer(scheme, parameters, list));
        }
        if (!Ascii.same(scheme, "Digest")) {
            return Optional.of(new Unknown(scheme, parameters));
        }
        return AuthParameters.parse(parameters).flatMap(list -> digest(scheme, parameters, list));
    }

    private static Challenge bearer(String scheme, String text, AuthParameters list) {
        Optional<String> server = list.get("authz_server");
        return server.isPresent()
                ? new Bearer(
                        list.get("realm").orElse(""), list.get("scope").orElse(""), server.get(), list.get("error"))
                : new Unknown(scheme, text);
    }

    private static Optional<Challenge> digest(String scheme, String text, AuthParameters list) {
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.parse(list.get("algorithm").orElse("MD5"));
        if (algorithm.isEmpty()) {
            return Optional.of(new Unknown(scheme, text));
        }
        Optional<String> realm = list.get("realm");
        Optional<String> nonce = list.get("nonce");
        Optional<List<String>> qops = qops(list.get("qop").orElse(""));
        if (realm.isEmpty() || nonce.isEmpty() || qops.isEmpty()) {
            return Optional.empty();
        }
        boolean stale = Ascii.same(list.get("stale").orElse("false"), "true");
        return Optional.of(
                new Digest(algorithm.get(), realm.get(), nonce.get(), list.get("opaque"), stale, qops.get()));
    }

    private static Optional<List<String>> qops(String text) {
        List<String> tokens = new ArrayList<>();
        var in = new Lexer(text);
        in.skipSpace();
        while (!in.atEnd()) {
            tokens.add(in.token());
            in.skipSpace();
            if (!in.atEnd()) {
                in.expect(',');
            }
        }
        return in.failed() ? Optional.empty() : Optional.of(tokens);
    }
}
