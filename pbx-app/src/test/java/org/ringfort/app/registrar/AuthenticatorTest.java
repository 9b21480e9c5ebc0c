package org.ringfort.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.ringfort.app.registrar.NonceCounts.Use;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.digest.DigestResponse;
import org.ringfort.protocol.sip.digest.Nonces;

/**
 * RFC 7616 and 8760 as a registrar lives them; the password is "secret". One file, long as it is: each test is a few requests to the same
 * account.
 */
class AuthenticatorTest {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Secret PASSWORD = Secret.ofText("secret");
    private static final TokenAuthentication.Tokens NO_TOKENS = new TokenAuthentication.Tokens() {
        @Override
        public Optional<TokenIssuer> issuer(Realm realm) {
            return Optional.empty();
        }

        @Override
        public TokenVerdict judge(TokenIssuer issuer, Secret token) {
            throw new AssertionError("nobody issues tokens here");
        }
    };

    private final SteppedClock clock = new SteppedClock();
    private final TenantId tenant = TenantId.next();
    private final Realm realm = new Realm(tenant, "acme.example", true);
    private final TellingWitness witness = new TellingWitness();
    private final List<String> told = witness.told;
    private final Account.Identity who = new Account.Identity(
            tenant, UUID.randomUUID(), "101", "Somebody", UUID.randomUUID(), true, MediaKeying.SDES);
    private DigestAlgorithm floor = DigestAlgorithm.MD5;
    private NonceCounts counts = new NonceCounts(1000, LIFETIME, clock);
    private final ScriptedGuard guard = new ScriptedGuard();
    private final List<String> looks = new ArrayList<>();
    private boolean remembers;
    private boolean away;
    private boolean certificateRequired;
    private final Authenticator.Accounts accounts = new Authenticator.Accounts() {
        @Override
        public Optional<Account> find(Realm asked, String name) {
            looks.add(name);
            if (away) {
                throw new IllegalStateException("the database is away");
            }
            return name.equals("dev1") ? Optional.of(account(asked)) : Optional.empty();
        }

        @Override
        public Optional<Account> remembered(Realm asked, String name) {
            return remembers && name.equals("dev1") ? Optional.of(account(asked)) : Optional.empty();
        }

        @Override
        public Optional<Account> last(Realm asked, String name) {
            return name.equals("dev1") ? Optional.of(account(asked)) : Optional.empty();
        }
    };
    private Authenticator authenticator = authenticator(1000);

    private Authenticator authenticator(int remembered) {
        counts = new NonceCounts(remembered, LIFETIME, clock);
        return new Authenticator(
                new Nonces(Secret.of(new byte[32]), LIFETIME, clock, new Random(1)),
                counts,
                accounts,
                witness,
                guard,
                new TokenAuthentication(NO_TOKENS, (_, _) -> Optional.empty(), witness, guard),
                new CertificateAuthentication(
                        (_, _) -> Optional.empty(), (_, _) -> Optional.empty(), witness, guard, clock));
    }

    private Account account(Realm asked) {
        return new Account(
                who,
                DigestResponse.ha1(DigestAlgorithm.MD5, "dev1", asked.name(), PASSWORD),
                DigestResponse.ha1(DigestAlgorithm.SHA_256, "dev1", asked.name(), PASSWORD),
                floor,
                certificateRequired);
    }

    private static Requester request(long cseq, Credentials.Digest... credentials) {
        return new Requester(
                "REGISTER",
                new Requester.Source(
                        Transport.TLS, "192.0.2.1", 5061, "TLSv1.3", "", false, List.of(), Optional.empty()),
                "Phone",
                List.of(credentials),
                Optional.empty(),
                "call-id",
                cseq,
                "sip:acme.example",
                "",
                "these contacts");
    }

    private static Requester from(Transport transport, String address, int port, Requester request) {
        return new Requester(
                request.method(),
                new Requester.Source(transport, address, port, "TLSv1.3", "", false, List.of(), Optional.empty()),
                request.userAgent(),
                request.credentials(),
                request.token(),
                request.sipCallId(),
                request.cseq(),
                request.requestUri(),
                request.fromUser(),
                request.asked());
    }

    private static Requester asking(String requestUri, String asked, Requester request) {
        return new Requester(
                request.method(),
                request.source(),
                request.userAgent(),
                request.credentials(),
                request.token(),
                request.sipCallId(),
                request.cseq(),
                requestUri,
                request.fromUser(),
                asked);
    }

