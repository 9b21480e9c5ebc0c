package org.ringfort.media.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.AddressType;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.MediaDescription;

/** Handshakes, checks and bundles, as browsers and phones ask for them. */
class PathNegotiationTest {
    private static final Fingerprint OWN =
            Fingerprint.of("sha-256", "AB" + ":CD".repeat(31)).orElseThrow();
    private static final String THEIRS =
            "a=fingerprint:sha-256 11:22:22:22:22:22:22:22:22:22:22:22:22:22:22:22:22:22:22"
                    + ":22:22:22:22:22:22:22:22:22:22:22:22:22";
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[44]);
    private static final LocalPort PORT = new LocalPort(AddressType.IP4, "192.0.2.1", 10_000);
    private static final Floor DTLS = new Floor(List.of(Keying.DTLS), Floor.EVERY_PROFILE, Floor.EVERY_CODEC, true);

    /** Of Chromium, what does not matter here left out. */
    private static final String[] BROWSER = {
        "a=group:BUNDLE 0",
        "a=extmap-allow-mixed",
        "a=msid-semantic: WMS 3fd3a1b4",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126",
        "c=IN IP4 0.0.0.0",
        "a=rtcp:9 IN IP4 0.0.0.0",
        "a=ice-ufrag:Wx3K",
        "a=ice-pwd:fP6gkwXYk6YqpTvVFUrzIoaP",
        "a=ice-options:trickle",
        THEIRS,
        "a=setup:actpass",
        "a=mid:0",
        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "a=sendrecv",
        "a=msid:3fd3a1b4 9a3c",
        "a=rtcp-mux",
        "a=rtcp-rsize",
        "a=rtpmap:111 opus/48000/2",
        "a=rtcp-fb:111 transport-cc",
        "a=fmtp:111 minptime=10;useinbandfec=1",
        "a=rtpmap:63 red/48000/2",
        "a=fmtp:63 111/111",
        "a=rtpmap:9 G722/8000",
        "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:8 PCMA/8000",
        "a=rtpmap:13 CN/8000",
        "a=rtpmap:110 telephone-event/48000",
        "a=rtpmap:126 telephone-event/8000",
        "a=ssrc:3735928559 cname:x"
    };

    @Test
    void rfc8829_a_browser_is_answered_with_what_it_needs() {
        RemoteOffer offer = agreed(OfferReader.read(description(BROWSER), DTLS));
        assertThat(offer.hold()).as("no address yet is no hold").isFalse();

        AnswerWriter.Answer answer = agreed(answer(offer, Optional.empty()));

        MediaDescription audio = answer.sections().getFirst();
        assertThat(audio.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
        assertThat(audio.attribute(Attribute.Mid.class)).contains(new Attribute.Mid("0"));
        assertThat(audio.attribute(Attribute.Fingerprint.class))
                .contains(new Attribute.Fingerprint("sha-256", OWN.value()));
        assertThat(audio.attribute(Attribute.Setup.class)).contains(Attribute.Setup.PASSIVE);
        assertThat(audio.attribute(Attribute.IceUfrag.class)).isPresent();
        assertThat(audio.attribute(Attribute.IcePwd.class)).isPresent();
        assertThat(audio.attribute(Attribute.RtcpMux.class)).isPresent();
        assertThat(audio.attributes(Attribute.Candidate.class)).singleElement().satisfies(candidate -> {
            assertThat(candidate.address()).isEqualTo(PORT.address());
            assertThat(candidate.port()).isEqualTo(PORT.rtp());
            assertThat(candidate.type()).isEqualTo("host");
        });
        assertThat(audio.attribute(Attribute.EndOfCandidates.class)).isPresent();
        assertThat(audio.attribute(Attribute.Crypto.class)).isEmpty();
        DtlsTerms terms = answer.agreement().dtls().orElseThrow();
        assertThat(terms.role()).isEqualTo(DtlsTerms.Role.SERVER);
        assertThat(terms.theirs()).extracting(Fingerprint::hash).containsExactly("sha-256");
    }

    @ParameterizedTest
    @CsvSource({"active, PASSIVE, SERVER", "passive, ACTIVE, CLIENT", "actpass, PASSIVE, SERVER"})
    void rfc5763_5_who_begins_when_we_answer(String said, Attribute.Setup answered, DtlsTerms.Role ours) {
        AnswerWriter.Answer answer =
                agreed(answer(agreed(OfferReader.read(audio("a=setup:" + said, THEIRS), DTLS)), Optional.empty()));

        assertThat(answer.sections().getFirst().attribute(Attribute.Setup.class))
                .contains(answered);
        assertThat(answer.agreement().dtls()).map(DtlsTerms::role).contains(ours);
    }

    @Test
    void rfc5763_6_6_who_began_stays_who_it_was_where_it_is_left_to_us() {
        AnswerWriter.Answer first =
                agreed(answer(agreed(OfferReader.read(audio("a=setup:passive", THEIRS), DTLS)), Optional.empty()));

        AnswerWriter.Answer again = agreed(answer(
                agreed(OfferReader.read(audio("a=setup:actpass", THEIRS), DTLS)), Optional.of(first.agreement())));

        assertThat(again.sections().getFirst().attribute(Attribute.Setup.class)).contains(Attribute.Setup.ACTIVE);
        assertThat(again.agreement().dtls()).isEqualTo(first.agreement().dtls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=setup:holdconn\n" + THEIRS, "a=setup:active\na=fingerprint:sha-1 11", "a=setup:active"})
    void what_cannot_come_to_keys_is_not_acceptable(String lines) {
        Outcome<AnswerWriter.Answer> outcome =
                OfferReader.read(audio(lines.split("\n")), DTLS).then(offer -> answer(offer, Optional.empty()));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_fingerprint_without_a_key_means_a_handshake_whatever_the_protocol_is_called() {
        byte[] old = description("m=audio 4000 RTP/SAVPF 0", "a=setup:active", THEIRS, "a=rtcp-mux");
        assertThat(agreed(OfferReader.read(old, DTLS)).audio().keying()).isEqualTo(Keying.DTLS);
    }

    @Test
    void rfc8839_checks_want_one_port_for_all() {
        String[] checks = {THEIRS, "a=setup:active", "a=ice-ufrag:Wx3K", "a=ice-pwd:fP6gkwXYk6YqpTvVFUrzIoaP"};
        assertThat(agreed(OfferReader.read(audio(checks), DTLS)).audio().path().ice())
                .isPresent();
        byte[] apart = description("m=audio 4000 UDP/TLS/RTP/SAVP 0", checks[0], checks[1], checks[2], checks[3]);
        RemoteOffer offer = agreed(OfferReader.read(apart, DTLS));
        assertThat(agreed(answer(offer, Optional.empty())).sections().getFirst().attribute(Attribute.IceUfrag.class))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"active, SERVER", "passive, CLIENT", "actpass,", "holdconn,"})
    void rfc5763_5_who_begins_when_we_offer(String said, DtlsTerms.Role ours) {
        LocalOffer offer = offer(Optional.empty());
        MediaDescription section = offer.sections().getFirst();
        assertThat(section.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
        assertThat(section.attribute(Attribute.Setup.class)).contains(Attribute.Setup.ACTPASS);
        assertThat(section.attribute(Attribute.IceUfrag.class)).isPresent();

        Outcome<Agreement> agreement = AnswerReader.read(audio("a=setup:" + said, THEIRS), offer, DTLS);

        assertThat(
                        agreement instanceof Outcome.Agreed<Agreement>(Agreement with)
                                ? with.dtls().map(DtlsTerms::role)
                                : Optional.empty())
                .isEqualTo(Optional.ofNullable(ours));
    }

    /** Suites that handshakes cannot name are for SDES, and where there are no others handshakes are not for this leg. */
    @Test
    void suites_that_handshakes_cannot_name_are_left_out_of_them() {
        byte[] theirs = audio("a=setup:active", THEIRS);
        Agreement answering = agreed(answer(agreed(OfferReader.read(theirs, DTLS)), Optional.empty()))
                .agreement();
        Agreement answered = agreed(AnswerReader.read(theirs, offer(Optional.empty()), DTLS));

        assertThat(List.of(answering, answered))
                .allSatisfy(
                        agreement -> assertThat(agreement.dtls().orElseThrow().profiles())
                                .containsExactly(
                                        SrtpProfile.AEAD_AES_256_GCM,
                                        SrtpProfile.AEAD_AES_128_GCM,
                                        SrtpProfile.AES_CM_128_HMAC_SHA1_80,
                                        SrtpProfile.AES_CM_128_HMAC_SHA1_32));
        var unnamed =
                new Floor(List.of(Keying.DTLS), List.of(SrtpProfile.AES_256_CM_HMAC_SHA1_80), Floor.EVERY_CODEC, true);
        assertThat(OfferReader.read(theirs, unnamed))
                .isEqualTo(new Outcome.Refused<>(Refusal.notAcceptable("no acceptable SRTP suite")));
        assertThat(offer(unnamed, Optional.empty()))
                .isEqualTo(new Outcome.Refused<>(Refusal.notAcceptable("no keying that this leg may use")));
    }

    /** One stream with both, under the name that the older way has; nothing in clear beside them. */
    @Test
    void who_may_have_either_is_offered_both_and_takes_one() {
        var either = new Floor(
                List.of(Keying.DTLS, Keying.SDES, Keying.CLEAR), Floor.EVERY_PROFILE, Floor.EVERY_CODEC, true);
        LocalOffer offer = agreed(offer(either, Optional.empty()));
        MediaDescription section = offer.sections().getFirst();
        assertThat(section.protocol()).isEqualTo("RTP/SAVP");
        assertThat(section.attribute(Attribute.Fingerprint.class)).isPresent();
        assertThat(section.attributes(Attribute.Crypto.class).getFirst().suite())
                .isEqualTo("AEAD_AES_256_GCM");

        byte[] handshake = description("m=audio 4000 RTP/SAVP 0", "a=setup:active", THEIRS);
        assertThat(agreed(AnswerReader.read(handshake, offer, either)).dtls()).isPresent();
        byte[] signalled = description("m=audio 4000 RTP/SAVP 0", "a=crypto:1 AEAD_AES_256_GCM inline:" + KEY);
        Agreement agreement = agreed(AnswerReader.read(signalled, offer, either));
        assertThat(agreement.theirs()).isPresent();
        assertThat(agreement.dtls()).isEmpty();
        assertThat(AnswerReader.read(description("m=audio 4000 RTP/AVP 0"), offer, either))
                .isInstanceOf(Outcome.Refused.class);

        LocalOffer again = agreed(offer(either, Optional.of(agreement)));
        assertThat(again.sections().getFirst().attribute(Attribute.Fingerprint.class))
                .as("what was agreed on stays")
                .isEmpty();
    }

    @Test
    void keys_are_not_offered_beside_a_handshake_where_signalling_is_in_clear() {
        var either = new Floor(List.of(Keying.DTLS, Keying.SDES), Floor.EVERY_PROFILE, Floor.EVERY_CODEC, false);
        MediaDescription section =
                agreed(offer(either, Optional.empty())).sections().getFirst();
        assertThat(section.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
        assertThat(section.attribute(Attribute.Crypto.class)).isEmpty();
    }

    @Test
    void an_answer_by_another_keying_is_refused() {
        byte[] plain = description("m=audio 4000 RTP/AVP 0");
        assertThat(AnswerReader.read(plain, offer(Optional.empty()), DTLS)).isInstanceOf(Outcome.Refused.class);
    }

    private static LocalOffer offer(Optional<Agreement> earlier) {
        return agreed(offer(DTLS, earlier));
    }

    private static Outcome<LocalOffer> offer(Floor floor, Optional<Agreement> earlier) {
        return OfferWriter.write(
                floor,
                new OwnKeys(new SecureRandom(), OWN),
                List.of(Format.of(Codec.PCMU)),
                EndToEnd.NOTHING,
                20,
                Direction.SENDRECV,
                PORT,
                earlier,
                Optional.empty());
    }

    private static Outcome<AnswerWriter.Answer> answer(RemoteOffer offer, Optional<Agreement> earlier) {
        return AnswerWriter.write(
                offer,
                DTLS,
                new OwnKeys(new SecureRandom(), OWN),
                Floor.EVERY_CODEC,
                EndToEnd.NOTHING,
                20,
                Direction.SENDRECV,
                PORT,
                earlier);
    }

    private static byte[] audio(String... lines) {
        return description("m=audio 4000 UDP/TLS/RTP/SAVPF 0", "a=rtcp-mux", String.join("\n", lines));
    }

    private static byte[] description(String... lines) {
        String head = "v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\n" + (lines[0].startsWith("m=") ? "c=IN IP4 192.0.2.9\n" : "")
                + "t=0 0\n";
        return (head + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T agreed(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Agreed<T> agreed -> agreed.value();
            case Outcome.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }
}
