package org.ringfort.app.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfort.app.SteppedClock;
import org.ringfort.app.fetch.HttpAnswer;
import org.ringfort.app.issuers.TokenVerdict.Expired;
import org.ringfort.app.issuers.TokenVerdict.Good;
import org.ringfort.app.issuers.TokenVerdict.Insufficient;
import org.ringfort.app.issuers.TokenVerdict.Unjudged;
import org.ringfort.app.issuers.TokenVerdict.Wrong;
import org.ringfort.kernel.secret.Secret;

/** Access tokens, good and bad; the issuer's server is a page that the test writes. */
class AccessTokensTest {
    private final SteppedClock clock = new SteppedClock();
    private final TestIssuer issuer = new TestIssuer("https://id.acme.example/realms/pbx");
    private final List<String> fetched = new ArrayList<>();
    private String page = issuer.jwks();
    private boolean away;
    private final AccessTokens tokens =
            new AccessTokens(new KeySets(this::fetch, Duration.ofSeconds(20), clock), clock);

    private HttpAnswer fetch(String url) throws IOException {
        fetched.add(url);
        if (away) {
            throw new IOException("no answer in time");
        }
        return HttpAnswer.parse(
                ("HTTP/1.1 200 OK\r\nCache-Control: max-age=86400\r\n\r\n" + page).getBytes(StandardCharsets.UTF_8));
    }

    private TokenVerdict judge(String token) {
        return tokens.judge(
                new TokenIssuer(true, issuer.name, "pbx", "https://id.acme.example/jwks", "sip_extension"),
                Secret.ofText(token));
    }

    private TokenVerdict judge(JWTClaimsSet.Builder claims) {
        return judge(issuer.token(claims.build()));
    }

    private JWTClaimsSet.Builder good() {
        return issuer.claims("101", clock.instant(), 300);
    }

