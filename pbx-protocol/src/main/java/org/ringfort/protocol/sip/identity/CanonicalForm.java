package org.ringfort.protocol.sip.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.ringfort.protocol.sip.identity.Passport.Kind;
import org.ringfort.protocol.sip.identity.Passport.Party;

/**
 * A token's objects as they are signed: names in their order by code point, no space, nothing else.
 *
 * @rfc 8225 9
 */
final class CanonicalForm {
    private CanonicalForm() {}

    /** Both objects in base64url, with the full stop between them. */
    static String signingInput(Passport passport) {
        return base64(head(passport)) + '.' + base64(claims(passport));
    }

    static String head(Passport passport) {
        var out = new StringBuilder("{\"alg\":\"" + SignedPassport.ES256 + '"');
        passport.extension().ifPresent(ppt -> Json.quote(out.append(",\"ppt\":"), ppt));
        Json.quote(out.append(",\"typ\":\"passport\",\"x5u\":"), passport.certificate());
        return out.append('}').toString();
    }

    static String claims(Passport passport) {
        var out = new StringBuilder("{");
        if (passport.kind() instanceof Kind.Shaken(Attestation level, UUID id)) {
            out.append("\"attest\":\"").append(level.name()).append("\",");
        }
        out.append("\"dest\":");
        destinations(out, passport.to());
        if (passport.kind() instanceof Kind.Diverted(Party before)) {
            party(out.append(",\"div\":"), before);
        }
        out.append(",\"iat\":").append(passport.issuedAt().getEpochSecond()).append(",\"orig\":");
        party(out, passport.from());
        if (passport.kind() instanceof Kind.Shaken(Attestation level, UUID id)) {
            out.append(",\"origid\":\"").append(id).append('"');
        }
        return out.append('}').toString();
    }

    private static void party(StringBuilder out, Party party) {
        switch (party) {
            case Party.Telephone(var digits) -> Json.quote(out.append("{\"tn\":"), digits);
            case Party.Address(var uri) -> Json.quote(out.append("{\"uri\":"), uri);
        }
        out.append('}');
    }

    private static void destinations(StringBuilder out, List<Party> to) {
        List<String> numbers = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (Party party : to) {
            switch (party) {
                case Party.Telephone(var digits) -> numbers.add(digits);
                case Party.Address(var uri) -> addresses.add(uri);
            }
        }
        out.append('{');
        list(out, "tn", numbers);
        if (!numbers.isEmpty() && !addresses.isEmpty()) {
            out.append(',');
        }
        list(out, "uri", addresses);
        out.append('}');
    }

    private static void list(StringBuilder out, String name, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        out.append('"').append(name).append("\":[");
        for (int i = 0; i < values.size(); i++) {
            Json.quote(i == 0 ? out : out.append(','), values.get(i));
        }
        out.append(']');
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
