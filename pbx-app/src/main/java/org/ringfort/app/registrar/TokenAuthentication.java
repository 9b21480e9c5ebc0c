package org.ringfort.app.registrar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.ringfort.app.issuers.TokenIssuer;
import org.ringfort.app.issuers.TokenVerdict;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Challenge;

/**
 * Authentication of phones by access tokens, where the tenant has an issuer.
 *
 * <p>A token stands for a device: the one whose user name it says, or the first of the extension whose number it says. One that is
 * wrong counts like a wrong answer to a challenge; one whose time is over does not, since every token comes to that. Only what came
 * over TLS or WSS is looked at.
 *
 * @rfc 8898 2.2
 */
final class TokenAuthentication {
    /** Whose tokens count, and for what. */
    interface Tokens {
        /** Empty: the realm's tenant takes none. */
        Optional<TokenIssuer> issuer(Realm realm);

        /** May block for the issuer's keys. */
        TokenVerdict judge(TokenIssuer issuer, Secret token);
    }

    /** Finds whom a token stands for. */
    @FunctionalInterface
    interface Holders {
        /** The device that may be used, by its user name, or by the number of its extension; takes as long where there is none. */
        Optional<Holder> find(Realm realm, String name);

        /** The same, as it was a moment ago: for whom the issuer vouches. */
        default Optional<Holder> known(Realm realm, String name) {
            return find(realm, name);
        }
    }

    /** @param authUsername the name that the device would answer a challenge under */
    record Holder(String authUsername, Account.Identity who) {}

    private final Tokens tokens;
    private final Holders holders;
    private final Authenticator.Witness witness;
    private final Authenticator.Guard guard;

    TokenAuthentication(Tokens tokens, Holders holders, Authenticator.Witness witness, Authenticator.Guard guard) {
        this.tokens = tokens;
        this.holders = holders;
        this.witness = witness;
        this.guard = guard;
    }

    /** What is said of tokens in a challenge; empty where none would count, or the phone would give up at the sight of it. */
    Optional<Challenge.Bearer> challenge(Realm realm, Requester requester, Optional<String> error) {
        return issuer(realm, requester)
                .filter(_ -> !ChallengeChoice.givesUpAtTokens(requester.userAgent()))
                .map(issuer -> new Challenge.Bearer(realm.name(), TokenIssuer.SCOPE, issuer.issuer(), error));
    }

    private Optional<TokenIssuer> issuer(Realm realm, Requester requester) {
        return requester.source().transport().secured() ? tokens.issuer(realm) : Optional.empty();
    }

    /**
     * Judges the request's token; empty where it has none that could count.
     *
     * @param challenge makes the 401, with the error that it is to name
     */
    Optional<Authentication> authenticate(
            Realm realm, Requester requester, Function<String, Authentication> challenge) {
        return requester
                .token()
                .flatMap(token -> issuer(realm, requester)
                        .map(issuer -> judge(realm, requester, token, tokens.judge(issuer, token), challenge)));
    }

    private Authentication judge(
            Realm realm,
            Requester requester,
            Secret token,
            TokenVerdict verdict,
            Function<String, Authentication> challenge) {
        return switch (verdict) {
            case TokenVerdict.Good good -> good(realm, requester, good, challenge);
            case TokenVerdict.Expired() -> {
                witness.expired(realm, requester);
                yield challenge.apply("invalid_token");
            }
            case TokenVerdict.Insufficient() -> {
                witness.insufficient(realm, requester);
                yield challenge.apply("invalid_scope");
            }
            case TokenVerdict.Wrong(String why, String claimed) -> {
                Optional<Holder> aimedAt = holders.find(realm, claimed);
                Optional<Account.Identity> who = aimedAt.map(Holder::who);
                String name = aimedAt.map(Holder::authUsername).orElse(claimed);
                if (guard.bars(realm, requester, name)) {
                    witness.barred(realm, requester, who);
                } else {
                    witness.wrongToken(realm, requester, why, who);
                    guard.wrong(realm, requester, name, mark(token), who);
                }
                yield challenge.apply("invalid_token");
            }
            case TokenVerdict.Unjudged(String why) -> {
                witness.unjudged(realm, requester, why);
                yield new Authentication.Refused(503, "Tokens Cannot Be Verified Now");
            }
        };
    }

    private Authentication good(
            Realm realm, Requester requester, TokenVerdict.Good good, Function<String, Authentication> challenge) {
        Optional<Holder> holder = holders.known(realm, good.name());
        if (holder.isEmpty()) {
            return new Authentication.Refused(403, "No Device For This Token");
        }
        Account.Identity who = holder.get().who();
        if (guard.bars(realm, requester, holder.get().authUsername())) {
            witness.barred(realm, requester, Optional.of(who));
            return challenge.apply("invalid_token");
        }
        guard.proved(requester, holder.get().authUsername(), who);
        return new Authentication.Proved(who, good.expiresAt());
    }

    /** The same token sent again is no second try. */
    private static String mark(Secret token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(token.revealText().getBytes(StandardCharsets.UTF_8));
            return "token " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
