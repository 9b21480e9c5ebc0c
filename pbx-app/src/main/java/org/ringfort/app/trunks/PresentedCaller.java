package org.ringfort.app.trunks;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringfort.app.numbers.DialledNumber;

/**
 * Who calls, as a trunk presents it and as it may be shown: a number of the public network, or nobody. Never something that
 * could be taken for an extension.
 *
 * @param number E.164 with its plus sign, or {@value #NOBODY}
 * @param name perhaps empty
 */
public record PresentedCaller(String number, String name) {
    /** In place of a number that is withheld, or is none. */
    public static final String NOBODY = "anonymous";

    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /**
     * What the carrier wrote.
     *
     * @param user of From
     * @param name display name of From, without control characters
     * @param asserted user of P-Asserted-Identity, or empty
     * @param isPrivate whether the caller wants to be withheld
     * @param identities values of Identity headers (RFC 8224); not looked at here
     * @param called user of To, or empty
     * @param calledParty user of P-Called-Party-ID, or empty
     */
    public record Claims(
            String user,
            String name,
            String asserted,
            boolean isPrivate,
            List<String> identities,
            String called,
            String calledParty) {
        /** Copies the list. */
        public Claims {
            identities = List.copyOf(identities);
        }

        /** Without Identity headers and whom it was for. */
        public Claims(String user, String name, String asserted, boolean isPrivate) {
            this(user, name, asserted, isPrivate, List.of(), "", "");
        }
    }

    /**
     * Reads it as the trunk's country writes numbers.
     *
     * @rfc 3323 4.1
     * @rfc 3325 9.1
     */
    public static PresentedCaller of(Trunk trunk, Claims claims) {
        return claims.isPrivate()
                ? new PresentedCaller(NOBODY, "")
                : number(said(trunk, claims), trunk.numbers().country())
                        .map(number -> new PresentedCaller(number, claims.name()))
                        .orElseGet(() -> new PresentedCaller(NOBODY, ""));
    }

    private static String said(Trunk trunk, Claims claims) {
        boolean trusted = trunk.inward().map(Inward::trustsIdentity).orElse(false);
        return trusted && !claims.asserted().isEmpty() ? claims.asserted() : claims.user();
    }

    /**
     * The number that a signature would have to be for, also of a caller who is withheld: the one that would be shown; of a call
     * from nobody, the one that is asserted.
     *
     * @rfc 8224 6.2
     */
    public static Optional<String> named(Trunk trunk, Claims claims) {
        String country = trunk.numbers().country();
        return number(said(trunk, claims), country).or(() -> number(claims.asserted(), country));
    }

    /** A number in E.164, however the carrier writes it: whole, without its plus sign, or as the country dials it. */
    public static Optional<String> number(String written, String country) {
        Optional<String> dialled = read(written, country);
        if (dialled.isPresent()) {
            return dialled;
        }
        return INTERNATIONAL.matcher(written).matches() ? Optional.of(written) : read("+" + written, country);
    }

    private static Optional<String> read(String written, String country) {
        return DialledNumber.read(written, country) instanceof DialledNumber.Subscriber subscriber
                ? Optional.of(subscriber.e164())
                : Optional.empty();
    }
}
