package org.ringfort.app.issuers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An authorization server, as far as its keys and tokens go. */
public final class TestIssuer {
    public final String name;
    private ECKey key;

    public TestIssuer(String name) {
        this.name = name;
        this.key = key("first");
    }

    static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on another key signs, and is published alone. */
    public void rotate(String id) {
        key = key(id);
    }

    ECKey key() {
        return key;
    }

    /** What it publishes. */
    public String jwks() {
        return jwks(List.of(key));
    }

    static String jwks(List<? extends JWK> keys) {
        return new JWKSet(List.<JWK>copyOf(keys)).toString(true);
    }

    /** Claims of a good token. */
    public JWTClaimsSet.Builder claims(String extension, Instant now, long seconds) {
        return new JWTClaimsSet.Builder()
                .issuer(name)
                .audience("pbx")
                .subject("somebody")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(seconds)))
                .claim("scope", "openid sip:register")
                .claim("sip_extension", extension);
    }

    /** Signs. */
    public String token(JWTClaimsSet claims) {
        return token(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                claims);
    }

    String token(JWSHeader header, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
