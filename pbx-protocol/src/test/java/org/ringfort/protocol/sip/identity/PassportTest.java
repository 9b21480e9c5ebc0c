package org.ringfort.protocol.sip.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.protocol.sip.identity.Passport.Kind;
import org.ringfort.protocol.sip.identity.Passport.Party;

/**
 * Tokens: as the RFCs print them, and as nobody may make them.
 *
 * @rfc 7518 3.4
 * @rfc 8224 8.3
 * @rfc 8225 4
 * @rfc 8225 5
 * @rfc 8225 6
 * @rfc 8225 7
 * @rfc 8225 9
 * @rfc 8588 4
 * @rfc 8588 5
 * @rfc 8946 3
 */
class PassportTest {
    private static final String RFC8225_INPUT =
            "eyJhbGciOiJFUzI1NiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cHM6Ly9jZXJ0LmV4YW1wbGUub3JnL3Bhc3Nwb3J0LmNlciJ9."
                    + "eyJkZXN0Ijp7InVyaSI6WyJzaXA6YWxpY2VAZXhhbXBsZS5jb20iXX0sImlhdCI6MTQ3MTM3NTQxOCwib3JpZyI6eyJ0biI6"
                    + "IjEyMTU1NTUxMjEyIn19";

    private static final UUID ORIGIN = UUID.fromString("123e4567-e89b-12d3-a456-426655440000");
    private static final Passport SHAKEN = Passport.shaken(
            "https://cert.example.org/passport.cer",
            Instant.ofEpochSecond(1_471_375_418L),
            "12155550121",
            "12155550131",
            Attestation.A,
            ORIGIN);

    @Test
    void rfc8225_appendix_a_is_written_octet_for_octet() {
        var passport = new Passport(
                "https://cert.example.org/passport.cer",
                new Kind.Plain(),
                Instant.ofEpochSecond(1_471_375_418L),
                new Party.Telephone("12155551212"),
                List.of(new Party.Address("sip:alice@example.com")));
        assertThat(CanonicalForm.signingInput(passport)).isEqualTo(RFC8225_INPUT);
    }

    @Test
    void rfc8225_appendix_a_is_read() {
        String token = RFC8225_INPUT
                + ".VLBCIVDCaeK6M4hLJb6SHQvacAQVvoiiEOWQ_iUkqk79UD81fHQ0E1b3_GluIkba7UWYRM47ZbNFdOJquE35cw";
        assertThat(Token.read(token)).isInstanceOfSatisfying(Token.Full.class, full -> {
            assertThat(full.signed().passport().from()).isEqualTo(new Party.Telephone("12155551212"));
            assertThat(full.signed().passport().to()).containsExactly(new Party.Address("sip:alice@example.com"));
            assertThat(full.signed().signedBy(Tokens.publicKey())).isFalse();
        });
    }

    @Test
    void rfc7515_appendix_a3_verifies() throws GeneralSecurityException {
        String input = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
                + "bS9pc19yb290Ijp0cnVlfQ";
        String signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        var point = new ECPoint(
                number("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                number("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
        var key = (ECPublicKey) KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, Tokens.publicKey().getParams()));
        assertThat(Es256.verifies(input, signature, key)).isTrue();
        assertThat(Es256.verifies(input + "A", signature, key)).isFalse();
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }

    @Test
    void rfc8588_a_token_of_a_provider_has_this_shape() {
        assertThat(CanonicalForm.head(SHAKEN)).isEqualTo(Tokens.HEAD);
        assertThat(CanonicalForm.claims(SHAKEN)).isEqualTo(Tokens.CLAIMS);
        assertThat(SHAKEN.attestation()).contains(Attestation.A);
    }

    @Test
    void what_is_signed_is_read_the_same_and_verifies_under_its_key_alone() throws GeneralSecurityException {
        SignedPassport signed = SignedPassport.sign(SHAKEN, Tokens.KEYS.getPrivate());
        assertThat(Token.read(signed.token())).isEqualTo(new Token.Full(signed));
        assertThat(signed.signedBy(Tokens.publicKey())).isTrue();
        assertThat(signed.signedBy((ECPublicKey) Tokens.keys("secp256r1").getPublic()))
                .isFalse();
        assertThat(signed.signedBy((ECPublicKey) Tokens.keys("secp384r1").getPublic()))
                .isFalse();
    }

