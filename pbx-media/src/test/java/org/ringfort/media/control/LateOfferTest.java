package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.AdoptRequest;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.LegRequest;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.Toward;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute;

/**
 * Offers that media makes by itself, offers that come to nothing, and legs that change their session: over real sockets.
 *
 * @rfc 3264 5
 * @rfc 3261 14.1
 */
class LateOfferTest {
    private static final MediaPolicy ANY = MediaPolicy.getDefaultInstance();
    private static final byte[] NOTHING = {};
    private static final SrtpProfile PROFILE = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
    private static final String EVENTS = "a=rtpmap:101 telephone-event/8000";

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone alice;
    private ScriptedPhone bob;
    private ScriptedPhone carol;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(21_400, 21_800, Duration.ZERO, folder);
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        carol = new ScriptedPhone();
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        carol.close();
        house.close();
    }

    private static Toward toward(String leg) {
        return MediaHouse.toward(leg, ANY);
    }

    /** What {@code phone} answers to an offer of ours, and its learning of where to send under which key. */
    private static byte[] answers(ScriptedPhone phone, byte[] offer, String formats, String... extra) {
        int tag = tag(offer);
        phone.learn(offer, tag);
        return phone.describe("RTP/SAVP", formats, List.of(PROFILE), tag, with(extra));
    }

    private static String[] with(String... extra) {
        String[] lines = Arrays.copyOf(extra, extra.length + 2);
        lines[extra.length] = EVENTS;
        lines[extra.length + 1] = "a=rtcp-mux";
        return lines;
    }

    private static int tag(byte[] offer) {
        return ScriptedPhone.cryptos(offer).stream()
                .filter(line -> line.suite().equals(PROFILE.name()))
                .findFirst()
                .orElseThrow()
                .tag();
    }

    private static byte[] first(OfferReply reply) {
        assertThat(reply.hasOffered()).as(reply.toString()).isTrue();
        return reply.getOffered().getLegs(0).getSdp().toByteArray();
    }

    private static byte[] said(AnswerReply reply) {
        assertThat(reply.hasRefused()).as(reply.toString()).isFalse();
        return reply.getSdp().toByteArray();
    }

    private static byte[] sound(int seed) {
        byte[] sound = new byte[160];
        Arrays.fill(sound, (byte) seed);
        return sound;
    }

    private static void hear(ScriptedPhone one, ScriptedPhone other) throws IOException {
        one.say(0, sound(11));
        assertThat(other.hear(10_000).orElseThrow().payload()).contains((byte) 11);
        other.say(0, sound(22));
        assertThat(one.hear(10_000).orElseThrow().payload()).contains((byte) 22);
    }

    private static Attribute.Direction direction(byte[] sdp) {
        return ScriptedPhone.audio(sdp).attribute(Attribute.Direction.class).orElseThrow();
    }

    private static String version(byte[] sdp) {
        return ScriptedPhone.read(sdp).origin().version();
    }

    /** The caller offers nothing: both are offered to, the callee first; both answer. */
    private void late(String session, String a, ScriptedPhone caller, String b, ScriptedPhone callee) {
        byte[] toCallee = first(house.offer(session, a, NOTHING, ANY, toward(b)));
        byte[] toCaller = said(house.answer(session, b, a, answers(callee, toCallee, "0 101")));
        assertThat(said(house.answer(session, a, b, answers(caller, toCaller, "0 101"))))
                .isEmpty();
    }

    @Test
    void a_leg_that_offers_nothing_is_offered_what_the_other_took() throws Exception {
        byte[] toBob = first(house.offer("s1", "a", NOTHING, ANY, toward("b")));
        assertThat(ScriptedPhone.audio(toBob).formats()).containsExactly("96", "9", "0", "8", "101");
        byte[] toAlice = said(house.answer("s1", "b", "a", answers(bob, toBob, "8 0 101")));
        assertThat(ScriptedPhone.audio(toAlice).formats()).startsWith("8", "0", "101");
        assertThat(direction(toAlice)).isEqualTo(Attribute.Direction.SENDRECV);
        assertThat(said(house.answer("s1", "a", "b", answers(alice, toAlice, "0 101"))))
                .isEmpty();
        hear(alice, bob);
    }

    @Test
    void nobody_is_heard_before_both_have_answered() throws Exception {
        byte[] toBob = first(house.offer("s1", "a", NOTHING, ANY, toward("b")));
        byte[] toAlice = said(house.answer("s1", "b", "a", answers(bob, toBob, "0 101")));
        alice.learn(toAlice, tag(toAlice));
        bob.say(0, sound(1));
        assertThat(alice.hear(300)).isEmpty();
    }

    @Test
    void an_answer_with_no_codec_of_the_other_side_is_recoded() throws Exception {
        byte[] toBob = first(house.offer("s1", "a", NOTHING, ANY, toward("b")));
        byte[] toAlice = said(house.answer("s1", "b", "a", answers(bob, toBob, "0 101")));
        assertThat(said(house.answer("s1", "a", "b", answers(alice, toAlice, "8 101"))))
                .isEmpty();
        alice.say(8, sound(1));
        assertThat(bob.hear(10_000).orElseThrow().payloadType()).isZero();
        bob.say(0, sound(2));
        assertThat(alice.hear(10_000).orElseThrow().payloadType()).isEqualTo(8);
    }

    @Test
    void an_application_offers_g711_to_a_leg_that_offers_nothing() throws Exception {
        assertThat(house.offer("s1", "a", NOTHING, ANY).hasOffered()).isTrue();
        byte[] toAlice = said(house.terminate("s1", "a"));
        assertThat(ScriptedPhone.audio(toAlice).formats()).startsWith("0", "8", "101");
        assertThat(said(house.answer("s1", "a", "", answers(alice, toAlice, "0 101"))))
                .isEmpty();
        assertThat(house.client
                        .echo(LegRequest.newBuilder()
                                .setSessionId("s1")
                                .setLegId("a")
                                .build())
                        .getDone())
                .isTrue();
        boolean echoed = false;
        for (int packet = 0; packet < 20 && !echoed; packet++) { // the first may come before the loop knows
            alice.say(0, sound(3));
            echoed = alice.hear(500).isPresent();
        }
        assertThat(echoed).isTrue();
    }

    @Test
    void a_leg_may_be_offered_to_again_without_asking_the_other() throws Exception {
        late("s1", "a", alice, "b", bob);
        byte[] again = first(house.offer("s1", "b", NOTHING, ANY, toward("a")));
        assertThat(ScriptedPhone.cryptos(again)).hasSize(1);
        assertThat(said(house.answer("s1", "a", "b", answers(alice, again, "0 101", "a=sendonly"))))
                .isEmpty();
        alice.say(0, sound(1));
        assertThat(bob.hear(10_000)).isPresent();
        bob.say(0, sound(2));
        assertThat(alice.hear(300)).as("it wants to hear nothing").isEmpty();
        byte[] resuming = first(house.offer("s1", "b", NOTHING, ANY, toward("a")));
        assertThat(direction(resuming)).isEqualTo(Attribute.Direction.SENDRECV);
        house.answer("s1", "a", "b", answers(alice, resuming, "0 101"));
        hear(alice, bob);
    }

    @Test
    void an_update_may_be_answered_out_of_what_the_other_has_agreed_to() throws Exception {
        late("s1", "a", alice, "b", bob);
        byte[] holding = alice.describe("RTP/SAVP", "0 101", List.of(PROFILE), 1, with("a=sendonly"));
        assertThat(house.offer("s1", "a", holding, ANY).getOffered().getHold()).isTrue();
        byte[] answer = said(house.answer("s1", "b", "a", NOTHING));
        assertThat(direction(answer)).isEqualTo(Attribute.Direction.RECVONLY);
        bob.say(0, sound(2));
        assertThat(alice.hear(300)).isEmpty();
    }

    /** @rfc 3261 14.1 */
    @Nested
    class RollBack {
        @Test
        void a_refused_hold_leaves_everything_as_it_was() throws Exception {
            late("s1", "a", alice, "b", bob);
            byte[] before = first(house.offer("s1", "b", NOTHING, ANY, toward("a")));
            house.client.rollback(house.session("s1"));
            byte[] holding = alice.describe("RTP/SAVP", "0 101", List.of(PROFILE), 1, with("a=sendonly"));
            byte[] toBob = first(house.offer("s1", "a", holding, ANY, toward("b")));
            assertThat(house.client.rollback(house.session("s1")).getDone()).isTrue();
            hear(alice, bob);
            assertThat(ScriptedPhone.audio(first(house.offer("s1", "b", NOTHING, ANY, toward("a")))))
                    .as("the very same port, keys, codecs and direction as before")
                    .isEqualTo(ScriptedPhone.audio(before));
            house.client.rollback(house.session("s1"));
            byte[] next = first(house.offer("s1", "a", holding, ANY, toward("b")));
            assertThat(version(next)).as("a new offer has a new number").isNotEqualTo(version(toBob));
        }

        @Test
        void an_offer_of_other_codecs_and_another_key_changes_nothing_when_refused() throws Exception {
            late("s1", "a", alice, "b", bob);
            try (var elsewhere = new ScriptedPhone()) {
                byte[] moving = elsewhere.describe("RTP/SAVP", "8 101", List.of(PROFILE), 1, with());
                first(house.offer("s1", "a", moving, ANY, toward("b")));
                house.client.rollback(house.session("s1"));
            }
            hear(alice, bob);
            byte[] again = first(house.offer("s1", "a", NOTHING, ANY, toward("b")));
            assertThat(ScriptedPhone.audio(again).formats()).startsWith("0", "101");
        }

        @Test
        void half_an_exchange_is_taken_back() throws Exception {
            late("s1", "a", alice, "b", bob);
            first(house.offer("s1", "a", NOTHING, ANY, toward("c")));
            house.client.rollback(house.session("s1"));
            house.client.closeLeg(
                    LegRequest.newBuilder().setSessionId("s1").setLegId("c").build());
            hear(alice, bob);
        }

        @Test
        void without_an_open_offer_nothing_happens() throws Exception {
            late("s1", "a", alice, "b", bob);
            assertThat(house.client.rollback(house.session("s1")).getDone()).isTrue();
            hear(alice, bob);
        }
    }

    @Test
    void a_new_leg_takes_the_place_of_another() throws Exception {
        late("s1", "a", alice, "b", bob);
        byte[] toCarol = first(house.offer("s1", "a", NOTHING, ANY, toward("c")));
        assertThat(ScriptedPhone.audio(toCarol).formats()).startsWith("0", "101");
        assertThat(said(house.answer("s1", "c", "a", answers(carol, toCarol, "0 101"))))
                .isEmpty();
        hear(alice, carol);
        bob.say(0, sound(9));
        assertThat(alice.hear(300)).as("the one who has left").isEmpty();
    }

    @Test
    void a_leg_of_another_session_is_adopted_with_its_keys() throws Exception {
        late("s1", "a", alice, "b", bob);
        try (var bobAgain = new ScriptedPhone()) {
            late("s2", "b2", bobAgain, "c", carol);
            assertThat(house.client
                            .adopt(AdoptRequest.newBuilder()
                                    .setSessionId("s1")
                                    .setFromSessionId("s2")
                                    .setLegId("c")
                                    .build())
                            .getDone())
                    .isTrue();
            bobAgain.say(0, sound(1));
            assertThat(carol.hear(300)).as("nobody hears it yet").isEmpty();
            byte[] toCarol = first(house.offer("s1", "a", NOTHING, ANY, toward("c")));
            assertThat(said(house.answer("s1", "c", "a", answers(carol, toCarol, "0 101"))))
                    .isEmpty();
            hear(alice, carol);
            house.close("s2");
            hear(alice, carol);
        }
        assertThat(house.close("s1").getLegsList()).hasSize(3);
    }

    /** As a pickup does: the phone that rings is left, the one that was answered by media meanwhile takes its place. */
    @Test
    void a_leg_that_media_answered_is_adopted_and_offered_what_the_caller_offers() throws Exception {
        byte[] ofAlice = alice.describe("RTP/SAVP", "0 101", List.of(PROFILE), 1, with());
        first(house.offer("s1", "a", ofAlice, ANY, toward("b")));
        house.offer("s2", "c", carol.describe("RTP/SAVP", "0 101", List.of(PROFILE), 1, with()), ANY);
        carol.learn(said(house.terminate("s2", "c")), 1);
        assertThat(house.client
                        .adopt(AdoptRequest.newBuilder()
                                .setSessionId("s1")
                                .setFromSessionId("s2")
                                .setLegId("c")
                                .build())
                        .getDone())
                .isTrue();
        house.close("s2");
        house.client.closeLeg(
                LegRequest.newBuilder().setSessionId("s1").setLegId("b").build());
        byte[] toCarol = first(house.offer("s1", "a", ofAlice, ANY, toward("c")));
        alice.learn(said(house.answer("s1", "c", "a", answers(carol, toCarol, "0 101"))), 1);
        hear(alice, carol);
    }
}
