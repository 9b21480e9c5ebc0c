package org.ringfort.protocol.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.kernel.secret.Secret;

class DigestResponseTest {
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private static Challenge.Digest challenge(DigestAlgorithm algorithm) {
        return (Challenge.Digest)
                Challenge.parse("Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                                + algorithm.token() + ", nonce=\"" + NONCE + "\", opaque=\"" + OPAQUE + "\"")
                        .orElseThrow();
    }

    private static Credentials.Digest mufasa(DigestAlgorithm algorithm) {
        return DigestResponse.answer(
                challenge(algorithm), "Mufasa", Secret.ofText("Circle of Life"), "GET", "/dir/index.html", CNONCE, 1);
    }

    /** @rfc 7616 3.9.1 */
    @Test
    void rfc7616_3_9_1_md5() {
        assertThat(mufasa(DigestAlgorithm.MD5).response()).isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    }

    /** @rfc 7616 3.9.1 */
    @Test
    void rfc7616_3_9_1_sha256() {
        assertThat(mufasa(DigestAlgorithm.SHA_256).response())
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    @Test
    void rfc2617_3_5() {
        var credentials =
                (Credentials.Digest) Credentials.parse("""
                        Digest username="Mufasa", realm="testrealm@host.com",
                        nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", qop=auth, nc=00000001,
                        cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1",
                        opaque="5ccc069c403ebaf9f0171e9517f40e41"\
                        """.replace('\n', ' ')).orElseThrow();
        Secret ha1 = DigestResponse.ha1(
                DigestAlgorithm.MD5, "Mufasa", "testrealm@host.com", Secret.ofText("Circle Of Life"));
        assertThat(DigestResponse.verify(credentials, ha1, "GET")).isTrue();
        assertThat(DigestResponse.verify(credentials, ha1, "REGISTER")).isFalse();
    }

    /** Without qop, as RFC 2069 had it and old phones still do (RFC 3261 22.4). */
    @Test
    void rfc2069_without_qop() {
        var challenge =
                new Challenge.Digest(DigestAlgorithm.MD5, "r", "n", Optional.empty(), false, java.util.List.of());
        Credentials.Digest answer =
                DigestResponse.answer(challenge, "u", Secret.ofText("p"), "REGISTER", "sip:r", "c", 1);
        assertThat(answer.qop()).isEmpty();
        assertThat(answer.nc()).isEmpty();
        Secret ha1 = DigestResponse.ha1(DigestAlgorithm.MD5, "u", "r", Secret.ofText("p"));
        assertThat(DigestResponse.verify(answer, ha1, "REGISTER")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void answer_is_accepted_with_the_right_secret_alone(DigestAlgorithm algorithm) {
        Credentials.Digest answer = mufasa(algorithm);
        Secret right = DigestResponse.ha1(
                algorithm.base(), "Mufasa", "http-auth@example.org", Secret.ofText("Circle of Life"));
        Secret wrong = DigestResponse.ha1(
                algorithm.base(), "Mufasa", "http-auth@example.org", Secret.ofText("Circle of life"));
        assertThat(DigestResponse.verify(answer, right, "GET")).isTrue();
        assertThat(DigestResponse.verify(answer, wrong, "GET")).isFalse();
        assertThat(answer.response()).hasSize(algorithm.hashBytes() * 2);
    }

    @Test
    void every_part_counts() {
        Credentials.Digest good = mufasa(DigestAlgorithm.SHA_256);
        Secret ha1 = DigestResponse.ha1(
                DigestAlgorithm.SHA_256, "Mufasa", "http-auth@example.org", Secret.ofText("Circle of Life"));
        assertThat(DigestResponse.verify(parsed(good, "nc=00000001", "nc=00000002"), ha1, "GET"))
                .isFalse();
        assertThat(DigestResponse.verify(parsed(good, "/dir/", "/dir2/"), ha1, "GET"))
                .isFalse();
        assertThat(DigestResponse.verify(parsed(good, NONCE, NONCE + "x"), ha1, "GET"))
                .isFalse();
        assertThat(DigestResponse.verify(parsed(good, CNONCE, "x"), ha1, "GET")).isFalse();
        assertThat(DigestResponse.verify(parsed(good, "qop=auth", "qop=auth-int"), ha1, "GET"))
                .isFalse();
        assertThat(DigestResponse.verify(parsed(good, "753927FA", "753927fa"), ha1, "GET"))
                .isTrue();
    }

    private static Credentials.Digest parsed(Credentials.Digest credentials, String part, String other) {
        var out = new StringBuilder();
        credentials.appendTo(out);
        return (Credentials.Digest)
                Credentials.parse(out.toString().replace(part, other)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest",
                "Digest username",
                "Digest username=\"a\"",
                "Digest username=\"a\", username=\"b\", realm=\"r\", nonce=\"n\", uri=\"u\", response=\"00\"",
                "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"u\", response=\"zz\"",
                "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"u\", response=\"00\", nc=1",
                "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"u\", response=\"00\", qop=auth",
                "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"u\", response=\"00\",",
                "Digest username=\"a, realm=\"r\", nonce=\"n\", uri=\"u\", response=\"00\""
            })
    void malformed_credentials(String text) {
        assertThat(Credentials.parse(text)).isEmpty();
    }

    @Test
    void unknown_algorithms_and_schemes_are_kept_and_good_for_nothing() {
        assertThat(Credentials.parse("Digest username=\"a\", algorithm=SHA-512-256"))
                .get()
                .isInstanceOf(Credentials.Unknown.class);
        assertThat(Credentials.parse("Basic abc")).get().isInstanceOf(Credentials.Unknown.class);
    }

    @Test
    void nothing_secret_is_printed() {
        assertThat(mufasa(DigestAlgorithm.MD5).toString())
                .doesNotContain("8ca523")
                .doesNotContain("Mufasa");
    }
}
