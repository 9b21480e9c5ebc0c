package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.PlayRequest;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.MediaDescription;
import org.ringfort.testkit.zrtp.ZrtpEnd;

/**
 * Who may be an end of ZRTP, and what each is told of the other.
 *
 * @rfc 6189 8
 * @rfc 6189 8.1
 */
class ZrtpOfferTest extends ZrtpScene {
    @Test
    void what_each_end_tells_of_its_hello_is_told_to_the_other_and_nothing_else_of_it() {
        byte[] offered = body(offer(
                "a",
                alice.describe("RTP/AVP", "0 101", List.of(), 1, MediaHouse.EVENTS, alices.line(), "a=x-who:me"),
                ZRTP));
        MediaDescription section = ScriptedPhone.audio(offered);
        assertThat(section.protocol()).isEqualTo("RTP/AVP");
        assertThat(line(section)).isEqualTo(alices.line());
        assertThat(section.port())
                .as("a port of its own, and ours")
                .isBetween(22_602, 22_700)
                .isNotEqualTo(alice.socket.getLocalPort());
        assertThat(new String(offered, StandardCharsets.UTF_8)).doesNotContain("secret", "10.20.30.40", "x-who");

        byte[] answered = house.answer(
                        "s1", "b", "a", bob.describe("RTP/AVP", "0", List.of(), 1, bobs.line(), "a=x-who:me"))
                .getSdp()
                .toByteArray();
        assertThat(line(ScriptedPhone.audio(answered))).isEqualTo(bobs.line());
        assertThat(new String(answered, StandardCharsets.UTF_8)).doesNotContain("secret", "10.20.30.40", "x-who");
    }

    @Test
    void a_hash_before_all_sections_counts_for_each_and_is_told_in_the_section() {
        String whole = new String(alice.describe("RTP/AVP", "0", List.of(), 1), StandardCharsets.UTF_8)
                .replace("a=tool", alices.line() + "\r\na=tool");
        byte[] offered = body(offer("a", whole.getBytes(StandardCharsets.UTF_8), ZRTP));
        assertThat(line(ScriptedPhone.audio(offered))).isEqualTo(alices.line());
    }

    /** Packets are authenticated from end to end, so nobody may number their payload types anew. */
    @Test
    void payload_types_are_those_of_the_other_end_and_no_codec_is_added() {
        byte[] offered = body(offer(
                "a",
                alice.describe("RTP/AVP", "115 0", List.of(), 1, "a=rtpmap:115 opus/48000/2", alices.line()),
                ZRTP));
        assertThat(ScriptedPhone.audio(offered).formats()).containsExactly("115", "0");
        byte[] answered = house.answer(
                        "s1",
                        "b",
                        "a",
                        bob.describe("RTP/AVP", "99", List.of(), 1, "a=rtpmap:99 opus/48000/2", bobs.line()))
                .getSdp()
                .toByteArray();
        assertThat(ScriptedPhone.audio(answered).formats()).containsExactly("99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=zrtp-hash:1.10 abc", "a=zrtp-hash:1.10"})
    void without_a_hash_it_is_media_in_clear_and_refused(String line) {
        byte[] sdp = line.isEmpty()
                ? alice.describe("RTP/AVP", "0", List.of(), 1)
                : alice.describe("RTP/AVP", "0", List.of(), 1, line);
        assertThat(offer("a", sdp, ZRTP).getRefused().getReason()).isEqualTo(Refused.Reason.REASON_NOT_ACCEPTABLE);
    }

    @Test
    void a_device_that_may_not_is_refused_though_it_tells_a_hash() {
        assertThat(offer("a", alice.describe("RTP/AVP", "0", List.of(), 1, alices.line()), SECURE)
                        .getRefused()
                        .getReason())
                .isEqualTo(Refused.Reason.REASON_NOT_ACCEPTABLE);
    }

