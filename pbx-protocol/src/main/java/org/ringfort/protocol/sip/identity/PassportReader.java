package org.ringfort.protocol.sip.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.protocol.sip.identity.Passport.Kind;
import org.ringfort.protocol.sip.identity.Passport.Party;

/**
 * Makes a {@link Passport} of the two objects of a token.
 *
 * @rfc 8225 4
 * @rfc 8225 5
 */
final class PassportReader {
    /** Seconds since 1970; later ones no clock of ours will show. */
    private static final long LATEST = 253_402_300_799L;

    private static final int UUID_CHARACTERS = 36;

    private PassportReader() {}

    static Token read(Json.Members head, Json.Members claims, String token) {
        if (!head.text("typ").equals(Optional.of("passport"))) {
            return new Token.Malformed("typ is not passport");
        }
        if (!head.text("alg").equals(Optional.of(SignedPassport.ES256))) {
            return new Token.Malformed("alg is not ES256");
        }
        if (head.get("crit").isPresent()) {
            return new Token.Malformed("crit names what is not understood");
        }
        Optional<String> extension = head.text("ppt");
        if (head.get("ppt").isPresent() && extension.isEmpty()) {
            return new Token.Malformed("ppt is no text");
        }
        String ppt = extension.orElse("");
        Optional<Kind> kind = switch (ppt) {
            case "" -> extension.isEmpty() ? Optional.of(new Kind.Plain()) : Optional.empty();
            case "shaken" -> shaken(claims);
            case "div" -> claims.get("div").flatMap(PassportReader::party).map(Kind.Diverted::new);
            default -> Optional.empty();
        };
        if (kind.isEmpty()) {
            return ppt.equals("shaken") || ppt.equals("div") || ppt.isEmpty()
                    ? new Token.Malformed("without the claims of its ppt")
                    : new Token.Unknown(ppt);
        }
        return read(head, claims, kind.get(), token);
    }

    private static Token read(Json.Members head, Json.Members claims, Kind kind, String token) {
        Optional<String> certificate = head.text("x5u").filter(IdentityHeader::isUri);
        Optional<Instant> issued = claims.get("iat")
                .flatMap(iat -> iat instanceof Json.Whole(var seconds) && seconds >= 0 && seconds <= LATEST
                        ? Optional.of(Instant.ofEpochSecond(seconds))
                        : Optional.empty());
        Optional<Party> from = claims.get("orig").flatMap(PassportReader::party);
        List<Party> to = claims.get("dest").map(PassportReader::parties).orElse(List.of());
        if (certificate.isEmpty() || issued.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return new Token.Malformed("without x5u, iat, orig or dest");
        }
        var passport = new Passport(certificate.get(), kind, issued.get(), from.get(), to);
        return new Token.Full(new SignedPassport(passport, token));
    }

    private static Optional<Kind> shaken(Json.Members claims) {
        Optional<Attestation> level = claims.text("attest").flatMap(text -> switch (text) {
            case "A" -> Optional.of(Attestation.A);
            case "B" -> Optional.of(Attestation.B);
            case "C" -> Optional.of(Attestation.C);
            default -> Optional.empty();
        });
        Optional<UUID> origin = claims.text("origid").flatMap(PassportReader::uuid);
        return level.flatMap(known -> origin.map(id -> new Kind.Shaken(known, id)));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == UUID_CHARACTERS ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Exactly one name: {@code {"tn":"…"}} or {@code {"uri":"…"}}. */
    private static Optional<Party> party(Json value) {
        if (!(value instanceof Json.Members named)) {
            return Optional.empty();
        }
        Optional<Party> number = named.get("tn").flatMap(PassportReader::number);
        Optional<Party> address = named.get("uri").flatMap(PassportReader::address);
        return number.isPresent() && named.get("uri").isPresent() ? Optional.empty() : number.or(() -> address);
    }

    private static Optional<Party> number(Json value) {
        return value instanceof Json.Text(var text)
                ? CanonicalNumber.of(text).map(Party.Telephone::new)
                : Optional.empty();
    }

    private static Optional<Party> address(Json value) {
        return value instanceof Json.Text(var text) && IdentityHeader.isUri(text)
                ? Optional.of(new Party.Address(text))
                : Optional.empty();
    }

    /** Empty where one of them cannot be read, or they are too many. */
    private static List<Party> parties(Json value) {
        if (!(value instanceof Json.Members named)) {
            return List.of();
        }
        List<Json> numbers = items(named, "tn");
        List<Json> addresses = items(named, "uri");
        List<Party> all = new ArrayList<>();
        numbers.forEach(item -> number(item).ifPresent(all::add));
        addresses.forEach(item -> address(item).ifPresent(all::add));
        boolean whole = all.size() == numbers.size() + addresses.size() && all.size() <= Passport.MOST_DESTINATIONS;
        return whole ? all : List.of();
    }

    /** Some signers write one number without a list around it; it means the same. */
    private static List<Json> items(Json.Members named, String name) {
        return named.get(name)
                .map(value -> value instanceof Json.Items(var items) ? items : List.of(value))
                .orElse(List.of());
    }
}