    private JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(issuer.key().getKeyID());
    }

    @Test
    void rfc8898_2_2_a_token_in_order_names_an_extension_until_it_ends() {
        assertThat(judge(good())).isEqualTo(new Good("101", clock.instant().plusSeconds(300)));
        assertThat(judge(good().claim("sip_extension", 101)))
                .isEqualTo(new Good("101", clock.instant().plusSeconds(300)));
        assertThat(judge(good().claim("sip_extension", List.of("101"))))
                .isEqualTo(new Good("", clock.instant().plusSeconds(300)));
        assertThat(fetched).hasSize(1);
    }

    @Test
    void rfc8725_3_1_none_and_secrets_made_of_public_keys_sign_nothing() throws Exception {
        JWTClaimsSet claims = good().build();
        assertThat(judge(new PlainJWT(claims).serialize())).isInstanceOf(Wrong.class);
        String[] parts = issuer.token(claims).split("\\.");
        assertThat(judge(parts[0] + "." + parts[1] + ".")).isInstanceOf(Wrong.class);

        var hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issuer.key().getKeyID())
                        .build(),
                claims);
        hmac.sign(new MACSigner(issuer.key().toECPublicKey().getEncoded()));
        assertThat(judge(hmac.serialize())).isEqualTo(new Wrong("algorithm", "101"));
        assertThat(fetched).as("nothing is fetched for those").isEmpty();
    }

    @Test
    void rfc7519_4_1_what_is_not_the_issuers_or_not_for_us_is_wrong() {
        assertThat(judge(good().issuer("https://elsewhere.example"))).isEqualTo(new Wrong("issuer", "101"));
        assertThat(judge(good().issuer(null))).isEqualTo(new Wrong("issuer", "101"));
        assertThat(judge(good().audience("mail"))).isEqualTo(new Wrong("audience", "101"));
        assertThat(judge(good().audience(List.of("mail", "pbx")))).isInstanceOf(Good.class);
        assertThat(judge(good().expirationTime(null))).isEqualTo(new Wrong("no end", "101"));
        assertThat(judge(good().claim("cnf", Map.of("jkt", "x"))))
                .isEqualTo(new Wrong("bound to more than its bearer", "101"));
        String critical = issuer.token(
                header().criticalParams(Set.of("b64x"))
                        .customParam("b64x", true)
                        .build(),
                good().build());
        assertThat(judge(critical)).isEqualTo(new Wrong("bound to more than its bearer", "101"));
        String logout =
                issuer.token(header().type(new JOSEObjectType("logout+jwt")).build(), good().build());
        assertThat(judge(logout)).isEqualTo(new Wrong("type", "101"));
    }

    @Test
    void the_token_of_another_tenants_issuer_is_signed_by_nobody_here() {
        TestIssuer other = new TestIssuer(issuer.name); // says to be ours, under a key of the same name
        assertThat(judge(other.token(good().build()))).isEqualTo(new Wrong("signature", "101"));
        TestIssuer honest = new TestIssuer("https://id.other.example");
        assertThat(judge(honest.token(honest.claims("101", clock.instant(), 300).build())))
                .isEqualTo(new Wrong("issuer", "101"));
    }

    @Test
    void a_changed_claim_spoils_the_signature() {
        String[] mine = issuer.token(good().build()).split("\\.");
        String[] theirs =
                issuer.token(issuer.claims("102", clock.instant(), 300).build()).split("\\.");
        assertThat(judge(mine[0] + "." + theirs[1] + "." + mine[2])).isEqualTo(new Wrong("signature", "102"));
    }

    @Test
    void rfc8898_2_2_what_has_ended_is_expired_only_where_it_was_ours() {
        String token = issuer.token(good().build());
        assertThat(judge(token)).isInstanceOf(Good.class);
        clock.pass(Duration.ofMinutes(5));
        assertThat(judge(token)).isEqualTo(new Expired());
        TestIssuer other = new TestIssuer(issuer.name);
        assertThat(judge(other.token(issuer.claims("101", clock.instant(), -10).build())))
                .isEqualTo(new Wrong("signature", "101"));
    }

    @Test
    void rfc7519_4_1_5_what_has_not_begun_is_no_good_yet() {
        assertThat(judge(good().notBeforeTime(Date.from(clock.instant().plusSeconds(20)))))
                .isInstanceOf(Good.class);
        assertThat(judge(good().notBeforeTime(Date.from(clock.instant().plusSeconds(60)))))
                .isEqualTo(new Wrong("not yet", "101"));
    }

    @Test
    void rfc8898_4_without_the_scope_it_is_good_for_something_else() {
        assertThat(judge(good().claim("scope", "openid sip:registered"))).isEqualTo(new Insufficient());
        assertThat(judge(good().claim("scope", null))).isEqualTo(new Insufficient());
    }

    @Test
    void no_octets_are_more_than_wrong() {
        for (String junk : List.of("x", "a.b.c", "....", "e30.e30.e30", "eyJhbGciOiJFUzI1NiJ9.W10.c2ln")) {
            assertThat(judge(junk)).as(junk).isInstanceOf(Wrong.class);
        }
        assertThat(judge(good().claim("filler", "x".repeat(8_192)))).isEqualTo(new Wrong("too long", ""));
        assertThat(judge(good().claim("sip_extension", "1".repeat(129))))
                .isEqualTo(new Good("", clock.instant().plusSeconds(300)));
    }

    @Test
    void a_new_key_is_found_at_once_and_made_up_ones_cost_a_fetch_in_half_a_minute() {
        assertThat(judge(good())).isInstanceOf(Good.class);
        issuer.rotate("second");
        page = issuer.jwks();
        clock.pass(Duration.ofSeconds(31));
        assertThat(judge(good())).isInstanceOf(Good.class);
        assertThat(fetched).hasSize(2);

        issuer.rotate("made-up");
        for (int i = 0; i < 20; i++) {
            assertThat(judge(good())).isEqualTo(new Wrong("unknown key", "101"));
        }
        assertThat(fetched).hasSize(2);
        clock.pass(Duration.ofSeconds(31));
        assertThat(judge(good())).isEqualTo(new Wrong("unknown key", "101"));
        assertThat(fetched).hasSize(3);
    }

    @Test
    void a_withdrawn_key_is_good_for_a_quarter_of_an_hour_at_most() {
        String old = issuer.token(issuer.claims("101", clock.instant(), 7_200).build());
        assertThat(judge(old)).isInstanceOf(Good.class);
        issuer.rotate("second");
        page = issuer.jwks();
        clock.pass(Duration.ofMinutes(15));
        assertThat(judge(old)).isEqualTo(new Wrong("unknown key", "101"));
    }

    @Test
    void without_its_server_an_issuer_is_believed_for_an_hour_and_then_nobody_can_say() {
        String token =
                issuer.token(issuer.claims("101", clock.instant(), 86_400).build());
        assertThat(judge(token)).isInstanceOf(Good.class);
        away = true;
        clock.pass(Duration.ofMinutes(59));
        assertThat(judge(token)).isInstanceOf(Good.class);
        int before = fetched.size();
        assertThat(judge(token)).isInstanceOf(Good.class);
        assertThat(fetched).as("not asked again at once").hasSize(before);
        clock.pass(Duration.ofMinutes(2));
        assertThat(judge(token)).isInstanceOf(Unjudged.class);
        away = false;
        assertThat(judge(token)).as("for half a minute").isInstanceOf(Unjudged.class);
        clock.pass(Duration.ofSeconds(31));
        assertThat(judge(token)).isInstanceOf(Good.class);
    }

    @Test
    void what_is_no_set_of_keys_is_as_good_as_none() {
        page = "<html>";
        assertThat(judge(good())).isInstanceOf(Unjudged.class);
    }

    private static RSAKey rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID("rsa-" + bits)
                .build();
    }

    private String signedBy(RSAKey key, JWSAlgorithm algorithm) throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), good().build());
        jwt.sign(new RSASSASigner(key, Set.of(AllowWeakRSAKey.getInstance())));
        return jwt.serialize();
    }

    @Test
    void rfc7518_3_3_rsa_counts_from_2048_bits_and_by_the_algorithm_of_the_key() throws Exception {
        RSAKey weak = rsa(1024);
        RSAKey strong = rsa(2048);
        RSAKey bound = new RSAKey.Builder(rsa(2048))
                .algorithm(JWSAlgorithm.PS256)
                .keyID("bound")
                .build();
        page = TestIssuer.jwks(List.<JWK>of(weak.toPublicJWK(), strong.toPublicJWK(), bound.toPublicJWK()));
        assertThat(judge(signedBy(strong, JWSAlgorithm.RS256))).isInstanceOf(Good.class);
        assertThat(judge(signedBy(strong, JWSAlgorithm.PS256))).isInstanceOf(Good.class);
        assertThat(judge(signedBy(bound, JWSAlgorithm.PS256))).isInstanceOf(Good.class);
        assertThat(judge(signedBy(bound, JWSAlgorithm.RS256))).isEqualTo(new Wrong("unknown key", "101"));
        assertThat(judge(signedBy(weak, JWSAlgorithm.RS256))).isEqualTo(new Wrong("unknown key", "101"));
    }
}