    /** CVE-2022-21449: a signature of nothing but zeros was right for every text. */
    @Test
    void numbers_that_no_signature_has_sign_nothing() throws GeneralSecurityException {
        String token = SignedPassport.sign(SHAKEN, Tokens.KEYS.getPrivate()).token();
        String signed = token.substring(0, token.lastIndexOf('.'));
        byte[] zeros = new byte[64];
        byte[] order = new byte[64];
        byte[] n = Tokens.publicKey().getParams().getOrder().toByteArray();
        System.arraycopy(n, n.length - 32, order, 0, 32);
        System.arraycopy(n, n.length - 32, order, 32, 32);
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        for (byte[] signature : List.of(zeros, order, ones, new byte[0], new byte[63], new byte[65])) {
            assertThat(Es256.verifies(
                            signed,
                            Base64.getUrlEncoder().withoutPadding().encodeToString(signature),
                            Tokens.publicKey()))
                    .isFalse();
        }
    }

    @Test
    void one_claim_changed_breaks_it() throws GeneralSecurityException {
        String token = SignedPassport.sign(SHAKEN, Tokens.KEYS.getPrivate()).token();
        String forged = Tokens.base64(Tokens.HEAD)
                + '.'
                + Tokens.base64(Tokens.CLAIMS.replace("\"orig\":{\"tn\":\"12155550121\"}", "\"orig\":{\"tn\":\"112\"}"))
                + token.substring(token.lastIndexOf('.'));
        assertThat(Token.read(forged))
                .isInstanceOfSatisfying(
                        Token.Full.class,
                        full -> assertThat(full.signed().signedBy(Tokens.publicKey()))
                                .isFalse());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"alg\":\"ES256\"|\"alg\":\"none\"",
                "\"alg\":\"ES256\"|\"alg\":\"RS256\"",
                "\"alg\":\"ES256\"|\"alg\":\"es256\"",
                "\"alg\":\"ES256\"|\"alg\":\"ES256\",\"alg\":\"none\"",
                "\"alg\":\"ES256\"|\"alg\":\"ES256\",\"crit\":[\"b64\"]",
                "\"typ\":\"passport\"|\"typ\":\"JWT\"",
                "\"ppt\":\"shaken\"|\"ppt\":\"\"",
                "\"ppt\":\"shaken\"|\"ppt\":7",
                "\"ppt\":\"shaken\"|\"ppt\":\"div\"",
                "\"x5u\":|\"x5c\":",
                "https://|//",
                "passport.cer|pass port.cer",
            })
    void another_head_is_refused(String right, String wrong) {
        String head = Tokens.HEAD.replace(right, wrong);
        assertThat(head).isNotEqualTo(Tokens.HEAD);
        assertThat(Token.read(Tokens.of(head, Tokens.CLAIMS))).isInstanceOf(Token.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"attest\":\"A\"|\"attest\":\"D\"",
                "\"attest\":\"A\"|\"attest\":null",
                "123e4567-e89b-12d3-a456-426655440000|1-2-3-4-5",
                "1471375418|\"1471375418\"",
                "1471375418|-1",
                "1471375418|1e9",
                "1471375418|99999999999999999999",
                "[\"12155550131\"]|[]",
                "[\"12155550131\"]|[\"alice\"]",
                "[\"12155550131\"]|[[[[[[[[[[[[]]]]]]]]]]]]",
                "{\"tn\":\"12155550121\"}|{}",
                "{\"tn\":\"12155550121\"}|\"12155550121\"",
                "{\"tn\":\"12155550121\"}|{\"tn\":\"12155550121\",\"uri\":\"sip:bob@example.com\"}",
                "{\"tn\":\"12155550121\"}|{\"tn\":\"12155550121\",\"tn\":\"112\"}",
                "{\"tn\":\"12155550121\"}|{\"tn\":\"\\ud800\"}",
                "{\"tn\":\"12155550121\"}|{\"uri\":\"sip:b\u00f6b@example.com\"}",
                "{\"tn\":\"12155550121\"}|{\"uri\":\"sip:bob@example.com\\f\"}",
                "{\"tn\":\"12155550121\"}|{\"uri\":\"bob\"}",
            })
    void other_claims_are_refused(String right, String wrong) {
        String claims = Tokens.CLAIMS.replace(right, wrong);
        assertThat(claims).isNotEqualTo(Tokens.CLAIMS);
        assertThat(Token.read(Tokens.of(Tokens.HEAD, claims))).isInstanceOf(Token.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "...", "a.b", "a.b.c", "e30.e30.AAAA", "e30.e30.e30.e30", "\u00e9.\u00e9.\u00e9"})
    void what_is_no_token_is_refused(String text) {
        assertThat(Token.read(text)).isInstanceOf(Token.Malformed.class);
    }

    @Test
    void an_extension_that_is_not_known_is_said_to_be_so() {
        String head = Tokens.HEAD.replace("shaken", "rph");
        assertThat(Token.read(Tokens.of(head, Tokens.CLAIMS))).isEqualTo(new Token.Unknown("rph"));
    }

    @Test
    void rfc8225_7_a_compact_token_verifies_with_what_the_message_says() throws GeneralSecurityException {
        SignedPassport signed = SignedPassport.sign(SHAKEN, Tokens.KEYS.getPrivate());
        String compact = ".." + signed.token().substring(signed.token().lastIndexOf('.') + 1);
        assertThat(Token.read(compact)).isInstanceOfSatisfying(Token.Compact.class, read -> {
            assertThat(read.of(SHAKEN).signedBy(Tokens.publicKey())).isTrue();
            Passport other = Passport.shaken(
                    SHAKEN.certificate(), SHAKEN.issuedAt(), "12155550199", "12155550131", Attestation.A, ORIGIN);
            assertThat(read.of(other).signedBy(Tokens.publicKey())).isFalse();
        });
    }

    @Test
    void rfc8946_a_call_that_was_sent_on_says_whom_it_was_for() {
        String head = Tokens.HEAD.replace("shaken", "div");
        String claims = """
                {"dest":{"tn":["12155551214"]},"div":{"tn":"12155551213"},"iat":1443208345,"orig":{"tn":"12155551212"}}""";
        assertThat(Token.read(Tokens.of(head, claims))).isInstanceOfSatisfying(Token.Full.class, full -> {
            Passport passport = full.signed().passport();
            assertThat(passport.kind()).isEqualTo(new Kind.Diverted(new Party.Telephone("12155551213")));
            assertThat(CanonicalForm.claims(passport)).isEqualTo(claims);
        });
    }

    @Test
    void rfc8224_8_3_numbers_are_compared_without_their_dress() {
        assertThat(CanonicalNumber.of("+1 (215) 555-01.21")).contains("12155550121");
        assertThat(CanonicalNumber.of("*43#")).contains("*43#");
        assertThat(CanonicalNumber.of("anonymous")).isEmpty();
        assertThat(CanonicalNumber.of("+")).isEmpty();
        assertThat(CanonicalNumber.of("1".repeat(33))).isEmpty();
        assertThat(CanonicalNumber.of("1+2")).isEmpty();
    }

    @Test
    void rfc8224_6_2_what_is_a_minute_old_is_stale() {
        Instant made = SHAKEN.issuedAt();
        assertThat(SHAKEN.freshAt(made.plusSeconds(60), Duration.ofSeconds(60))).isTrue();
        assertThat(SHAKEN.freshAt(made.plusSeconds(61), Duration.ofSeconds(60))).isFalse();
        assertThat(SHAKEN.freshAt(made.minusSeconds(61), Duration.ofSeconds(60)))
                .isFalse();
    }
}
