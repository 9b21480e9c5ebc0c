package org.ringfort.app.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.rest.Problem;

/** What may ask for a certificate. */
class CertificateRequestTest {
    private static final byte[] GOOD = good();

    private static byte[] good() {
        try {
            return Base64.getMimeDecoder()
                    .decode(Requests.of(Requests.curve("secp256r1")).replaceAll("-----[A-Z ]+-----", ""));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

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

    @Property(tries = 300)
    void nor_do_they_without_their_dress(@ForAll @Size(max = 400) byte[] octets) {
        assertThatThrownBy(() -> CertificateRequest.key(octets)).isInstanceOf(Problem.class);
    }

    /** Nothing but a problem of the field, or the key that signed it: what is not signed over may be written in several ways. */
    @Property(tries = 1000)
    void one_octet_changed_gets_no_other_key_certified(@ForAll @IntRange(max = 2000) int where, @ForAll byte other) {
        byte[] octets = GOOD.clone();
        octets[where % octets.length] = other;
        PublicKey certified;
        try {
            certified = CertificateRequest.key(octets);
        } catch (Problem refused) {
            return;
        }
        assertThat(certified).isEqualTo(CertificateRequest.key(GOOD));
    }

    @Test
    void sequences_in_sequences_without_end_are_told_so() {
        byte[] indefinite = new byte[CertificateRequest.LONGEST];
        for (int i = 0; i + 1 < indefinite.length; i += 2) {
            indefinite[i] = 0x30;
            indefinite[i + 1] = (byte) 0x80;
        }
        assertThatThrownBy(() -> CertificateRequest.key(indefinite)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> CertificateRequest.key(nested())).isInstanceOf(Problem.class);
    }

    /** As deep as so many octets can be, each length right. */
    private static byte[] nested() {
        byte[] inner = {0x30, 0};
        while (inner.length < CertificateRequest.LONGEST - 4) {
            int length = inner.length;
            byte[] head = length < 128
                    ? new byte[] {0x30, (byte) length}
                    : length < 256
                            ? new byte[] {0x30, (byte) 0x81, (byte) length}
                            : new byte[] {0x30, (byte) 0x82, (byte) (length >> 8), (byte) length};
            byte[] outer = java.util.Arrays.copyOf(head, head.length + length);
            System.arraycopy(inner, 0, outer, head.length, length);
            inner = outer;
        }
        return inner;
    }
}
