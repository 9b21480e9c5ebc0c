package org.ringfort.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.secret.Secret;

/** The test vectors of RFC 3711 appendix B, RFC 6188 section 7, and RFC 7714 sections 16 and 17. */
class SrtpVectorsTest {
    private static final byte[] SALT_7714 = hex("517569642070726f2071756f");
    private static final byte[] KEY_128 = hex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] KEY_256 = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final MasterKey MASTER_6188 = new MasterKey(
            SrtpProfile.AES_256_CM_HMAC_SHA1_80,
            Secret.of(hex(
                    "f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b63b04803de51ee7c96423ab5b78d2")));
    private static final String RTP =
            "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e697320646976697361" + "20696e207061727465732074726573";
    private static final String RTCP = "81c8000d4d6172734e5450314e545032525450200000042a0000e930"
            + "4c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    @Test
    void rfc3711_b_2_keystream() {
        byte[] stream = CounterModeCipher.keystreamOf(
                hex("2b7e151628aed2a6abf7158809cf4f3c"), hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd"), 0, 0, 48);

        assertThat(HexFormat.of().formatHex(stream, 0, 48))
                .isEqualTo("e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab"
                        + "41e95b3bb0a2e8dd477901e4fca894c0");
    }

    @Test
    void rfc3711_b_3_key_derivation() {
        var derivation = new KeyDerivation(new MasterKey(
                SrtpProfile.AES_CM_128_HMAC_SHA1_80,
                Secret.of(hex("e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6"))));

        assertThat(derivation.derive(KeyDerivation.RTP_ENCRYPTION, 16))
                .isEqualTo(hex("c61e7a93744f39ee10734afe3ff7a087"));
        assertThat(derivation.derive(KeyDerivation.RTP_SALT, 14)).isEqualTo(hex("30cbbc08863d8c85d49db34a9ae1"));
        assertThat(derivation.derive(KeyDerivation.RTP_AUTHENTICATION, 94))
                .isEqualTo(hex("cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbcee049646c43d9327ad1"
                        + "75578ef72270986371c10c9a369ac2f94a8c5fbcdd"
                        + "dc256d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2"));
    }

    @Test
    void rfc6188_7_1_aes_256_cm_keystream() {
        byte[] stream = CounterModeCipher.keystreamOf(
                hex("57f82fe3613fd170a85ec93c40b1f0922ec4cb0dc025b58272147cc438944a98"),
                hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd"),
                0,
                0,
                48);

        assertThat(HexFormat.of().formatHex(stream, 0, 48))
                .isEqualTo("92bdd28a93c3f52511c677d08b5515a49da71b2378a854f67050756ded165bac"
                        + "63c4868b7096d88421b563b8c94c9a31");
    }

    @Test
    void rfc6188_7_2_aes_256_cm_key_derivation() {
        var derivation = new KeyDerivation(MASTER_6188);

        assertThat(derivation.derive(KeyDerivation.RTP_ENCRYPTION, 32))
                .isEqualTo(hex("5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4"));
        assertThat(derivation.derive(KeyDerivation.RTP_SALT, 14)).isEqualTo(hex("fa31791685ca444a9e07c6c64e93"));
        assertThat(derivation.derive(KeyDerivation.RTP_AUTHENTICATION, 20))
                .isEqualTo(hex("fd9c32d39ed5fbb5a9dc96b30818454d1313dc05"));
    }

    /** The RFC has no whole packet: this is the one that libsrtp checks itself by, under the master key of section 7.2. */
    @Test
    void rfc6188_4_a_packet_as_libsrtp_seals_it() {
        byte[] plain = hex("800f1234decafbadcafebabe" + "ab".repeat(16));
        byte[] packet = Arrays.copyOf(plain, plain.length + 10);

        int length = new SrtpSender(MASTER_6188).sealRtp(packet, 0, plain.length);

        assertThat(HexFormat.of().formatHex(packet, 0, length))
                .isEqualTo("800f1234decafbadcafebabef1d9de17ff251ff1aa007774b0b4b40da08d9d9a5b3a55d8873b");
        assertThat(new SrtpReceiver(MASTER_6188, 0).openRtp(packet, 0, length)).isEqualTo(plain.length);
        assertThat(packet).startsWith(plain);
    }

    @Test
    void rfc7714_16_1_aead_aes_128_gcm_rtp() {
        seals(
                KEY_128,
                "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                        + "899d7f27beb16a9152cf765ee4390cce");
    }

    @Test
    void rfc7714_16_2_aead_aes_256_gcm_rtp() {
        seals(
                KEY_256,
                "8040f17b8041f8d35501a0b232b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
                        + "7aa3db36dfffd6b0f9bb7878d7a76c13");
    }

    @Test
    void rfc7714_17_1_aead_aes_128_gcm_rtcp() {
        sealsRtcp(
                KEY_128,
                "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded"
                        + "0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");
    }

    @Test
    void rfc7714_17_3_aead_aes_256_gcm_rtcp() {
        sealsRtcp(
                KEY_256,
                "81c8000d4d617273d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de047"
                        + "6f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4");
    }

    private static void seals(byte[] key, String sealed) {
        byte[] plain = hex(RTP);
        byte[] packet = Arrays.copyOf(plain, plain.length + 16);
        int length = new SrtpSender(cipher(key)).sealRtp(packet, 0, plain.length);
        assertThat(HexFormat.of().formatHex(packet, 0, length)).isEqualTo(sealed);

        var receiver = new SrtpReceiver(cipher(key), SrtpProfile.AEAD_AES_128_GCM, 0);
        assertThat(receiver.openRtp(packet, 0, length)).isEqualTo(plain.length);
        assertThat(packet).startsWith(plain);
    }

    private static void sealsRtcp(byte[] key, String sealed) {
        byte[] plain = hex(RTCP);
        byte[] packet = Arrays.copyOf(plain, plain.length + 20);
        int length = cipher(key).sealRtcp(packet, 0, plain.length, 0x4d617273, 0x5d4);
        assertThat(HexFormat.of().formatHex(packet, 0, length)).isEqualTo(sealed);

        var receiver = new SrtpReceiver(cipher(key), SrtpProfile.AEAD_AES_128_GCM, 0);
        assertThat(receiver.openRtcp(packet, 0, length)).isEqualTo(plain.length);
        assertThat(packet).startsWith(plain);
    }

    private static GcmCipher cipher(byte[] key) {
        return new GcmCipher(key, SALT_7714, key, SALT_7714);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
