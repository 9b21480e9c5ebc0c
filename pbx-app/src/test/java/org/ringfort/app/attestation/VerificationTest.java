package org.ringfort.app.attestation;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.app.defence.Network;
import org.ringfort.app.fetch.FetchTargets;
import org.ringfort.app.fetch.HttpsFetch;
import org.ringfort.protocol.sip.identity.Attestation;
import org.ringfort.protocol.sip.identity.IdentityHeader;
import org.ringfort.protocol.sip.identity.Passport;
import org.ringfort.protocol.sip.identity.Passport.Party;
import org.ringfort.protocol.sip.identity.SignedPassport;

/**
 * Tokens that carriers bring, with an authority and a web server of the test's own.
 *
 * @rfc 8224 6.2
 * @rfc 8224 6.2.2
 * @rfc 8588 7
 */
class VerificationTest {
    private static final String CALLER = "+4930111111";
    private static final String CALLED = "+4930222222";
    private static final Duration AMPLE = Duration.ofMillis(2500);

    private final Instant now = Instant.now();
    private final StiAuthority authority = new StiAuthority();
    private final StiAuthority.Issued provider = authority.provider(StiAuthority.code("4711"));
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpsServer server;

    VerificationTest() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server("localhost")));
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        pages.put("/provider.pem", StiAuthority.pem(provider.certificate(), authority.root()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            exchange.getResponseHeaders().add("Location", url("/provider.pem"));
            exchange.sendResponseHeaders(302, -1);
        } else {
            exchange.sendResponseHeaders(200, page.length < 2_000 ? page.length : 0); // larger ones in chunks
            exchange.getResponseBody().write(page);
        }
        exchange.close();
    }

    private String url(String path) {
        return "https://localhost:" + server.getAddress().getPort() + path;
    }

    private Verification verification(Duration patience, String... networks) {
        var settings = new AttestationSettings("", "", "", "", List.of(networks), Duration.ofSeconds(60), patience);
        List<Network> allowed = List.of(networks).stream()
                .map(text -> Network.parse(text).orElseThrow())
                .toList();
        var fetch = new CertificateFetch(new HttpsFetch(
                new FetchTargets(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, allowed),
                authority.client(),
                CertificateFetch.ACCEPT,
                Duration.ofSeconds(20)));
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Verification(new SignerCertificates(fetch::fetch, clock), authority.anchors(), settings, clock);
    }

    private Verification verification() {
        return verification(AMPLE, "127.0.0.0/8", "::1");
    }

    private static String digits(String number) {
        return number.substring(1);
    }

    private Passport passport(String from, String to) {
        return Passport.shaken(url("/provider.pem"), now, digits(from), digits(to), Attestation.A, new UUID(4, 7));
    }

    private static String header(Passport passport, KeyPair keys) {
        try {
            return IdentityHeader.of(SignedPassport.sign(passport, keys.getPrivate()))
                    .text();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Verdict verdict(String... identities) {
        return verification().verify(List.of(identities), CALLER, CALLED);
    }

    private static void doubtful(Verdict verdict, Fault fault) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Doubtful.class,
                        doubtful ->
                                assertThat(doubtful.fault()).as(doubtful.why()).isEqualTo(fault));
    }

    @Test
    void what_a_known_provider_signed_is_believed() {
        String identity = header(passport(CALLER, CALLED), provider.keys());
        Verdict verdict = verdict(identity);
        assertThat(verdict)
                .isEqualTo(new Verdict.Vouched(
                        Optional.of(Attestation.A),
                        Optional.of(new UUID(4, 7)),
                        "signed by CN=SHAKEN 4711",
                        new Verdict.Proof(
                                List.of(identity), List.of(), List.of(digits(CALLED)), now.truncatedTo(SECONDS))));
        assertThat(verdict.verstat().wireName()).isEqualTo("TN-Validation-Passed");
    }

    @Test
    void what_we_sign_others_can_verify() {
        var signing = new Signing(
                Optional.of(provider.keys().getPrivate()),
                url("/provider.pem"),
                Clock.fixed(now, ZoneOffset.UTC),
                () -> new UUID(1, 2));
        Signing.Signed signed = signing.sign(CALLER, CALLED, Attestation.B).orElseThrow();
        assertThat(verdict(signed.header())).isInstanceOfSatisfying(Verdict.Vouched.class, vouched -> {
            assertThat(vouched.attestation()).contains(Attestation.B);
            assertThat(vouched.origin()).contains(new UUID(1, 2));
        });
    }

    @Test
    void a_call_without_a_token_that_is_understood_has_none() {
        doubtful(verdict(), Fault.ABSENT);
        assertThat(verdict().verstat().wireName()).isEqualTo("No-TN-Validation");
    }

    @Test
    void tampered_orig_fails() {
        String right = header(passport(CALLER, CALLED), provider.keys());
        String other = header(passport("+4930999999", CALLED), provider.keys());
        doubtful(verdict(other), Fault.INVALID);
        // The claims of one, the signature of the other.
        String claims = header(passport(CALLER, CALLED), StiAuthority.pair());
        String forged = claims.substring(0, claims.indexOf('.', claims.indexOf('.') + 1))
                + right.substring(right.indexOf('.', right.indexOf('.') + 1), right.indexOf(';') - 4)
                + "AAAA"
                + claims.substring(claims.indexOf(';'));
        doubtful(verdict(forged), Fault.INVALID);
        doubtful(verdict(claims), Fault.INVALID);
        assertThat(verdict(claims).verstat().wireName()).isEqualTo("TN-Validation-Failed");
    }

    @Test
    void a_token_for_another_call_fails_and_costs_no_fetch() {
        doubtful(verdict(header(passport(CALLER, "+4930333333"), provider.keys())), Fault.INVALID);
        Passport old = new Passport(
                url("/provider.pem"),
                passport(CALLER, CALLED).kind(),
                now.minusSeconds(62),
                new Party.Telephone(digits(CALLER)),
                List.of(new Party.Telephone(digits(CALLED))));
        doubtful(verdict(header(old, provider.keys())), Fault.STALE);
        doubtful(verdict("a.b.c;info=<" + url("/provider.pem") + ">"), Fault.INVALID);
        doubtful(verdict("nonsense"), Fault.INVALID);
        String right = header(passport(CALLER, CALLED), provider.keys());
        doubtful(verdict(right.replace("info=<https://localhost", "info=<https://other")), Fault.INVALID);
        assertThat(asked).hasValue(0);
    }

    @Test
    void whom_nobody_known_has_certified_is_not_believed() {
        StiAuthority elsewhere = new StiAuthority();
        StiAuthority.Issued stranger = elsewhere.provider(StiAuthority.code("4711"));
        pages.put("/provider.pem", StiAuthority.pem(stranger.certificate(), elsewhere.root()));
        doubtful(verdict(header(passport(CALLER, CALLED), stranger.keys())), Fault.UNTRUSTED);
        pages.put("/provider.pem", StiAuthority.pem(authority.root()));
        doubtful(verdict(header(passport(CALLER, CALLED), stranger.keys())), Fault.UNTRUSTED);
    }

    @Test
    void an_expired_certificate_is_not_believed() {
        StiAuthority.Issued expired = authority.provider(now.minusSeconds(60), StiAuthority.code("4711"));
        pages.put("/provider.pem", StiAuthority.pem(expired.certificate()));
        doubtful(verdict(header(passport(CALLER, CALLED), expired.keys())), Fault.UNTRUSTED);
    }

    @Test
    void rfc8226_9_a_signer_speaks_for_its_own_numbers_alone() {
        assertThat(speaks(StiAuthority.one("4930111111"))).isTrue();
        assertThat(speaks(StiAuthority.range("4930111100", 100))).isTrue();
        assertThat(speaks(StiAuthority.one("4930999999"), StiAuthority.code("4711")))
                .isTrue();
        assertThat(speaks(StiAuthority.one("4930111112"))).isFalse();
        assertThat(speaks(StiAuthority.range("4930111100", 11))).isFalse();
        assertThat(speaks(StiAuthority.range("49301111", 1_000_000))).isFalse();
        assertThat(speaks()).isFalse();
    }

    private boolean speaks(org.bouncycastle.asn1.ASN1Encodable... numbers) {
        StiAuthority.Issued signer = authority.provider(numbers);
        pages.put("/provider.pem", StiAuthority.pem(signer.certificate()));
        return verdict(header(passport(CALLER, CALLED), signer.keys())).verstat() == Verstat.PASSED;
    }

    @Test
    void what_is_no_certificate_and_what_lies_behind_a_redirect_is_not_had() {
        Passport elsewhere =
                Passport.shaken(url("/moved"), now, digits(CALLER), digits(CALLED), Attestation.A, new UUID(4, 7));
        Verdict moved = verdict(header(elsewhere, provider.keys()));
        doubtful(moved, Fault.UNREACHABLE);
        assertThat(moved.why()).contains("302");
        pages.put("/provider.pem", new byte[100]);
        doubtful(verdict(header(passport(CALLER, CALLED), provider.keys())), Fault.UNREACHABLE);
        pages.put("/provider.pem", new byte[10_000_000]);
        Verdict large = verdict(header(passport(CALLER, CALLED), provider.keys()));
        doubtful(large, Fault.UNREACHABLE);
        assertThat(large.why()).contains("too large");
    }

    @Test
    void a_server_that_keeps_silent_holds_a_call_up_for_its_patience_alone() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Passport there = Passport.shaken(
                    "https://localhost:" + silent.getLocalPort() + "/",
                    now,
                    digits(CALLER),
                    digits(CALLED),
                    Attestation.A,
                    new UUID(4, 7));
            Verdict verdict = verification(Duration.ofMillis(200), "127.0.0.0/8", "::1")
                    .verify(List.of(header(there, provider.keys())), CALLER, CALLED);
            assertThat(verdict).isEqualTo(new Verdict.Doubtful(Fault.UNREACHABLE, "certificate: not there in time"));
            assertThat(verdict.verstat()).isEqualTo(Verstat.NONE);
        }
    }

    @Test
    void a_server_under_another_name_is_not_believed() {
        Passport byAddress = Passport.shaken(
                "https://127.0.0.1:" + server.getAddress().getPort() + "/provider.pem",
                now,
                digits(CALLER),
                digits(CALLED),
                Attestation.A,
                new UUID(4, 7));
        doubtful(verdict(header(byAddress, provider.keys())), Fault.UNREACHABLE);
        assertThat(asked).hasValue(0);
    }

    @Test
    void many_calls_at_once_and_later_ones_cost_one_fetch() throws Exception {
        Verification verification = verification();
        String identity = header(passport(CALLER, CALLED), provider.keys());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Verdict>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> verification.verify(List.of(identity), CALLER, CALLED)));
            }
            for (Future<Verdict> call : calls) {
                call.get();
            }
        }
        assertThat(verification.verify(List.of(identity), CALLER, CALLED).verstat())
                .isEqualTo(Verstat.PASSED);
        assertThat(asked).hasValue(1);
    }

    @Test
    void nothing_inside_is_fetched_from() {
        String inside = header(passport(CALLER, CALLED), provider.keys());
        Verdict verdict = verification(AMPLE).verify(List.of(inside), CALLER, CALLED);
        doubtful(verdict, Fault.UNREACHABLE);
        assertThat(verdict.why()).contains("not fetched from");
        assertThat(asked).hasValue(0);
    }

    @Test
    void whoever_has_no_key_signs_nothing() {
        var signing = new Signing(Optional.empty(), "", Clock.systemUTC(), UUID::randomUUID);
        assertThat(signing.sign(CALLER, CALLED, Attestation.A)).isEmpty();
    }
}
