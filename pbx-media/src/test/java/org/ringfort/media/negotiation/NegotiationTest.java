package org.ringfort.media.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.AddressType;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.MediaDescription;

class NegotiationTest {
    private static final String KEY_128 = "inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
    private static final String EVENTS = "a=rtpmap:101 telephone-event/8000";
    private static final String CRYPTO = "a=crypto:4 AES_CM_128_HMAC_SHA1_80 " + KEY_128;
    private static final Floor SDES = floor(true, Keying.SDES);
    private static final Fingerprint OWN =
            Fingerprint.of("sha-256", "AB" + ":CD".repeat(31)).orElseThrow();
    private static final LocalPort PORT = new LocalPort(AddressType.IP4, "192.0.2.1", 10_000);

    @ParameterizedTest
    @CsvSource({
        "RTP/SAVP, true, SDES, true",
        "RTP/SAVPF, true, SDES, true",
        "RTP/SAVP, false, SDES, false",
        "RTP/SAVP, true, CLEAR, false",
        "RTP/AVP, true, SDES, false",
        "RTP/AVP, false, CLEAR, true",
        "RTP/AVPF, false, CLEAR, true",
        "UDP/TLS/RTP/SAVPF, true, SDES, false",
        "UDP/TLS/RTP/SAVPF, true, DTLS, false",
        "TCP/RTP/AVP, true, CLEAR, false"
    })
    void protocol_by_floor(String protocol, boolean secured, Keying keying, boolean agreed) {
        Outcome<RemoteOffer> outcome =
                OfferReader.read(offer("m=audio 4000 " + protocol + " 0", CRYPTO), floor(secured, keying));

        assertThat(outcome instanceof Outcome.Agreed<RemoteOffer>).isEqualTo(agreed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=crypto:1 F8_128_HMAC_SHA1_80 " + KEY_128,
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
                "a=crypto:1 AEAD_AES_256_GCM " + KEY_128,
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY_128 + " UNENCRYPTED_SRTP",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY_128 + " UNAUTHENTICATED_SRTP",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY_128 + ";" + KEY_128,
                "a=sendrecv"
            })
    void keys_that_are_none_are_not_acceptable(String line) {
        assertThat(reason(OfferReader.read(offer("m=audio 4000 RTP/SAVP 0", line), SDES)))
                .isEqualTo(Refusal.Reason.NOT_ACCEPTABLE);
    }

    @Test
    void a_tenant_of_one_codec_refuses_the_rest() {
        var pcmu = new Floor(List.of(Keying.SDES), Floor.EVERY_PROFILE, List.of(Codec.PCMU), true);

        assertThat(reason(OfferReader.read(offer("m=audio 4000 RTP/SAVP 18 8", CRYPTO), pcmu)))
                .isEqualTo(Refusal.Reason.NOT_ACCEPTABLE);
        assertThat(agreed(OfferReader.read(offer("m=audio 4000 RTP/SAVP 18 8 0", CRYPTO), pcmu))
                        .audio()
                        .formats())
                .extracting(Format::codec)
                .containsExactly(Codec.PCMU);
    }

    @Test
    void what_is_no_description_is_malformed() {
        assertThat(reason(OfferReader.read("hello".getBytes(StandardCharsets.UTF_8), SDES)))
                .isEqualTo(Refusal.Reason.MALFORMED);
    }

    @Test
    void rfc3264_6_every_other_section_is_answered_with_port_zero() {
        RemoteOffer offer = agreed(OfferReader.read(
                offer("m=video 5000 RTP/SAVP 99", "a=rtpmap:99 H264/90000", "m=audio 4000 RTP/SAVP 0", CRYPTO), SDES));
        AnswerWriter.Answer answer = answered(offer);

        assertThat(answer.sections()).extracting(MediaDescription::type).containsExactly("video", "audio");
        assertThat(answer.sections()).extracting(MediaDescription::port).containsExactly(0, 10_000);
        assertThat(answer.sections()
                        .get(1)
                        .attribute(Attribute.Crypto.class)
                        .orElseThrow()
                        .tag())
                .isEqualTo(4);
    }

    @Test
    void the_best_suite_by_our_order_is_taken_under_its_tag() {
        String gcm = "a=crypto:9 AEAD_AES_128_GCM inline:" + "A".repeat(38) + "==";
        RemoteOffer offer =
                agreed(OfferReader.read(offer("m=audio 4000 RTP/SAVP 0", CRYPTO, gcm.replace("==", "A=")), SDES));
        assertThat(offer.audio().keys()).hasSize(1); // 29 octets are no key
        String whole = "a=crypto:9 AEAD_AES_128_GCM inline:" + "A".repeat(37) + "A==";
        offer = agreed(OfferReader.read(offer("m=audio 4000 RTP/SAVP 0", CRYPTO, whole), SDES));

        Agreement agreement = answered(offer).agreement();
        assertThat(agreement.profile()).contains(SrtpProfile.AEAD_AES_128_GCM);
    }

