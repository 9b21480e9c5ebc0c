package org.ringfort.app.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.rest.Problem;

/** What may ask for a certificate. */
class CertificateRequestTest {
    private static String fault(String pem) {
        try {
            CertificateRequest.key(pem);
            return "";
        } catch (Problem refused) {
            assertThat(refused.errors()).hasSize(1);
            assertThat(refused.errors().getFirst().field()).isEqualTo("request");
            return refused.errors().getFirst().code();
        }
    }

    @Test
    void rfc2986_4_2_keys_of_p256_and_stronger_are_certified() throws Exception {
        for (String curve : List.of("secp256r1", "secp384r1", "secp521r1")) {
            KeyPair keys = Requests.curve(curve);
            assertThat(CertificateRequest.key(Requests.of(keys))).isEqualTo(keys.getPublic());
        }
        KeyPair rsa = Requests.rsa(3072);
        assertThat(CertificateRequest.key(Requests.of(rsa))).isEqualTo(rsa.getPublic());
        assertThat(CertificateRequest.kind(rsa.getPublic())).isEqualTo("RSA 3072");
        assertThat(CertificateRequest.kind(Requests.curve("secp384r1").getPublic()))
                .isEqualTo("EC 384");
        assertThat(fault(Requests.of(rsa).replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")))
                .as("as older tools write it")
                .isEmpty();
    }

    @Test
    void weaker_and_stranger_keys_are_not() throws Exception {
        assertThat(fault(Requests.of(Requests.rsa(2048)))).isEqualTo("key");
        assertThat(fault(Requests.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair())))
                .isEqualTo("key");
    }

    @Test
    void rfc2986_3_who_does_not_hold_the_key_has_it_not_certified() throws Exception {
        KeyPair own = Requests.curve("secp256r1");
        KeyPair other = Requests.curve("secp256r1");
        assertThat(fault(Requests.of(own.getPublic(), other.getPrivate(), "SHA256withECDSA")))
                .isEqualTo("signature");
        assertThat(fault(Requests.of(own.getPublic(), own.getPrivate(), "SHA1withECDSA")))
                .isEqualTo("signature");
        byte[] octets = Base64.getMimeDecoder().decode(Requests.of(own).replaceAll("-----[A-Z ]+-----", ""));
        octets[octets.length - 5] ^= 1;
        assertThat(fault(Requests.pem("CERTIFICATE REQUEST", octets))).isIn("signature", "malformed");
    }

    @Test
    void whatever_is_no_request_is_told_so() {
        for (String other : List.of(
                "",
                "hello",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
                "-----BEGIN CERTIFICATE REQUEST-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")) {
            assertThat(fault(other)).as(other).isEqualTo("malformed");
        }
        assertThat(fault("x".repeat(CertificateRequest.LONGEST + 1))).isEqualTo("length");
    }

    @Property(tries = 300)
    void no_octets_make_anything_but_a_problem_of_the_field(@ForAll @Size(max = 400) byte[] octets) {
        assertThatThrownBy(() -> CertificateRequest.key(Requests.pem("CERTIFICATE REQUEST", octets)))
                .isInstanceOf(Problem.class);
    }
}
