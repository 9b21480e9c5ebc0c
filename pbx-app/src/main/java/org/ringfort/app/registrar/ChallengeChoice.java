package org.ringfort.app.registrar;

import java.util.List;
import java.util.regex.Pattern;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;

/**
 * Which challenges a request is answered with: a matter of the domain's policy and of what the phone calls itself, never
 * of the account, so that nothing is told about who exists.
 *
 * @rfc 8760 2.4
 */
final class ChallengeChoice {
    /**
     * Phones that give up when they meet SHA-256 anywhere in a 401 (baresip 1.x ends its registration, SIPp cannot answer),
     * or that know MD5 only.
     */
    private static final List<Pattern> CHOKE_ON_SHA_256 = List.of(
            Pattern.compile("baresip v?[01]\\..*", Pattern.CASE_INSENSITIVE),
            Pattern.compile("jssip\\b.*", Pattern.CASE_INSENSITIVE),
            Pattern.compile("sip\\.js\\b.*", Pattern.CASE_INSENSITIVE),
            Pattern.compile("sipp\\b.*", Pattern.CASE_INSENSITIVE));

    /** Phones that give up when they meet any scheme but Digest in a 401; browsers' libraries only read the last challenge. */
    private static final List<Pattern> CHOKE_ON_OTHER_SCHEMES = List.of(
            Pattern.compile("baresip v?[01]\\..*", Pattern.CASE_INSENSITIVE),
            Pattern.compile("sipp\\b.*", Pattern.CASE_INSENSITIVE));

    private ChallengeChoice() {}

    /** Whether a phone that calls itself that is spared the challenge that speaks of tokens. */
    static boolean givesUpAtTokens(String userAgent) {
        return matches(CHOKE_ON_OTHER_SCHEMES, userAgent);
    }

    private static boolean matches(List<Pattern> table, String userAgent) {
        String name = userAgent.strip();
        return table.stream().anyMatch(known -> known.matcher(name).matches());
    }

    /** Strongest first, MD5 last: some phones answer the first they know, browsers' libraries read the last. */
    static List<DigestAlgorithm> offered(boolean offerMd5, String userAgent) {
        if (!offerMd5) {
            return List.of(DigestAlgorithm.SHA_256);
        }
        return matches(CHOKE_ON_SHA_256, userAgent)
                ? List.of(DigestAlgorithm.MD5)
                : List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
    }
}