    private Challenge.Digest challenge(int which) {
        Challenged challenged = (Challenged) authenticator.authenticate(realm, request(1));
        return challenged.challenges().get(which);
    }

    private static Credentials.Digest answer(Challenge.Digest challenge, String name, int count) {
        return DigestResponse.answer(challenge, name, PASSWORD, "REGISTER", "sip:acme.example", "c0ffee", count);
    }

    private boolean staleAfter(Requester request) {
        Challenged again = (Challenged) authenticator.authenticate(realm, request);
        return again.challenges().stream().allMatch(Challenge.Digest::stale);
    }

    @Test
    void either_algorithm_proves_the_device() {
        for (int which = 0; which < 2; which++) {
            assertThat(authenticator.authenticate(realm, request(2, answer(challenge(which), "dev1", 1))))
                    .isEqualTo(new Proved(who));
        }
    }

    @Test
    void the_strongest_of_several_answers_counts() {
        floor = DigestAlgorithm.SHA_256;
        Credentials.Digest md5 = answer(challenge(1), "dev1", 1);
        Credentials.Digest sha = answer(challenge(0), "dev1", 1);
        assertThat(authenticator.authenticate(realm, request(2, md5, sha))).isEqualTo(new Proved(who));
    }

    @Test
    void the_floor_is_enforced_on_the_answer_and_told() {
        floor = DigestAlgorithm.SHA_256;
        assertThat(authenticator.authenticate(realm, request(2, answer(challenge(1), "dev1", 1))))
                .isInstanceOf(Refused.class);
        assertThat(told).containsExactly("below floor");
    }

    @Test
    void a_domain_without_md5_neither_offers_nor_takes_it() {
        Challenge.Digest md5 = challenge(1);
        Realm strict = new Realm(tenant, "acme.example", false);
        Authentication said = authenticator.authenticate(strict, request(2, answer(md5, "dev1", 1)));
        assertThat(((Challenged) said).challenges())
                .extracting(Challenge.Digest::algorithm)
                .containsExactly(DigestAlgorithm.SHA_256);
    }

    @Test
    void a_nonce_that_is_too_old_is_stale_only_for_who_knows_the_password() {
        Challenge.Digest old = challenge(0);
        clock.pass(LIFETIME.plusSeconds(1));
        assertThat(staleAfter(request(2, answer(old, "dev1", 1)))).isTrue();
        assertThat(staleAfter(request(3, answer(old, "dev2", 1)))).isFalse();
        assertThat(told).containsExactly("failed");
    }

    @Test
    void a_nonce_of_another_realm_is_none() {
        Challenge.Digest ours = challenge(0);
        Realm other = new Realm(tenant, "other.example", true);
        Challenge.Digest carried =
                Challenge.Digest.auth(DigestAlgorithm.SHA_256, "other.example", ours.nonce(), Optional.empty(), false);
        Authentication said = authenticator.authenticate(other, request(2, answer(carried, "dev1", 1)));
        assertThat(said).isInstanceOf(Challenged.class);
    }

    @Test
    void a_count_used_twice_is_a_replay_unless_the_request_is_the_very_same() {
        Credentials.Digest once = answer(challenge(0), "dev1", 1);
        assertThat(authenticator.authenticate(realm, request(2, once))).isInstanceOf(Proved.class);
        assertThat(authenticator.authenticate(realm, request(2, once)))
                .as("retransmission")
                .isInstanceOf(Proved.class);
        assertThat(staleAfter(request(3, once))).isTrue();
        assertThat(told).containsExactly("replayed");
    }

    @Test
    void a_captured_request_sent_from_elsewhere_is_a_replay() {
        Requester sent = request(2, answer(challenge(0), "dev1", 1));
        assertThat(authenticator.authenticate(realm, sent)).isInstanceOf(Proved.class);
        for (Requester captured : List.of(
                from(Transport.TLS, "192.0.2.66", 5061, sent),
                from(Transport.TLS, "192.0.2.1", 5062, sent),
                from(Transport.TCP, "192.0.2.1", 5061, sent))) {
            assertThat(staleAfter(captured)).isTrue();
        }
        assertThat(told).containsExactly("replayed", "replayed", "replayed");
        assertThat(authenticator.authenticate(realm, sent)).isInstanceOf(Proved.class);
    }

