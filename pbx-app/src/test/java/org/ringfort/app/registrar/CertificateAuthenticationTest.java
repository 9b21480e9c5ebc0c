package org.ringfort.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.ringfort.app.registrar.CertificateAuthentication.Standing;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.digest.DigestResponse;
import org.ringfort.protocol.sip.digest.Nonces;

/** Certificates of connections as a registrar lives them; what was issued to whom is said by the test. */
class CertificateAuthenticationTest {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Secret PASSWORD = Secret.ofText("the right one");
    private static final String PRINT = "a1".repeat(32);

    private final SteppedClock clock = new SteppedClock();
    private final TenantId tenant = TenantId.next();
    private final Realm realm = new Realm(tenant, "acme.example", true);
    private final Account.Identity who = identity("101");
    private final Account.Identity colleague = identity("102");
    private final TellingWitness witness = new TellingWitness();
    private final ScriptedGuard guard = new ScriptedGuard();
    private final Map<String, Standing> issued = new HashMap<>();
    private boolean required;
    private final Instant ends = clock.instant().plus(Duration.ofDays(1));
    private final List<String> looks = new ArrayList<>();
    private boolean remembers;
    private boolean away;
    private final Authenticator.Accounts accounts = new Authenticator.Accounts() {
        @Override
        public Optional<Account> find(Realm asked, String name) {
            looks.add(name);
            if (away) {
                throw new IllegalStateException("the database is away");
            }
            return switch (name) {
                case "dev1" -> Optional.of(account(who, name, required));
                case "dev2" -> Optional.of(account(colleague, name, false));
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<Account> remembered(Realm asked, String name) {
            return remembers && name.equals("dev1") ? Optional.of(account(who, name, required)) : Optional.empty();
        }

        @Override
        public Optional<Account> last(Realm asked, String name) {
            return name.equals("dev1") ? Optional.of(account(who, name, required)) : Optional.empty();
        }
    };
    private final Authenticator authenticator = new Authenticator(
            new Nonces(Secret.of(new byte[32]), LIFETIME, clock, new Random(1)),
            new NonceCounts(100, LIFETIME, clock),
            accounts,
            witness,
            guard,
            new TokenAuthentication(
                    new TokenAuthentication.Tokens() {
                        @Override
                        public Optional<TokenIssuer> issuer(Realm asked) {
                            return Optional.empty();
                        }

                        @Override
                        public TokenVerdict judge(TokenIssuer by, Secret token) {
                            throw new AssertionError("nobody issues tokens here");
                        }
                    },
                    (_, _) -> Optional.empty(),
                    witness,
                    guard),
            new CertificateAuthentication(
                    (_, sha256) -> Optional.ofNullable(issued.get(sha256)), accounts, witness, guard, clock));

    private Account.Identity identity(String number) {
        return new Account.Identity(
                tenant, UUID.randomUUID(), number, "Somebody", UUID.randomUUID(), true, MediaKeying.SDES);
    }

    private static Account account(Account.Identity who, String name, boolean required) {
        return new Account(
                who,
                DigestResponse.ha1(DigestAlgorithm.MD5, name, "acme.example", PASSWORD),
                DigestResponse.ha1(DigestAlgorithm.SHA_256, name, "acme.example", PASSWORD),
                DigestAlgorithm.MD5,
                required);
    }

    private void issue(Account.Identity to) {
        issued.put(PRINT, new Standing(to.deviceId(), clock.instant().minusSeconds(60), ends, false));
    }

    private Authentication asks(String from, Optional<Requester.Shown> shown, Credentials.Digest... credentials) {
        return authenticator.authenticate(
                realm,
                new Requester(
                        "REGISTER",
                        new Requester.Source(Transport.TLS, "192.0.2.1", 5061, "TLSv1.3", "", false, List.of(), shown),
                        "Phone",
                        List.of(credentials),
                        Optional.empty(),
                        "call-id",
                        1,
                        "sip:acme.example",
                        from,
                        "these contacts"));
    }

    private static Optional<Requester.Shown> showing(String... uris) {
        return Optional.of(new Requester.Shown(PRINT, List.of(uris)));
    }

    private Credentials.Digest answer(String name, Secret password) {
        Challenge.Digest challenge =
                ((Challenged) asks("101", Optional.empty())).challenges().getFirst();
        return DigestResponse.answer(challenge, name, password, "REGISTER", "sip:acme.example", "c0ffee", 1);
    }

    @Test
    void rfc5922_7_1_what_the_tenant_issued_to_a_device_proves_it_for_as_long_as_it_lasts() {
        issue(who);
        assertThat(asks("101", showing("sip:dev1@ACME.example"))).isEqualTo(new Proved(who, ends, "CN=dev1"));
        assertThat(guard.told).containsExactly("proved dev1 of 101");
        assertThat(asks("+4930901", showing("sip:dev1@acme.example")))
                .as("a public number is nobody else's")
                .isInstanceOf(Proved.class);
        clock.pass(Duration.ofDays(1));
        assertThat(asks("101", showing("sip:dev1@acme.example"))).isInstanceOf(Challenged.class);
        assertThat(witness.told).containsExactly("certificate over");
        assertThat(guard.told).noneMatch(told -> told.startsWith("wrong"));
    }

    @Test
    void who_shows_a_wrong_one_has_waited_for_a_look_whether_the_name_was_remembered_or_unknown() {
        remembers = true;
        asks("101", showing("sip:dev1@acme.example"));
        asks("101", showing("sip:nobody@acme.example"));
        assertThat(looks).containsExactly("dev1", "nobody");

        issue(who);
        assertThat(asks("101", showing("sip:dev1@acme.example"))).isInstanceOf(Proved.class);
        assertThat(looks).as("a right one costs none").hasSize(2);
    }

    @Test
    void a_certificate_that_names_nobody_here_says_nothing_and_does_no_harm() {
        issue(who);
        for (String other :
                List.of("sip:dev1@other.example", "sip:acme.example", "urn:mac:001122", "sip:%zz@acme.example")) {
            assertThat(asks("101", showing(other))).as(other).isInstanceOf(Challenged.class);
        }
        assertThat(asks("101", showing())).isInstanceOf(Challenged.class);
        assertThat(witness.told).isEmpty();
        assertThat(guard.told).isEmpty();
    }

    @Test
    void
            one_that_was_not_issued_to_the_device_that_it_names_counts_as_a_wrong_password_once_however_often_it_is_shown() {
        for (int i = 0; i < 2; i++) {
            assertThat(asks("101", showing("sip:dev1@acme.example"))).isInstanceOf(Challenged.class);
        }
        assertThat(guard.told).containsExactly("wrong dev1", "wrong dev1");
        assertThat(guard.marks).containsExactly("certificate " + PRINT, "certificate " + PRINT);
        issue(colleague);
        assertThat(asks("101", showing("sip:dev1@acme.example")))
                .as("another device's")
                .isInstanceOf(Challenged.class);
        issued.put(PRINT, new Standing(who.deviceId(), clock.instant().minusSeconds(60), ends, true));
        assertThat(asks("101", showing("sip:dev1@acme.example"))).isInstanceOf(Challenged.class);
        assertThat(asks("101", showing("sip:nobody@acme.example")))
                .as("a name that is not there is told by nothing")
                .isInstanceOf(Challenged.class);
        assertThat(witness.told)
                .containsExactly(
                        "wrong certificate: not issued to a device of that name",
                        "wrong certificate: not issued to a device of that name",
                        "wrong certificate: not issued to a device of that name",
                        "wrong certificate: revoked",
                        "wrong certificate: not issued to a device of that name");
    }

    @Test
    void a_wrong_certificate_does_not_spoil_a_right_password() {
        assertThat(asks("101", showing("sip:dev1@acme.example"), answer("dev1", PASSWORD)))
                .isEqualTo(new Proved(who));
    }

    @Test
    void another_account_on_the_same_connection_proves_itself() {
        issue(who);
        Optional<Requester.Shown> shown = showing("sip:dev1@acme.example");
        assertThat(asks("102", shown)).as("says that it is another").isInstanceOf(Challenged.class);
        assertThat(asks("102", shown, answer("dev2", PASSWORD))).isEqualTo(new Proved(colleague));
        assertThat(asks("anonymous", shown, answer("dev2", PASSWORD)))
                .as("answers as another")
                .isEqualTo(new Proved(colleague));
        assertThat(asks("anonymous", shown)).isEqualTo(new Proved(who, ends, "CN=dev1"));
    }

    @Test
    void where_a_certificate_is_required_the_right_password_alone_is_refused_as_a_wrong_one_is() {
        required = true;
        Authentication right = asks("101", Optional.empty(), answer("dev1", PASSWORD));
        Authentication wrong = asks("101", Optional.empty(), answer("dev1", Secret.ofText("a wrong one")));
        assertThat(((Challenged) right).challenges().getFirst().stale())
                .isEqualTo(((Challenged) wrong).challenges().getFirst().stale())
                .isFalse();
        assertThat(witness.told).containsExactly("failed", "failed");
        assertThat(guard.told).containsExactly("wrong dev1", "wrong dev1");
        issue(who);
        assertThat(asks("101", showing("sip:dev1@acme.example"))).isEqualTo(new Proved(who, ends, "CN=dev1"));
        assertThat(asks("102", showing("sip:dev1@acme.example"), answer("dev1", PASSWORD)))
                .as("password and certificate of the same device")
                .isEqualTo(new Proved(who, ends, "CN=dev1"));
    }

    @Test
    void who_is_banned_is_not_heard_with_a_certificate_either() {
        issue(who);
        guard.barred.add("dev1");
        assertThat(asks("101", showing("sip:dev1@acme.example"))).isInstanceOf(Challenged.class);
        assertThat(witness.told).containsExactly("barred");
        assertThat(guard.told).isEmpty();
    }
}
