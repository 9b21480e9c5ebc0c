package org.ringfort.app.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a tenant's authority signs, judged by the JDK. */
class AuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final Authority authority = Authority.make("acme.example", NOW, random);

    private X509Certificate issue(KeyPair to, Duration validity) {
        return authority.issue(to.getPublic(), "dev1", "sip:dev1@acme.example", NOW, validity, random);
    }

    @Test
    void rfc5280_4_2_it_may_sign_certificates_and_nothing_below_it_may() throws Exception {
        X509Certificate own = authority.certificate();
        assertThat(own.getBasicConstraints()).isZero();
        assertThat(own.getKeyUsage()[5]).isTrue();
        assertThat(own.getKeyUsage()[0]).isFalse();
        assertThat(((ECPublicKey) own.getPublicKey()).getParams().getOrder().bitLength())
                .isEqualTo(256);
        assertThat(own.getSubjectX500Principal().getName()).isEqualTo("CN=Devices of acme.example");
        X509Certificate leaf = issue(Requests.curve("secp256r1"), Duration.ofDays(365));
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getKeyUsage()[5]).isFalse();
    }

    @Test
    void rfc5922_7_1_what_it_issues_names_the_device_alone_and_is_for_clients() throws Exception {
        KeyPair keys = Requests.curve("secp384r1");
        X509Certificate leaf = issue(keys, Duration.ofDays(365));
        assertThat(leaf.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=dev1");
        assertThat(leaf.getSubjectAlternativeNames()).containsExactly(List.of(6, "sip:dev1@acme.example"));
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(leaf.getSerialNumber().signum()).isPositive();
        assertThat(leaf.getSerialNumber())
                .isNotEqualTo(issue(keys, Duration.ofDays(1)).getSerialNumber());
    }

    @Test
    void rfc5280_6_1_the_chain_is_good_by_the_jdk_and_not_under_another_tenants_authority() throws Exception {
        X509Certificate leaf = issue(Requests.curve("secp256r1"), Duration.ofDays(1));
        validate(leaf, authority);
        Authority other = Authority.make("other.example", NOW, random);
        assertThatThrownBy(() -> validate(leaf, other))
                .isInstanceOf(java.security.cert.CertPathValidatorException.class);
    }

    private static void validate(X509Certificate leaf, Authority by) throws Exception {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(by.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW.plusSeconds(60)));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
    }

    @Test
    void nothing_outlives_the_authority() throws Exception {
        X509Certificate leaf = issue(Requests.curve("secp256r1"), Duration.ofDays(40 * 365));
        assertThat(leaf.getNotAfter()).isEqualTo(authority.certificate().getNotAfter());
    }

    @Test
    void a_long_domain_fits_into_its_name() {
        Authority far = Authority.make("d".repeat(60) + "." + "e".repeat(60) + ".example", NOW, random);
        assertThat(far.certificate().getSubjectX500Principal().getName()).hasSize("CN=".length() + 64);
    }

    @Test
    void its_end_is_told_at_thirty_days_seven_one_and_afterwards() {
        assertThat(ExpiryWatch.bucket(Duration.ofDays(29))).isEqualTo(30);
        assertThat(ExpiryWatch.bucket(Duration.ofDays(7))).isEqualTo(7);
        assertThat(ExpiryWatch.bucket(Duration.ofHours(20))).isEqualTo(1);
        assertThat(ExpiryWatch.bucket(Duration.ofSeconds(-1))).isZero();
    }

    @Test
    void settings_that_cannot_work_are_refused_by_name() {
        for (Duration wrong : List.of(Duration.ofSeconds(59), Duration.ofDays(1097))) {
            assertThatThrownBy(() -> new CertificateSettings(wrong))
                    .hasMessageStartingWith("ringfort.device-certificates.validity must be");
        }
        assertThat(new CertificateSettings(Duration.ofMinutes(1)).validity()).hasMinutes(1);
    }
}
