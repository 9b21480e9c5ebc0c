package org.ringfort.app.issuers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.rest.Problem;

/**
 * The authorization server whose access tokens a tenant's phones may register and call with.
 *
 * @param enabled false: tokens count for nothing, and none are asked for
 * @param issuer https URI, as {@code iss} of its tokens says it, and as phones are told it
 * @param audience what {@code aud} of a token must hold
 * @param jwksUrl where its public keys are fetched: https
 * @param claim which claim names the extension, by its number, or one of its devices, by its user name
 */
public record TokenIssuer(boolean enabled, String issuer, String audience, String jwksUrl, String claim) {
    /** Where nothing was said. */
    public static final TokenIssuer NONE = new TokenIssuer(false, "", "", "", "sip_extension");

    /** What a token must at least be good for. */
    public static final String SCOPE = "sip:register";

    private static final Pattern AUDIENCE = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern CLAIM = Pattern.compile("[A-Za-z][A-Za-z0-9_.:/-]{0,99}");
    private static final int LONGEST_URI = 500;

    /** @throws Problem naming the field that cannot be used; what is switched off may be left empty */
    void check() {
        if (enabled || !issuer.isEmpty()) {
            URI uri = https("issuer", issuer);
            if (uri.getRawQuery() != null) {
                throw Problem.invalid("issuer", "malformed", "Give an address without a query.");
            }
        }
        if (enabled || !jwksUrl.isEmpty()) {
            https("jwksUrl", jwksUrl);
        }
        if ((enabled || !audience.isEmpty()) && !AUDIENCE.matcher(audience).matches()) {
            throw Problem.invalid("audience", "malformed", "Give 1 to 255 printable characters without spaces.");
        }
        if (!CLAIM.matcher(claim).matches()) {
            throw Problem.invalid("claim", "malformed", "Give the name of a claim, such as sip_extension.");
        }
    }

    private static URI https(String field, String text) {
        @Nullable URI uri = uri(text);
        if (uri == null
                || !"https".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || text.length() > LONGEST_URI
                || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Problem.invalid(field, "malformed", "Give an https address of at most 500 characters.");
        }
        return uri;
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}
