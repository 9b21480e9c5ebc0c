package org.ringfort.app.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ringfort.protocol.sip.identity.Attestation;
import org.ringfort.protocol.sip.identity.IdentityHeader;
import org.ringfort.protocol.sip.identity.Passport;
import org.ringfort.protocol.sip.identity.Passport.Kind;
import org.ringfort.protocol.sip.identity.Passport.Party;
import org.ringfort.protocol.sip.identity.SignedPassport;

/**
 * Calls that were diverted on their way here: the caller's token, and one for each who sent the call on.
 *
 * @rfc 8946 3
 * @rfc 8946 4.2
 */
class DiversionChainTest {
    private static final String CALLER = "4930111111";
    private static final String[] CALLED = {"4930222220", "4930222221", "4930222222", "4930222223", "4930222224"};
    private static final UUID ORIGIN = new UUID(4, 7);
    private static final StiAuthority AUTHORITY = new StiAuthority();
    private static final StiAuthority STRANGER = new StiAuthority();
    /** A provider that has a code, so that it speaks for all numbers, and those who have just one. */
    private static final Map<String, StiAuthority.Issued> SIGNERS = Map.of(
            "https://all.example/c.pem", AUTHORITY.provider(StiAuthority.code("4711")),
            "https://caller.example/c.pem", AUTHORITY.provider(StiAuthority.one(CALLER)),
            "https://first.example/c.pem", AUTHORITY.provider(StiAuthority.one(CALLED[0])),
            "https://stranger.example/c.pem", STRANGER.provider(StiAuthority.code("4711")));

    private static final String NONE_UNDERSTOOD = "no token of a kind that is understood";
    private static final String ALL = "https://all.example/c.pem";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Set<String> fetched = Collections.synchronizedSet(new HashSet<>());

    private CertificateFetch.Fetched fetch(String url) throws IOException {
        fetched.add(url);
        StiAuthority.Issued signer = SIGNERS.get(url);
        if (signer == null) {
            throw new IOException("not there");
        }
        return new CertificateFetch.Fetched(List.of(signer.certificate()), Duration.ofHours(1));
    }

    private static StiAuthority.Issued signer(String url) {
        return Objects.requireNonNull(SIGNERS.get(url));
    }

    private Passport passport(String url, Kind kind, String from, String... to) {
        return new Passport(
                url,
                kind,
                now,
                new Party.Telephone(from),
                List.of(to).stream()
                        .<Party>map(number -> new Party.Telephone(number))
                        .toList());
    }

    private static String header(Passport passport) {
        return header(passport, signer(passport.certificate()));
    }