    @Test
    void one_end_alone_is_refused_whichever_it_is() {
        OfferReply toOthers = house.offer(
                "s1",
                "a",
                alice.describe("RTP/AVP", "0", List.of(), 1, alices.line()),
                ZRTP,
                MediaHouse.toward("b", SECURE));
        assertThat(toOthers.getRefused().getDetail()).contains("ZRTP at both ends");
        OfferReply fromOthers = house.offer(
                "s2",
                "a",
                alice.describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1),
                SECURE,
                MediaHouse.toward("b", ZRTP));
        assertThat(fromOthers.getRefused().getDetail()).contains("ZRTP at both ends");
    }

    @Test
    void an_answer_without_a_hash_is_refused() {
        offer("a", alice.describe("RTP/AVP", "0", List.of(), 1, alices.line()), ZRTP);
        assertThat(house.answer("s1", "b", "a", bob.describe("RTP/AVP", "0", List.of(), 1))
                        .getRefused()
                        .getReason())
                .isEqualTo(Refused.Reason.REASON_NOT_ACCEPTABLE);
    }

    /** An end that says something new before it is answered, and the other is not asked. */
    @Test
    void who_tells_of_another_hello_has_no_answer_of_an_end_that_was_not_told_of_it() throws Exception {
        body(offer("a", alice.describe("RTP/AVP", "0", List.of(), 1, alices.line()), ZRTP));
        byte[] other = alice.describe("RTP/AVP", "0", List.of(), 1, new ZrtpEnd(7).line());
        assertThat(house.offer("s1", "a", other, ZRTP).hasRefused()).isFalse();
        byte[] answer = bob.describe("RTP/AVP", "0", List.of(), 1, bobs.line());
        assertThat(house.answer("s1", "b", "a", answer).getRefused().getDetail())
                .isEqualTo("end to end with somebody else");
    }

    /** A transfer: whoever stays is not asked, and so would go on with the keys of who left. */
    @Test
    void who_is_not_told_of_another_end_is_not_brought_together_with_it() throws Exception {
        talking();
        try (var carol = new ScriptedPhone()) {
            byte[] offered = body(house.offer("s1", "a", new byte[0], ZRTP, MediaHouse.toward("c", ZRTP)));
            assertThat(line(ScriptedPhone.audio(offered))).isEqualTo(alices.line());
            byte[] answer = carol.describe("RTP/AVP", "0", List.of(), 1, new ZrtpEnd(3).line());
            assertThat(house.answer("s1", "c", "a", answer).getRefused().getDetail())
                    .isEqualTo("end to end with somebody else");
            assertThat(house.client.rollback(house.session("s1")).getDone()).isTrue();
        }
        alice.send(alice.plain(0, false, new byte[160]));
        assertThat(bob.raw(10_000)).as("the two who talk go on").isPresent();
    }

    @Test
    void a_question_without_an_offer_is_answered_by_the_end_that_was_told_before() throws Exception {
        talking();
        byte[] offered = body(house.offer("s1", "a", new byte[0], ZRTP, MediaHouse.toward("b", ZRTP)));
        assertThat(line(ScriptedPhone.audio(offered))).isEqualTo(alices.line());
        byte[] answer = bob.describe("RTP/AVP", "0", List.of(), 1, bobs.line());
        assertThat(house.answer("s1", "b", "a", answer).hasRefused()).isFalse();
        alice.send(alice.plain(0, false, new byte[160]));
        assertThat(bob.raw(10_000)).isPresent();
    }

    @Test
    void media_itself_is_no_end_and_no_ear() throws Exception {
        offer("a", alice.describe("RTP/AVP", "0", List.of(), 1, alices.line()), ZRTP);
        assertThat(house.terminate("s1", "a").getRefused().getReason()).isEqualTo(Refused.Reason.REASON_NOT_ACCEPTABLE);
        talking();

        var leg = LegRequest.newBuilder().setSessionId("s1").setLegId("a").build();
        assertThat(refusal(house.client.echo(leg))).isEqualTo("the leg is encrypted end to end");
        assertThat(refusal(house.client.play(PlayRequest.newBuilder()
                        .setSessionId("s1")
                        .setLegId("a")
                        .addSounds(Sound.newBuilder().setPrompt("beep"))
                        .build())))
                .isEqualTo("the leg is encrypted end to end");
        assertThat(refusal(house.client.recordCall(RecordCallRequest.newBuilder()
                        .setSessionId("s1")
                        .addLegIds("a")
                        .addLegIds("b")
                        .setOrder(RecordingOrder.newBuilder()
                                .setRecordingId(UUID.randomUUID().toString())
                                .setMaxSeconds(10)
                                .setDataKey(ByteString.copyFrom(new byte[32])))
                        .build())))
                .isEqualTo("the leg is encrypted end to end");
        assertThat(alice.raw(300)).as("nothing of ours in clear").isEmpty();
    }

    private OfferReply offer(String leg, byte[] sdp, MediaPolicy policy) {
        return house.offer("s1", leg, sdp, policy, MediaHouse.toward("b", policy));
    }

    private static byte[] body(OfferReply reply) {
        return reply.getOffered().getLegs(0).getSdp().toByteArray();
    }

    private static String line(MediaDescription section) {
        Attribute.ZrtpHash hash = section.attribute(Attribute.ZrtpHash.class).orElseThrow();
        return "a=zrtp-hash:" + hash.version() + " " + hash.hello();
    }

    private static String refusal(Done done) {
        return done.getRefused().getDetail();
    }
}