    @Test
    void a_captured_request_that_asks_for_something_else_is_a_replay() {
        Requester sent = request(2, answer(challenge(0), "dev1", 1));
        assertThat(authenticator.authenticate(realm, sent)).isInstanceOf(Proved.class);
        assertThat(staleAfter(asking(sent.requestUri(), "my own contact", sent)))
                .isTrue();
        assertThat(staleAfter(asking("sip:acme.example;transport=tls", sent.asked(), sent)))
                .isTrue();
        assertThat(told).containsExactly("replayed", "replayed");
    }

    @Test
    void an_answer_made_for_another_number_is_refused_the_first_time_too_and_told() {
        Credentials.Digest toAnybody =
                DigestResponse.answer(challenge(0), "dev1", PASSWORD, "REGISTER", "sip:102@acme.example", "c0ffee", 1);
        assertThat(authenticator.authenticate(
                        realm, asking("sip:0900123456@acme.example", "0900123456", request(2, toAnybody))))
                .isEqualTo(new Refused(400, "Digest URI Is Not The Request-URI"));
        assertThat(told).containsExactly("replayed");
        assertThat(guard.told).isEmpty();
    }

    @Test
    void a_wrong_answer_for_another_number_is_a_wrong_answer() {
        assertThat(authenticator.authenticate(
                        realm, asking("sip:102@acme.example", "102", request(2, wrong(challenge(0), "dev1")))))
                .isInstanceOf(Challenged.class);
        assertThat(guard.told).containsExactly("wrong dev1");
    }

    @Test
    void without_qop_there_is_no_proof() {
        Challenge.Digest bare = new Challenge.Digest(
                DigestAlgorithm.SHA_256, realm.name(), challenge(0).nonce(), Optional.empty(), false, List.of());
        assertThat(authenticator.authenticate(realm, request(2, answer(bare, "dev1", 1))))
                .isInstanceOf(Challenged.class);
    }

    private static Credentials.Digest wrong(Challenge.Digest challenge, String name) {
        return DigestResponse.answer(
                challenge, name, Secret.ofText("a guess"), "REGISTER", "sip:acme.example", "c0ffee", 1);
    }

    @Test
    void wrong_answers_are_counted_alike_for_known_and_unknown_names() {
        authenticator.authenticate(realm, request(2, wrong(challenge(0), "dev1")));
        authenticator.authenticate(realm, request(3, wrong(challenge(0), "dev2")));
        assertThat(guard.told).containsExactly("wrong dev1", "wrong dev2");
    }

    @Test
    void who_is_refused_has_waited_for_a_look_whether_the_name_was_remembered_unknown_or_barred() {
        remembers = true;
        authenticator.authenticate(realm, request(2, wrong(challenge(0), "dev1")));
        authenticator.authenticate(realm, request(3, wrong(challenge(0), "dev2")));
        assertThat(looks).containsExactly("dev1", "dev2");

        guard.barred.add("dev1");
        authenticator.authenticate(realm, request(4, answer(challenge(0), "dev1", 1)));
        assertThat(looks).as("the right answer of one who is barred").containsExactly("dev1", "dev2", "dev1");
    }

    @Test
    void a_right_password_without_the_certificate_that_is_required_waits_for_a_look_as_a_wrong_one_does() {
        remembers = true;
        certificateRequired = true;

        authenticator.authenticate(realm, request(2, answer(challenge(0), "dev1", 1)));
        assertThat(looks).containsExactly("dev1");
    }

    @Test
    void a_right_answer_by_what_is_remembered_costs_no_look() {
        remembers = true;

        assertThat(authenticator.authenticate(realm, request(2, answer(challenge(0), "dev1", 1))))
                .isInstanceOf(Authentication.Proved.class);
        assertThat(looks).isEmpty();
    }

    @Test
    void neither_a_challenge_nor_a_stale_nonce_nor_a_replay_nor_a_weak_algorithm_counts_as_wrong() {
        Credentials.Digest once = answer(challenge(0), "dev1", 1);
        authenticator.authenticate(realm, request(1, once));
        authenticator.authenticate(realm, request(2, once));
        Challenge.Digest old = challenge(0);
        clock.pass(LIFETIME.plusSeconds(1));
        assertThat(staleAfter(request(3, answer(old, "dev1", 1)))).isTrue();
        floor = DigestAlgorithm.SHA_256;
        authenticator.authenticate(realm, request(4, answer(challenge(1), "dev1", 1)));
        assertThat(guard.told).containsExactly("proved dev1 of 101");
    }

    @Test
    void a_wrong_answer_counts_under_a_stale_nonce_too_or_guessing_would_be_free() {
        Challenge.Digest old = challenge(0);
        clock.pass(LIFETIME.plusSeconds(1));
        authenticator.authenticate(realm, request(2, wrong(old, "dev1")));
        assertThat(guard.told).containsExactly("wrong dev1");
    }

