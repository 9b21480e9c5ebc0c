package org.ringfort.protocol.sip.identity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the token of an Identity header was read as. Nothing in it is true before its signature was verified.
 *
 * @rfc 8225 4
 */
public sealed interface Token {
    /** A whole token, understood. */
    record Full(SignedPassport signed) implements Token {}

    /**
     * A signature alone: what was signed is in the message around it.
     *
     * @rfc 8225 7
     */
    record Compact(String signature) implements Token {
        /** The whole token, with what the message says; it verifies only where its signer saw the same. */
        public SignedPassport of(Passport rebuilt) {
            return new SignedPassport(rebuilt, CanonicalForm.signingInput(rebuilt) + '.' + signature);
        }
    }

    /** For an extension that is not understood: to be passed over as if it were not there. */
    record Unknown(String extension) implements Token {}

    /**
     * Nobody's token.
     *
     * @param why in words of ours
     */
    record Malformed(String why) implements Token {}

    /** Characters; longer ones are malformed. */
    int LONGEST = IdentityHeader.LONGEST;

    /** Reads a token: any text, in bounded time. */
    static Token read(String text) {
        if (text.length() > LONGEST) {
            return new Malformed("longer than " + LONGEST);
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return new Malformed("not of three parts");
        }
        String signature = text.substring(second + 1);
        if (Es256.signature(signature).isEmpty()) {
            return new Malformed("no signature of 64 octets");
        }
        if (second == 1) {
            return new Compact(signature);
        }
        Optional<Json.Members> head = members(text.substring(0, first));
        Optional<Json.Members> claims = members(text.substring(first + 1, second));
        return head.isEmpty() || claims.isEmpty()
                ? new Malformed("no JSON")
                : PassportReader.read(head.get(), claims.get(), text);
    }

    private static Optional<Json.Members> members(String part) {
        return Es256.base64(part).flatMap(octets -> Json.members(new String(octets, StandardCharsets.UTF_8)));
    }
}
