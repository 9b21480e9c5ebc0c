package org.ringfort.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.SteppedClock;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.issuers.TokenIssuer;
import org.ringfort.app.issuers.TokenVerdict;
import org.ringfort.app.registrar.Authentication.Challenged;
import org.ringfort.app.registrar.Authentication.Proved;
import org.ringfort.app.registrar.Authentication.Refused;
import org.ringfort.app.registrar.TokenAuthentication.Holder;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.digest.Nonces;

/** RFC 8898 as a registrar lives it; what the tokens are worth is said by the test. */
class TokenAuthenticationTest {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final TokenIssuer ISSUER =
            new TokenIssuer(true, "https://id.acme.example", "pbx", "https://id.acme.example/jwks", "sip_extension");

    private final SteppedClock clock = new SteppedClock();
    private final TenantId tenant = TenantId.next();
    private final Realm realm = new Realm(tenant, "acme.example", true);
    private final Account.Identity who = new Account.Identity(
            tenant, UUID.randomUUID(), "101", "Somebody", UUID.randomUUID(), true, MediaKeying.SDES);
    private final TellingWitness witness = new TellingWitness();
    private final ScriptedGuard guard = new ScriptedGuard();
    private Optional<TokenIssuer> issuer = Optional.of(ISSUER);
    private TokenVerdict verdict = new TokenVerdict.Wrong("signature", "101");
    private final Authenticator authenticator = new Authenticator(
            new Nonces(Secret.of(new byte[32]), LIFETIME, clock, new Random(1)),
            new NonceCounts(100, LIFETIME, clock),
            (_, _) -> Optional.empty(),
            witness,
            guard,
            new TokenAuthentication(
                    new TokenAuthentication.Tokens() {
                        @Override
                        public Optional<TokenIssuer> issuer(Realm asked) {
                            return issuer;
                        }

                        @Override
                        public TokenVerdict judge(TokenIssuer by, Secret token) {
                            return verdict;
                        }
                    },
                    (_, name) -> name.equals("101") ? Optional.of(new Holder("dev1", who)) : Optional.empty(),
                    witness,
                    guard),
            new CertificateAuthentication(
                    (_, _) -> Optional.empty(), (_, _) -> Optional.empty(), witness, guard, clock));

    private Authentication register(Transport transport, String userAgent, String token) {
        return authenticator.authenticate(
                realm,
                new Requester(
                        "REGISTER",
                        new Requester.Source(
                                transport, "192.0.2.1", 5061, "TLSv1.3", "", false, List.of(), Optional.empty()),
                        userAgent,
                        List.of(),
                        Optional.of(token).filter(text -> !text.isEmpty()).map(Secret::ofText),
                        "call-id",
                        1,
                        "sip:acme.example",
                        "",
                        "these contacts"));
    }

    private Authentication register(String token) {
        return register(Transport.WSS, "Browser", token);
    }

    private Optional<String> error(String token) {
        return ((Challenged) register(token)).bearer().orElseThrow().error();
    }

    @Test
    void rfc8898_4_where_there_is_an_issuer_the_challenge_names_it_and_the_digests_stay() {
        Challenged challenged = (Challenged) register("");
        assertThat(challenged.bearer())
                .contains(new Challenge.Bearer(
                        "acme.example", "sip:register", "https://id.acme.example", Optional.empty()));
        assertThat(challenged.challenges())
                .extracting(Challenge.Digest::algorithm)
                .containsExactly(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        issuer = Optional.empty();
        assertThat(((Challenged) register("")).bearer()).isEmpty();
    }

    @Test
    void rfc8898_5_in_the_clear_no_token_is_asked_for_and_none_counts() {
        verdict = new TokenVerdict.Good("101", Instant.MAX);
        for (Transport clear : List.of(Transport.UDP, Transport.TCP)) {
            Challenged challenged = (Challenged) register(clear, "Browser", "good");
            assertThat(challenged.bearer()).isEmpty();
        }
        assertThat(guard.told).isEmpty();
    }

    @Test
    void phones_that_give_up_at_another_scheme_are_spared_it() {
        for (String choking : List.of("baresip v1.0.0 (x86_64/linux)", "SIPp 3.6")) {
            assertThat(((Challenged) register(Transport.TLS, choking, "")).bearer())
                    .as(choking)
                    .isEmpty();
        }
        for (String library : List.of("JsSIP 3.10.1", "SIP.js/0.21.1", "Linphone/5.1")) {
            assertThat(((Challenged) register(Transport.WSS, library, "")).bearer())
                    .as(library)
                    .isPresent();
        }
    }

    @Test
    void a_good_token_proves_the_device_until_it_ends() {
        Instant end = clock.instant().plusSeconds(90);
        verdict = new TokenVerdict.Good("101", end);
        assertThat(register("good")).isEqualTo(new Proved(who, end));
        assertThat(guard.told).containsExactly("proved dev1 of 101");
    }

    @Test
    void a_good_token_of_nobody_is_refused_and_no_guess() {
        verdict = new TokenVerdict.Good("999", Instant.MAX);
        assertThat(register("good")).isEqualTo(new Refused(403, "No Device For This Token"));
        assertThat(guard.told).isEmpty();
    }

    @Test
    void a_wrong_token_counts_like_a_wrong_password_and_once_where_it_is_repeated() {
        assertThat(error("wrong")).contains("invalid_token");
        assertThat(error("wrong")).contains("invalid_token");
        assertThat(error("other")).contains("invalid_token");
        assertThat(guard.told).containsExactly("wrong dev1", "wrong dev1", "wrong dev1");
        assertThat(guard.marks.get(0)).isEqualTo(guard.marks.get(1)).isNotEqualTo(guard.marks.get(2));
        assertThat(guard.marks).noneMatch(mark -> mark.contains("wrong"));
        verdict = new TokenVerdict.Wrong("signature", "nobody");
        assertThat(error("more")).contains("invalid_token");
        assertThat(guard.told).endsWith("wrong nobody");
    }

    @Test
    void rfc8898_2_2_an_expired_one_is_told_so_and_counts_for_nothing() {
        verdict = new TokenVerdict.Expired();
        assertThat(error("old")).contains("invalid_token");
        verdict = new TokenVerdict.Insufficient();
        assertThat(error("narrow")).contains("invalid_scope");
        assertThat(guard.told).isEmpty();
        assertThat(witness.told).containsExactly("expired token", "insufficient token");
    }

    @Test
    void from_whom_is_barred_a_right_token_is_as_good_as_a_wrong_one() {
        verdict = new TokenVerdict.Good("101", Instant.MAX);
        guard.barred.add("dev1");
        assertThat(error("good")).contains("invalid_token");
        verdict = new TokenVerdict.Wrong("signature", "101");
        assertThat(error("bad")).contains("invalid_token");
        assertThat(guard.told).isEmpty();
        assertThat(witness.told).containsExactly("barred", "barred");
    }

    @Test
    void what_nobody_can_judge_is_neither_right_nor_wrong() {
        verdict = new TokenVerdict.Unjudged("the issuer's keys: no answer in time");
        assertThat(register("any")).isEqualTo(new Refused(503, "Tokens Cannot Be Verified Now"));
        assertThat(guard.told).isEmpty();
    }

    @Test
    void where_nobody_issues_a_token_is_no_credential() {
        issuer = Optional.empty();
        assertThat(register("any")).isInstanceOf(Challenged.class);
        assertThat(guard.told).isEmpty();
    }
}