    private static String header(Passport passport, StiAuthority.Issued signer) {
        try {
            return IdentityHeader.of(SignedPassport.sign(passport, signer.keys().getPrivate()))
                    .text();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Passport first(String... to) {
        return passport(ALL, new Kind.Shaken(Attestation.A, ORIGIN), CALLER, to);
    }

    private Passport div(String before, String... to) {
        return passport(ALL, new Kind.Diverted(new Party.Telephone(before)), CALLER, to);
    }

    private static Passport at(Instant moment, Passport passport) {
        return new Passport(passport.certificate(), passport.kind(), moment, passport.from(), passport.to());
    }

    private static Passport by(String url, Passport passport) {
        return new Passport(url, passport.kind(), passport.issuedAt(), passport.from(), passport.to());
    }

    /** So often diverted; the last called is {@code CALLED[diversions]}. */
    private List<String> chain(int diversions) {
        List<String> headers = new ArrayList<>();
        headers.add(header(first(CALLED[0])));
        for (int i = 0; i < diversions; i++) {
            headers.add(header(div(CALLED[i], CALLED[i + 1])));
        }
        return headers;
    }

    private Verdict verdict(List<String> headers, String from, String to) {
        var settings =
                new AttestationSettings("", "", "", "", List.of(), Duration.ofSeconds(60), Duration.ofMillis(2500));
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Verification(
                        new SignerCertificates(this::fetch, clock),
                        Set.of(new TrustAnchor(AUTHORITY.root(), null)),
                        settings,
                        clock)
                .verify(headers, '+' + from, '+' + to);
    }

    private Verdict verdict(String to, String... headers) {
        return verdict(List.of(headers), CALLER, to);
    }

    private static void doubtful(Verdict verdict, Fault fault, String why) {
        assertThat(verdict).isEqualTo(new Verdict.Doubtful(fault, why));
    }

    @Property(tries = 30)
    void in_whatever_order_the_headers_stand_the_caller_is_who_was_signed_and_who_diverted_is_known(
            @ForAll @IntRange(min = 0, max = 3) int diversions, @ForAll Random random) {
        List<String> headers = chain(diversions);
        List<String> shuffled = new ArrayList<>(headers);
        Collections.shuffle(shuffled, random);
        assertThat(verdict(shuffled, CALLER, CALLED[diversions]))
                .isInstanceOfSatisfying(Verdict.Vouched.class, vouched -> {
                    assertThat(vouched.attestation()).contains(Attestation.A);
                    assertThat(vouched.origin()).contains(ORIGIN);
                    assertThat(vouched.proof().identities()).isEqualTo(headers);
                    assertThat(vouched.proof().divertedBy())
                            .containsExactlyElementsOf(List.of(CALLED).subList(0, diversions).stream()
                                    .map(number -> '+' + number)
                                    .toList());
                    assertThat(vouched.proof().called())
                            .isEqualTo(List.of(CALLED).subList(0, diversions + 1));
                    assertThat(vouched.proof().signedAt()).isEqualTo(now);
                });
    }

    @Example
    void a_chain_with_a_gap_or_without_its_beginning_or_end_is_none() {
        String first = header(first(CALLED[0]));
        String second = header(div(CALLED[0], CALLED[1]));
        String third = header(div(CALLED[1], CALLED[2]));
        doubtful(
                verdict(CALLED[2], first, third),
                Fault.INVALID,
                "the diversions do not begin where the call was signed to");
        doubtful(verdict(CALLED[2], second, third), Fault.INVALID, "diverted by somebody, signed by nobody");
        doubtful(verdict(CALLED[2], first, second), Fault.INVALID, "a diversion leads elsewhere");
        doubtful(
                verdict(CALLED[2], header(first(CALLED[3])), second, third),
                Fault.INVALID,
                "the diversions do not begin where the call was signed to");
        assertThat(fetched).as("nothing is fetched for what does not fit").isEmpty();
    }

    @Example
    void a_chain_that_forks_goes_in_a_circle_or_leads_elsewhere_is_none() {
        String first = header(first(CALLED[0]));
        String second = header(div(CALLED[0], CALLED[1]));
        String why = "a diversion leads elsewhere";
        doubtful(verdict(CALLED[1], first, second, header(div(CALLED[0], CALLED[2]))), Fault.INVALID, why);
        doubtful(verdict(CALLED[1], first, second, header(div(CALLED[3], CALLED[4]))), Fault.INVALID, why);
        doubtful(verdict(CALLED[0], first, header(div(CALLED[3], CALLED[4]))), Fault.INVALID, why);
        doubtful(verdict(CALLED[1], first, second, second), Fault.INVALID, "a diversion forks");
        doubtful(
                verdict(CALLED[1], first, second, header(div(CALLED[3], CALLED[1]))),
                Fault.INVALID,
                "a diversion forks");
        doubtful(
                verdict(CALLED[1], first, header(div(CALLED[0], CALLED[1], CALLED[2]))),
                Fault.INVALID,
                "a diversion forks");
        String circle = "the diversions lead in a circle";
        doubtful(verdict(CALLED[0], first, second, header(div(CALLED[1], CALLED[0]))), Fault.INVALID, circle);
        doubtful(verdict(CALLED[0], first, header(div(CALLED[0], CALLED[0]))), Fault.INVALID, circle);
    }

    @Example
    void who_diverts_says_nothing_of_another_caller() {
        Passport other = passport(ALL, new Kind.Diverted(new Party.Telephone(CALLED[0])), "4930999999", CALLED[1]);
        doubtful(
                verdict(CALLED[1], header(first(CALLED[0])), header(other)),
                Fault.INVALID,
                "a diversion is of another caller");
    }

    @Example
    void each_link_has_to_be_of_this_minute() {
        Instant before = now.minusSeconds(61);
        String why = "signed too long ago, or in the future";
        doubtful(
                verdict(CALLED[1], header(at(before, first(CALLED[0]))), header(div(CALLED[0], CALLED[1]))),
                Fault.STALE,
                why);
        doubtful(
                verdict(CALLED[1], header(first(CALLED[0])), header(at(before, div(CALLED[0], CALLED[1])))),
                Fault.STALE,
                why);
        doubtful(
                verdict(
                        CALLED[1],
                        header(first(CALLED[0])),
                        header(at(now.plusSeconds(61), div(CALLED[0], CALLED[1])))),
                Fault.STALE,
                why);
        assertThat(verdict(
                        CALLED[1],
                        header(at(now.minusSeconds(40), first(CALLED[0]))),
                        header(div(CALLED[0], CALLED[1]))))
                .isInstanceOfSatisfying(
                        Verdict.Vouched.class,
                        vouched -> assertThat(vouched.proof().signedAt()).isEqualTo(now.minusSeconds(40)));
    }

    /** The caller's provider for the caller's number, whoever sends on for the number that was called. */
    @Example
    void each_link_is_signed_by_whom_it_is_for_to_say() {
        Passport first = by("https://caller.example/c.pem", first(CALLED[0]));
        Passport second = by("https://first.example/c.pem", div(CALLED[0], CALLED[1]));
        assertThat(verdict(CALLED[1], header(first), header(second)).verstat()).isEqualTo(Verstat.PASSED);
        String why = "the signer has no say over this number";
        doubtful(
                verdict(CALLED[1], header(by("https://first.example/c.pem", first)), header(second)),
                Fault.UNTRUSTED,
                why);
        doubtful(
                verdict(CALLED[1], header(first), header(by("https://caller.example/c.pem", second))),
                Fault.UNTRUSTED,
                why);
        doubtful(
                verdict(CALLED[1], header(first), header(by("https://stranger.example/c.pem", second))),
                Fault.UNTRUSTED,
                "signed by nobody who is believed");
        doubtful(
                verdict(CALLED[1], header(first), header(by("https://nowhere.example/c.pem", second), signer(ALL))),
                Fault.UNREACHABLE,
                "certificate: not there");
        doubtful(
                verdict(CALLED[1], header(first), header(second, signer(ALL))),
                Fault.INVALID,
                "the signature is wrong");
    }

    @Example
    void a_call_that_was_diverted_more_often_than_three_times_has_no_chain() {
        doubtful(verdict(chain(4), CALLER, CALLED[4]), Fault.INVALID, "a diversion leads elsewhere");
    }

    /** Priority (RFC 8443), rich call data and the like, which are for others. */
    @Example
    void tokens_of_other_kinds_take_no_place_of_the_chain_and_are_bounded_by_themselves() {
        List<String> chain = chain(3);
        List<String> headers = new ArrayList<>(Collections.nCopies(4, otherKind()));
        headers.addAll(chain);
        assertThat(verdict(headers, CALLER, CALLED[3]))
                .isInstanceOfSatisfying(
                        Verdict.Vouched.class,
                        vouched -> assertThat(vouched.proof().identities()).isEqualTo(chain));
        headers.addFirst(otherKind());
        doubtful(verdict(headers, CALLER, CALLED[3]), Fault.INVALID, "a diversion leads elsewhere");
        doubtful(verdict(Collections.nCopies(8, otherKind()), CALLER, CALLED[0]), Fault.ABSENT, NONE_UNDERSTOOD);
    }

    private static String otherKind() {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        String head = "{\"alg\":\"ES256\",\"ppt\":\"rph\",\"typ\":\"passport\",\"x5u\":\"" + ALL + "\"}";
        String claims = "{\"dest\":{\"tn\":[\"" + CALLED[0] + "\"]},\"iat\":1443208345,\"orig\":{\"tn\":\"" + CALLER
                + "\"},\"rph\":{\"auth\":[\"ets.0\"]}}";
        return encoder.encodeToString(head.getBytes(StandardCharsets.UTF_8))
                + '.' + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + '.' + encoder.encodeToString(new byte[64])
                + ";info=<" + ALL + ">;alg=ES256;ppt=rph";
    }

    @Property(tries = 60)
    void a_chain_that_is_cut_is_none(
            @ForAll @IntRange(min = 1, max = 3) int diversions, @ForAll @IntRange(min = 1, max = 14) int kept) {
        List<String> headers = chain(diversions);
        List<String> cut = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            if ((kept >> i & 1) == 1) {
                cut.add(headers.get(i));
            }
        }
        if (cut.size() < headers.size()) {
            assertThat(verdict(cut, CALLER, CALLED[diversions])).isInstanceOf(Verdict.Doubtful.class);
        }
    }

    @Property(tries = 200)
    void a_chain_of_which_any_octet_is_altered_is_none(
            @ForAll @IntRange(min = 1, max = 3) int diversions, @ForAll Random random) {
        List<String> headers = chain(diversions);
        int which = random.nextInt(headers.size());
        String header = headers.get(which);
        int at = random.nextInt(header.indexOf(';') - 1); // the last digit of a signature has bits that say nothing
        char other = "ABCDEFGHabcdefgh01234567-_.".charAt(random.nextInt(27));
        String altered = header.substring(0, at) + other + header.substring(at + 1);
        if (!altered.equals(header)) {
            headers.set(which, altered);
            assertThat(verdict(headers, CALLER, CALLED[diversions])).isInstanceOf(Verdict.Doubtful.class);
        }
    }

    @Property(tries = 200)
    void a_chain_of_which_parts_are_exchanged_is_none(
            @ForAll @IntRange(min = 1, max = 3) int diversions, @ForAll Random random) {
        List<String> headers = chain(diversions);
        List<String[]> parts = headers.stream()
                .map(header -> header.substring(0, header.indexOf(';')).split("\\.", -1))
                .toList();
        int part = 1 + random.nextInt(2); // heads of one kind are alike
        int one = random.nextInt(parts.size());
        int another = (one + 1 + random.nextInt(parts.size() - 1)) % parts.size();
        String kept = parts.get(one)[part];
        parts.get(one)[part] = parts.get(another)[part];
        parts.get(another)[part] = kept;
        List<String> exchanged = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            exchanged.add(String.join(".", parts.get(i))
                    + headers.get(i).substring(headers.get(i).indexOf(';')));
        }
        assertThat(verdict(exchanged, CALLER, CALLED[diversions])).isInstanceOf(Verdict.Doubtful.class);
    }