    @Test
    void whoever_is_barred_gets_the_answer_of_a_wrong_password_even_to_the_right_one() {
        guard.barred.add("dev1");
        floor = DigestAlgorithm.SHA_256;
        for (int which = 0; which < 2; which++) { // the second is below the floor, which would tell
            Challenged right =
                    (Challenged) authenticator.authenticate(realm, request(2, answer(challenge(which), "dev1", 1)));
            assertThat(right.challenges()).noneMatch(Challenge.Digest::stale);
        }
        Challenge.Digest old = challenge(0);
        clock.pass(LIFETIME.plusSeconds(1));
        assertThat(staleAfter(request(3, answer(old, "dev1", 1)))).isFalse();
        assertThat(guard.told).isEmpty();
        assertThat(told).containsOnly("barred");
    }

    @Test
    void nothing_is_remembered_for_a_stranger() {
        for (int i = 0; i < 100; i++) {
            authenticator.authenticate(realm, request(i, answer(challenge(0), "dev2", 1)));
        }
        assertThat(counts.size()).isZero();
        authenticator.authenticate(realm, request(101, answer(challenge(0), "dev1", 1)));
        assertThat(counts.size()).isEqualTo(1);
    }

    @Test
    void where_the_map_overflows_an_evicted_nonce_is_challenged_anew_and_never_replayed() {
        authenticator = authenticator(1);
        Credentials.Digest first = answer(challenge(0), "dev1", 1);
        authenticator.authenticate(realm, request(2, first));
        clock.pass(Duration.ofSeconds(1));
        authenticator.authenticate(realm, request(3, answer(challenge(0), "dev1", 1)));
        assertThat(staleAfter(request(4, first))).isTrue();
    }

    private static NonceCounts.Request once(String callId, long cseq, String response) {
        return new NonceCounts.Request(
                callId, cseq, response, new NonceCounts.Request.Source(Transport.UDP, "192.0.2.1", 5060), "", "");
    }

    @Test
    void counts_may_overtake_each_other_within_a_window() {
        Instant issued = clock.instant();
        assertThat(counts.use("n", issued, 100, once("a", 1, "x"))).isEqualTo(Use.FIRST);
        assertThat(counts.use("n", issued, 99, once("a", 2, "y"))).isEqualTo(Use.FIRST);
        assertThat(counts.use("n", issued, 99, once("a", 3, "z"))).isEqualTo(Use.REPLAY);
        assertThat(counts.use("n", issued, 30, once("a", 4, "w"))).isEqualTo(Use.REPLAY);
        assertThat(counts.use("n", issued, 0, once("a", 5, "v"))).isEqualTo(Use.REPLAY);
    }

    @Test
    void while_nobody_can_say_a_right_answer_to_what_was_known_last_is_right() {
        away = true;
        assertThat(authenticator.authenticate(realm, request(2, answer(challenge(0), "dev1", 1))))
                .isInstanceOf(Authentication.Proved.class);
        assertThat(guard.told).containsExactly("proved dev1 of 101");
    }

    @Test
    void while_nobody_can_say_wrong_answers_and_names_that_nobody_has_are_told_the_same_and_guesses_count() {
        away = true;
        Requester wrong = request(2, wrong(challenge(0), "dev1"));
        Requester nobody = request(3, answer(challenge(0), "dev2", 1));
        for (Requester guess : List.of(wrong, nobody)) {
            assertThatThrownBy(() -> authenticator.authenticate(realm, guess)).hasMessage("the database is away");
        }
        assertThat(guard.told).containsExactly("wrong dev1");
        assertThat(told).containsExactly("failed");
    }

    @Test
    void phones_known_to_choke_on_sha_256_are_known_by_their_name() {
        for (String name : List.of("baresip v1.0.0 (x86_64/linux)", "JsSIP 3.13.8", "SIP.js/0.21.2", "SIPp/3.6")) {
            assertThat(ChallengeChoice.offered(true, name)).containsExactly(DigestAlgorithm.MD5);
        }
        for (String name : List.of("baresip v3.9.0", "", "Linphone/5.1", "PJSUA v2.17")) {
            assertThat(ChallengeChoice.offered(true, name))
                    .containsExactly(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        }
        assertThat(ChallengeChoice.offered(false, "JsSIP 3.13.8")).containsExactly(DigestAlgorithm.SHA_256);
    }
}