    /** As Linphone offers them; 46 octets, which base64 may fill up. */
    @ParameterizedTest
    @ValueSource(strings = {"", "=="})
    void rfc6188_4_a_key_of_256_bits_goes_before_one_of_128(String filling) {
        String longer = "a=crypto:3 AES_256_CM_HMAC_SHA1_80 inline:" + "A".repeat(62) + filling;
        RemoteOffer offer = agreed(OfferReader.read(offer("m=audio 4000 RTP/SAVP 0", CRYPTO, longer), SDES));

        AnswerWriter.Answer answer = answered(offer);

        Attribute.Crypto taken =
                answer.sections().getFirst().attribute(Attribute.Crypto.class).orElseThrow();
        assertThat(taken.tag()).isEqualTo(3);
        assertThat(taken.suite()).isEqualTo("AES_256_CM_HMAC_SHA1_80");
        assertThat(taken.keys().getFirst().keyAndSalt().lengthBytes()).isEqualTo(46);
    }

    @ParameterizedTest
    @CsvSource({
        "a=sendonly, true, RECVONLY",
        "a=inactive, true, INACTIVE",
        "a=recvonly, false, SENDONLY",
        "a=sendrecv, false, SENDRECV",
        "c=IN IP4 0.0.0.0, true, RECVONLY"
    })
    void rfc3264_8_4_hold(String line, boolean hold, Direction answered) {
        RemoteOffer offer = agreed(OfferReader.read(offer("m=audio 4000 RTP/SAVP 0", line, CRYPTO), SDES));

        assertThat(offer.hold()).isEqualTo(hold);
        AnswerWriter.Answer answer = answered(offer);
        assertThat(answer.sections().getFirst().attribute(Direction.class)).contains(answered);
    }

    @Test
    void opus_parameters_are_rewritten_and_nothing_else_passes() {
        RemoteOffer offer = agreed(OfferReader.read(
                offer(
                        "m=audio 4000 RTP/SAVP 111 0",
                        "a=rtpmap:111 opus/48000/2",
                        "a=fmtp:111 minptime=10;useinbandfec=1;x-host=10.1.2.3;stereo=evil",
                        CRYPTO),
                SDES));

        assertThat(offer.audio().formats().getFirst())
                .isEqualTo(new Format(111, Codec.OPUS, Optional.of("minptime=10;useinbandfec=1")));
    }

    /** RFC 3389, 4: it has the clock of G.711 and G.722. */
    @ParameterizedTest
    @CsvSource({
        "0 13, 0 13, COMFORT_NOISE",
        "8 13 101, 8 101 13, COMFORT_NOISE",
        "9 13, 9 13, COMFORT_NOISE",
        "111 13, 111, COMFORT_NOISE",
        "0 13, 0, TELEPHONE_EVENT"
    })
    void rfc3389_4_comfort_noise_stands_beside_speech_of_its_clock_where_the_other_side_has_it(
            String offered, String answered, Codec othersHave) {
        RemoteOffer offer = agreed(OfferReader.read(
                offer("m=audio 4000 RTP/SAVP " + offered, "a=rtpmap:111 opus/48000/2", EVENTS, CRYPTO), SDES));
        List<Codec> possible = new ArrayList<>(Floor.EVERY_CODEC);
        possible.removeIf(codec -> codec == Codec.COMFORT_NOISE && codec != othersHave);

        AnswerWriter.Answer answer = agreed(AnswerWriter.write(
                offer, SDES, ownKeys(), possible, EndToEnd.NOTHING, 20, Direction.SENDRECV, PORT, Optional.empty()));

        assertThat(answer.sections().getFirst().formats()).containsExactly(answered.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({"PCMU, true", "G722, true", "OPUS, false"})
    void rfc3389_4_it_is_passed_on_in_an_offer_beside_speech_of_its_clock(Codec alone, boolean passes) {
        var floor = new Floor(List.of(Keying.SDES), Floor.EVERY_PROFILE, List.of(alone, Codec.COMFORT_NOISE), true);
        LocalOffer ours = agreed(OfferWriter.write(
                floor,
                ownKeys(),
                List.of(Format.of(alone), Format.of(Codec.COMFORT_NOISE)),
                EndToEnd.NOTHING,
                20,
                Direction.SENDRECV,
                PORT,
                Optional.empty(),
                Optional.empty()));

        assertThat(ours.formats().stream().anyMatch(format -> format.equals(Format.of(Codec.COMFORT_NOISE))))
                .isEqualTo(passes);
        assertThat(Format.of(Codec.COMFORT_NOISE).payloadType()).isEqualTo(13);
    }

    private static Floor floor(boolean secured, Keying keying) {
        return new Floor(List.of(keying), Floor.EVERY_PROFILE, Floor.EVERY_CODEC, secured);
    }

    private static byte[] offer(String... lines) {
        String text =
                "v=0\no=- 1 1 IN IP4 192.0.2.9\ns=-\nc=IN IP4 192.0.2.9\nt=0 0\n" + String.join("\n", lines) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static OwnKeys ownKeys() {
        return new OwnKeys(new SecureRandom(), OWN);
    }

    private static AnswerWriter.Answer answered(RemoteOffer offer) {
        return agreed(AnswerWriter.write(
                offer,
                SDES,
                ownKeys(),
                Floor.EVERY_CODEC,
                EndToEnd.NOTHING,
                20,
                Direction.SENDRECV,
                PORT,
                Optional.empty()));
    }

    private static <T> T agreed(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Agreed<T> agreed -> agreed.value();
            case Outcome.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }

    private static <T> Refusal.Reason reason(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Agreed<T> agreed -> throw new AssertionError(agreed.toString());
            case Outcome.Refused<T> refused -> refused.refusal().reason();
        };
    }
}
