package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.SuperviseRequest;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.SupervisionOrder;
import org.ringfort.contract.sound.v1.SupervisionReach;
import org.ringfort.media.srtp.SrtpProfile;

/** A third who listens to a call of two, and speaks into it; over SRTP, from socket to socket. */
class SupervisionTest {
    private static final String[] MUX = {"a=rtcp-mux", MediaHouse.EVENTS};
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 660;
    private static final int CAROL_HZ = 1_000;
    private static final double LOUD = 6_000;
    private static final double NOTHING = 300;

    @TempDir
    Path folder;

    private MediaHouse house;
    private ScriptedPhone alice;
    private ScriptedPhone bob;
    private ScriptedPhone carol;
    private int said;

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(25_100, 25_140, Duration.ZERO, folder);
        alice = new ScriptedPhone();
        bob = new ScriptedPhone();
        house.attach();
        house.next(FromMedia.EventCase.WELCOME);
        house.call("s", alice, MUX, bob, MUX);
        carol = third("c");
    }

    @AfterEach
    void close() throws Exception {
        alice.close();
        bob.close();
        carol.close();
        house.close();
    }

    private ScriptedPhone third(String session) throws Exception {
        var phone = new ScriptedPhone();
        byte[] offer = phone.describe("RTP/SAVP", "0", List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80), 1, "a=rtcp-mux");
        assertThat(house.offer(session, "leg", offer, MediaPolicy.getDefaultInstance())
                        .hasOffered())
                .isTrue();
        phone.learn(house.terminate(session, "leg").getSdp().toByteArray(), 1);
        return phone;
    }

    private Done supervise(String by, String supervised, String other, SupervisionReach reach, boolean tone) {
        return house.client.supervise(SuperviseRequest.newBuilder()
                .setSessionId(by)
                .setLegId("leg")
                .setCallSessionId("s")
                .setSupervisedLegId(supervised)
                .setOtherLegId(other)
                .setOrder(SupervisionOrder.newBuilder().setReach(reach).setTone(tone))
                .build());
    }

    private void supervise(SupervisionReach reach) {
        assertThat(supervise("c", "a", "b", reach, false).getDone()).isTrue();
    }

    @Test
    void who_listens_hears_both_and_is_heard_by_nobody() throws Exception {
        supervise(SupervisionReach.SUPERVISION_REACH_LISTEN);
        talk(2_500); // what he is told at the beginning
        Map<ScriptedPhone, int[]> heard = talk(1_000);
        assertThat(tone(heard, carol, ALICE_HZ)).isGreaterThan(LOUD);
        assertThat(tone(heard, carol, BOB_HZ)).isGreaterThan(LOUD);
        assertThat(tone(heard, carol, CAROL_HZ)).isLessThan(NOTHING);
        theyTalk(heard);
        assertThat(tone(heard, alice, CAROL_HZ)).isLessThan(NOTHING);
        assertThat(tone(heard, bob, CAROL_HZ)).isLessThan(NOTHING);
    }

    @Test
    void who_whispers_is_heard_by_the_supervised_alone() throws Exception {
        supervise(SupervisionReach.SUPERVISION_REACH_WHISPER);
        talk(3_500);
        Map<ScriptedPhone, int[]> heard = talk(1_000);
        theyTalk(heard);
        assertThat(tone(heard, alice, CAROL_HZ)).isGreaterThan(LOUD);
        assertThat(tone(heard, alice, ALICE_HZ)).as("herself").isLessThan(NOTHING);
        assertThat(tone(heard, bob, CAROL_HZ)).isLessThan(NOTHING);
        assertThat(tone(heard, carol, ALICE_HZ)).isGreaterThan(LOUD);
        assertThat(tone(heard, carol, BOB_HZ)).isGreaterThan(LOUD);
    }

    @Test
    void he_goes_on_as_he_is_told_and_both_are_as_before_when_he_has_left() throws Exception {
        supervise(SupervisionReach.SUPERVISION_REACH_BARGE);
        talk(3_000);
        Map<ScriptedPhone, int[]> heard = talk(1_000);
        theyTalk(heard);
        assertThat(tone(heard, alice, CAROL_HZ)).isGreaterThan(LOUD);
        assertThat(tone(heard, bob, CAROL_HZ)).isGreaterThan(LOUD);

        supervise(SupervisionReach.SUPERVISION_REACH_LISTEN);
        talk(2_500);
        heard = talk(1_000);
        theyTalk(heard);
        assertThat(tone(heard, alice, CAROL_HZ)).isLessThan(NOTHING);
        assertThat(tone(heard, bob, CAROL_HZ)).isLessThan(NOTHING);

        supervise(SupervisionReach.SUPERVISION_REACH_BARGE);
        talk(500);
        house.close("c");
        talk(500);
        heard = talk(1_000);
        theyTalk(heard);
        assertThat(tone(heard, alice, CAROL_HZ)).isLessThan(NOTHING);
    }

    @Test
    void when_the_call_is_over_who_supervised_is_told() throws Exception {
        supervise(SupervisionReach.SUPERVISION_REACH_WHISPER);
        talk(200);
        house.close("s");
        FromMedia ended = house.next(FromMedia.EventCase.SUPERVISION_ENDED);
        assertThat(ended.getSupervisionEnded().getSessionId()).isEqualTo("c");
        assertThat(ended.getSupervisionEnded().getLegId()).isEqualTo("leg");
        assertThat(supervise("c", "a", "b", SupervisionReach.SUPERVISION_REACH_LISTEN, false)
                        .hasRefused())
                .isTrue();
    }

    /** Whoever comes in another's place was asked nothing, and is supervised by nobody. */
    @Test
    void when_another_comes_in_the_place_of_one_it_is_over() throws Exception {
        supervise(SupervisionReach.SUPERVISION_REACH_LISTEN);
        talk(200);
        try (var dave = new ScriptedPhone()) {
            house.transfer("s", dave, MUX);
            assertThat(house.next(FromMedia.EventCase.SUPERVISION_ENDED)).isNotNull();
            bob.close();
            bob = dave;
            talk(500);
            Map<ScriptedPhone, int[]> heard = talk(1_000);
            assertThat(tone(heard, carol, ALICE_HZ)).as("who stayed").isLessThan(NOTHING);
            assertThat(tone(heard, carol, BOB_HZ)).as("who has come").isLessThan(NOTHING);
            theyTalk(heard);
        }
    }

    @Test
    void with_a_tone_both_hear_that_it_begins() throws Exception {
        assertThat(supervise("c", "a", "b", SupervisionReach.SUPERVISION_REACH_LISTEN, true)
                        .getDone())
                .isTrue();
        for (ScriptedPhone phone : List.of(alice, bob)) {
            int[] heard = new int[1_600];
            for (int count = 0; count < 10; count++) {
                Hum.put(phone.hear(10_000).orElseThrow().payload(), heard, count * 160);
            }
            assertThat(Hum.of(heard, 1_000)).isGreaterThan(3_000);
        }
    }

    /** Alice keeps Bob on hold, and takes nothing herself, when somebody begins to listen. */
    @Test
    void who_is_on_hold_hears_the_tone_when_he_is_not() throws Exception {
        offers("sendonly");
        assertThat(supervise("c", "a", "b", SupervisionReach.SUPERVISION_REACH_LISTEN, true)
                        .getDone())
                .isTrue();
        while (alice.hear(600).isPresent()) {} // what was on its way, and nothing after it
        offers("sendrecv");
        int[] heard = new int[1_600];
        for (int count = 0; count < 10; count++) {
            Hum.put(alice.hear(10_000).orElseThrow().payload(), heard, count * 160);
        }
        assertThat(Hum.of(heard, 1_000)).isGreaterThan(3_000);
    }

    /** Alice offers anew, and Bob answers as he has to. */
    private void offers(String direction) {
        MediaPolicy any = MediaPolicy.newBuilder()
                .addProfiles(org.ringfort.contract.policy.v1.SrtpProfile.SRTP_PROFILE_AES_CM_128_HMAC_SHA1_80)
                .build();
        List<SrtpProfile> suite = List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        String answers = direction.equals("sendonly") ? "a=recvonly" : "a=sendrecv";
        assertThat(house.offer(
                                "s",
                                "a",
                                alice.describe(
                                        "RTP/SAVP",
                                        "0 101",
                                        suite,
                                        1,
                                        "a=rtcp-mux",
                                        MediaHouse.EVENTS,
                                        "a=" + direction),
                                any,
                                MediaHouse.toward("b", any))
                        .hasOffered())
                .isTrue();
        assertThat(house.answer(
                                "s",
                                "b",
                                "a",
                                bob.describe("RTP/SAVP", "0 101", suite, 1, "a=rtcp-mux", MediaHouse.EVENTS, answers))
                        .hasRefused())
                .isFalse();
    }

    @Test
    void a_recording_of_the_call_goes_on_beside_it() throws Exception {
        var id = UUID.randomUUID();
        assertThat(house.client
                        .recordCall(RecordCallRequest.newBuilder()
                                .setSessionId("s")
                                .addAllLegIds(List.of("a", "b"))
                                .setOrder(RecordingOrder.newBuilder()
                                        .setRecordingId(id.toString())
                                        .setDataKey(ByteString.copyFrom(new byte[32]))
                                        .setLabel(ByteString.copyFromUtf8("label"))
                                        .setMaxSeconds(60))
                                .build())
                        .getDone())
                .isTrue();
        supervise(SupervisionReach.SUPERVISION_REACH_WHISPER);
        talk(2_500);
        house.close("c");
        talk(500);
        house.close("s");
        house.next(FromMedia.EventCase.RECORDING_READY);
        int[] samples = Hum.samples(Sealed.open(Sealed.fetch(house, id), id, new byte[32]));
        int[] middle = Arrays.copyOfRange(samples, 8_000, 16_000);
        assertThat(Hum.of(middle, ALICE_HZ)).isGreaterThan(LOUD);
        assertThat(Hum.of(middle, BOB_HZ)).isGreaterThan(LOUD);
        assertThat(Hum.of(middle, CAROL_HZ)).isLessThan(NOTHING);
    }

    @Test
    void one_at_a_time_and_only_what_makes_sense() throws Exception {
        supervise(SupervisionReach.SUPERVISION_REACH_LISTEN);
        try (var dave = third("d")) {
            Done refused = supervise("d", "a", "b", SupervisionReach.SUPERVISION_REACH_LISTEN, false);
            assertThat(refused.getRefused().getDetail()).isEqualTo("somebody supervises already");
            assertThat(dave.hear(100)).isEmpty();
        }
        assertThat(supervise("c", "b", "a", SupervisionReach.SUPERVISION_REACH_LISTEN, false)
                        .hasRefused())
                .as("the other way round")
                .isTrue();
        assertThat(supervise("c", "a", "a", SupervisionReach.SUPERVISION_REACH_LISTEN, false)
                        .hasRefused())
                .isTrue();
        assertThat(supervise("c", "a", "b", SupervisionReach.SUPERVISION_REACH_UNSPECIFIED, false)
                        .hasRefused())
                .isTrue();
        assertThat(supervise("nobody", "a", "b", SupervisionReach.SUPERVISION_REACH_LISTEN, false)
                        .hasRefused())
                .isTrue();
    }

    private static double tone(Map<ScriptedPhone, int[]> heard, ScriptedPhone by, int hz) {
        return Hum.of(Objects.requireNonNull(heard.get(by)), hz);
    }

    private void theyTalk(Map<ScriptedPhone, int[]> heard) {
        assertThat(tone(heard, alice, BOB_HZ)).as("bob, by alice").isGreaterThan(LOUD);
        assertThat(tone(heard, bob, ALICE_HZ)).as("alice, by bob").isGreaterThan(LOUD);
    }

    /** All three speak, a packet each 20 ms; what each heard. */
    private Map<ScriptedPhone, int[]> talk(int millis) throws Exception {
        Map<ScriptedPhone, int[]> heard = new HashMap<>();
        Map<ScriptedPhone, Integer> at = new HashMap<>();
        List<ScriptedPhone> phones = List.of(alice, bob, carol);
        phones.forEach(phone -> heard.put(phone, new int[millis * 8]));
        long began = System.nanoTime();
        for (int count = 0; count < millis / 20; count++, said++) {
            alice.say(0, Hum.tone(ALICE_HZ, said));
            bob.say(0, Hum.tone(BOB_HZ, said));
            carol.say(0, Hum.tone(CAROL_HZ, said));
            for (ScriptedPhone phone : phones) {
                phone.hear(2).ifPresent(packet -> {
                    int from = at.merge(phone, 160, Integer::sum) - 160;
                    Hum.put(packet.payload(), Objects.requireNonNull(heard.get(phone)), from);
                });
            }
            long wait = began + (count + 1) * 20_000_000L - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000); // speech is real time
            }
        }
        return heard;
    }
}