    @Property(tries = 60)
    void a_chain_is_for_its_caller_and_its_end_alone(
            @ForAll @IntRange(min = 1, max = 3) int diversions, @ForAll @IntRange(min = 0, max = 4) int called) {
        List<String> headers = chain(diversions);
        assertThat(verdict(headers, "4930111112", CALLED[diversions])).isInstanceOf(Verdict.Doubtful.class);
        if (called != diversions) {
            assertThat(verdict(headers, CALLER, CALLED[called])).isInstanceOf(Verdict.Doubtful.class);
        }
    }

    @Example
    void what_goes_on_of_a_header_is_its_token_and_nothing_that_somebody_has_added() {
        List<String> headers = chain(1);
        Verdict verdict = verdict(
                CALLED[1],
                headers.getFirst().replace(";info=", " ; info=") + ";smuggled=\"sip:101@inner.example\";x",
                headers.getLast());
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Vouched.class,
                        vouched -> assertThat(vouched.proof().identities()).isEqualTo(headers));
    }

    @Example
    void what_the_record_says_is_whose_word_it_is_and_who_diverted() {
        List<String> headers = chain(2);
        assertThat(verdict(headers, CALLER, CALLED[2]))
                .isEqualTo(new Verdict.Vouched(
                        Optional.of(Attestation.A),
                        Optional.of(ORIGIN),
                        "signed by CN=SHAKEN 4711, diverted 2 times",
                        new Verdict.Proof(
                                headers,
                                List.of('+' + CALLED[0], '+' + CALLED[1]),
                                List.of(CALLED[0], CALLED[1], CALLED[2]),
                                now)));
    }
}
