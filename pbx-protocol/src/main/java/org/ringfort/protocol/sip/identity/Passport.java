package org.ringfort.protocol.sip.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a token says, signed or about to be.
 *
 * @param certificate {@code x5u}: where the signer's certificate is
 * @param issuedAt {@code iat}, whole seconds
 * @param from {@code orig}
 * @param to {@code dest}: telephone numbers, then URIs; 1 to {@value #MOST_DESTINATIONS}
 * @rfc 8225 5
 */
public record Passport(String certificate, Kind kind, Instant issuedAt, Party from, List<Party> to) {
    /** More than that nobody calls at once. */
    public static final int MOST_DESTINATIONS = 16;

    /** One whom a token names. */
    public sealed interface Party {
        /**
         * Somebody's telephone number.
         *
         * @param digits canonical, see {@link CanonicalNumber}
         */
        record Telephone(String digits) implements Party {}

        /** Somebody's address, as the token has it. */
        record Address(String uri) implements Party {}
    }

    /** What the token is for: its {@code ppt}, and the claims that come with it. */
    public sealed interface Kind {
        /** No extension. */
        record Plain() implements Kind {}

        /**
         * A provider's word for the caller.
         *
         * @param origin opaque, for tracing the call back
         * @rfc 8588 4
         * @rfc 8588 5
         */
        record Shaken(Attestation attestation, UUID origin) implements Kind {}

        /**
         * A call that was sent on.
         *
         * @param before whom it was for until then
         * @rfc 8946 3
         */
        record Diverted(Party before) implements Kind {}
    }

    public Passport {
        to = List.copyOf(to);
        if (to.isEmpty() || to.size() > MOST_DESTINATIONS) {
            throw new IllegalArgumentException("1 to " + MOST_DESTINATIONS + " destinations");
        }
    }

    /** A token for a call from one number to another, both canonical. */
    public static Passport shaken(
            String certificate, Instant now, String from, String to, Attestation attestation, UUID origin) {
        return new Passport(
                certificate,
                new Kind.Shaken(attestation, origin),
                Instant.ofEpochSecond(now.getEpochSecond()),
                new Party.Telephone(from),
                List.of(new Party.Telephone(to)));
    }

    /**
     * A token for the next step of a call that is sent on, all canonical.
     *
     * @param before the number that it was for until now
     * @rfc 8946 3
     */
    public static Passport diverted(String certificate, Instant now, String from, String before, String to) {
        return new Passport(
                certificate,
                new Kind.Diverted(new Party.Telephone(before)),
                Instant.ofEpochSecond(now.getEpochSecond()),
                new Party.Telephone(from),
                List.of(new Party.Telephone(to)));
    }

    /** The extension that it needs to be understood: {@code ppt}. */
    public Optional<String> extension() {
        return switch (kind) {
            case Kind.Plain() -> Optional.empty();
            case Kind.Shaken shaken -> Optional.of("shaken");
            case Kind.Diverted diverted -> Optional.of("div");
        };
    }

    /** The level that a provider vouches at; empty where it does not. */
    public Optional<Attestation> attestation() {
        return kind instanceof Kind.Shaken(var level, var origin) ? Optional.of(level) : Optional.empty();
    }

    /** Whether it was made at most {@code window} ago, or ahead of our clock. */
    public boolean freshAt(Instant now, Duration window) {
        return Duration.between(issuedAt, now).abs().compareTo(window) <= 0;
    }
}
