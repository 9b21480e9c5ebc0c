package org.ringfort.app.issuers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.secret.Secret;

/**
 * Judges access tokens: signed JWTs of a tenant's issuer (RFC 7519, RFC 9068). What can be told without keys comes first, so that
 * nothing is fetched for a token of somebody else's. Only public-key signatures count: a symmetric algorithm would make the
 * published key a password, and {@code none} is none. A token that is bound to a key ({@code cnf}) is no bearer token. Time is
 * ours: no token is good after its {@code exp}, and none half a minute before its {@code nbf}.
 *
 * @rfc 8898 2.2
 * @rfc 8725 3.1
 * @rfc 9068 4
 */
public final class AccessTokens {
    private static final int LONGEST = 8_192;
    private static final int LONGEST_NAME = 128;
    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512);
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final KeySets keys;
    private final Clock clock;

    AccessTokens(KeySets keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Blocks for the issuer's keys, for a virtual thread. */
    public TokenVerdict judge(TokenIssuer issuer, Secret token) {
        String text = token.revealText();
        if (text.length() > LONGEST) {
            return new TokenVerdict.Wrong("too long", "");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String name = name(claims.getClaim(issuer.claim()));
            String fault = fault(jwt.getHeader(), claims, issuer);
            return fault.isEmpty() ? judge(issuer, jwt, claims, name) : new TokenVerdict.Wrong(fault, name);
        } catch (ParseException | IllegalArgumentException malformed) {
            return new TokenVerdict.Wrong("no signed token", "");
        }
    }

    /** What is wrong with it whoever signed it; empty: nothing. */
    private static String fault(JWSHeader header, JWTClaimsSet claims, TokenIssuer issuer) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return "algorithm";
        }
        JOSEObjectType type = header.getType();
        if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
            return "type";
        }
        if (header.getCriticalParams() != null || claims.getClaim("cnf") != null) {
            return "bound to more than its bearer";
        }
        if (!issuer.issuer().equals(claims.getIssuer())) {
            return "issuer";
        }
        if (!claims.getAudience().contains(issuer.audience())) {
            return "audience";
        }
        return claims.getExpirationTime() == null ? "no end" : "";
    }

    private TokenVerdict judge(TokenIssuer issuer, SignedJWT jwt, JWTClaimsSet claims, String name) {
        try {
            List<JWK> candidates = keys.at(issuer.jwksUrl(), jwt.getHeader().getKeyID()).stream()
                    .filter(key -> fits(key, jwt.getHeader()))
                    .toList();
            if (candidates.stream().noneMatch(key -> signed(jwt, key))) {
                return new TokenVerdict.Wrong(candidates.isEmpty() ? "unknown key" : "signature", name);
            }
        } catch (IOException away) {
            return new TokenVerdict.Unjudged("the issuer's keys: " + away.getMessage());
        }
        Instant now = clock.instant();
        Instant expires = claims.getExpirationTime().toInstant();
        if (!now.isBefore(expires)) {
            return new TokenVerdict.Expired();
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && now.plus(LEEWAY).isBefore(notBefore.toInstant())) {
            return new TokenVerdict.Wrong("not yet", name);
        }
        return scopes(claims).contains(TokenIssuer.SCOPE)
                ? new TokenVerdict.Good(name, expires)
                : new TokenVerdict.Insufficient();
    }

    /** A key has one algorithm where it says so, and one kind always: the token does not choose how it is verified. */
    private static boolean fits(JWK key, JWSHeader header) {
        KeyType kind = JWSAlgorithm.Family.EC.contains(header.getAlgorithm()) ? KeyType.EC : KeyType.RSA;
        return key.getKeyType().equals(kind)
                && (header.getKeyID() == null || header.getKeyID().equals(key.getKeyID()))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm()));
    }

    private static boolean signed(SignedJWT jwt, JWK key) {
        try {
            return key.getKeyType().equals(KeyType.EC)
                    ? jwt.verify(new ECDSAVerifier(key.toECKey()))
                    : jwt.verify(new RSASSAVerifier(key.toRSAKey()));
        } catch (JOSEException another) {
            return false; // a curve that the algorithm is not for
        }
    }

    private static Set<String> scopes(JWTClaimsSet claims) {
        return claims.getClaim("scope") instanceof String text ? Set.copyOf(Arrays.asList(text.split(" "))) : Set.of();
    }

    private static String name(@Nullable Object claim) {
        String text = claim instanceof String || claim instanceof Long
                ? claim.toString().strip()
                : "";
        return text.length() <= LONGEST_NAME ? text : "";
    }
}
