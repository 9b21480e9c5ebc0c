package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;

/** Three phones that we did not write confer; each speaks a tone of its own. */
class ConferencePhonesIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String PIN = "480915";
    private static final String MODERATOR_PIN = "715380";
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 660;
    private static final int IVAN_HZ = 930;
    private static final int DAN_HZ = 1_250;

    private String room = "";

    private static DemoUnderTest demo() throws Exception {
        return DemoUnderTest.shared();
    }

    /** A room with this number; gone after the test. */
    private void room(String number, String more) throws Exception {
        JsonNode created = demo().api().send("POST", "/conference-rooms", """
                        {"number":"%s","name":"Board","muteOnEntry":false,"tones":true,"most":10,%s}""".formatted(number, more));
        room = created.path("id").asString();
    }

    @AfterEach
    void noRoom() throws Exception {
        demo().api().delete("/conference-rooms/" + room);
    }

    private static void dial(Baresip phone, String number) throws Exception {
        int mark = phone.mark();
        phone.command("dial", "sip:" + number + "@" + demo().domain());
        phone.await(mark, "CALL_ESTABLISHED", SOON);
    }

    /** Whether the last two seconds of what it heard hold these tones, and neither of those. */
    private static boolean hears(Baresip phone, int[] tones, int... not) throws Exception {
        Pcm all = phone.heard().getLast();
        if (all.seconds() < 3) {
            return false;
        }
        Pcm last = all.between(all.seconds() - 2, all.seconds());
        for (int tone : tones) {
            if (last.loudness() < 500 || last.shareOf(tone) < 0.7 / tones.length) {
                return false;
            }
        }
        for (int tone : not) {
            if (last.loudness() > 100 && last.shareOf(tone) > 0.02) {
                return false;
            }
        }
        return true;
    }

    private static void awaitHearing(Baresip phone, int[] tones, int... not) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!hears(phone, tones, not)) {
            if (System.nanoTime() > deadline) {
                Pcm all = phone.heard().getLast();
                Pcm last = all.between(all.seconds() - 2, all.seconds());
                throw new AssertionError("in the last 2 of " + all.seconds() + " s, of loudness " + last.loudness()
                        + ": 440 " + last.shareOf(ALICE_HZ) + ", 660 " + last.shareOf(BOB_HZ) + ", 930 "
                        + last.shareOf(IVAN_HZ));
            }
            Thread.sleep(200);
        }
    }

    /** What REST says of the room, when it is so. */
    private JsonNode awaitRoom(Predicate<JsonNode> so) throws Exception {
        return demo().api()
                .await("/conferences", now -> now.path("roomId").asString("").equals(room) && so.test(now), SOON);
    }

    private static JsonNode participant(JsonNode conference, String number) {
        return conference
                .path("participants")
                .valueStream()
                .filter(who -> who.path("number").asString("").equals(number))
                .findFirst()
                .orElseThrow();
    }

    private static int[] tones(int... hz) {
        return hz;
    }

    @Test
    void three_phones_hear_each_other_and_not_themselves_and_mute_themselves() throws Exception {
        room("8101", "\"waitsForModerator\":false");
        Baresip.Setup handshaking = demo().phone("109", IVAN_HZ).encryption("dtls_srtp");
        try (Baresip alice = demo().registered("conference-alice", demo().phone("101", ALICE_HZ));
                Baresip bob = demo().registered("conference-bob", demo().phone("102", BOB_HZ));
                Baresip ivan = demo().registered("conference-ivan", handshaking)) {
            CallRecords records = CallRecords.fromNow(demo());
            dial(alice, "8101");
            dial(bob, "8101");
            dial(ivan, "8101");
            awaitHearing(alice, tones(BOB_HZ, IVAN_HZ), ALICE_HZ);
            awaitHearing(bob, tones(ALICE_HZ, IVAN_HZ), BOB_HZ);
            awaitHearing(ivan, tones(ALICE_HZ, BOB_HZ), IVAN_HZ);

            awaitRoom(now ->
                    now.path("participants").size() == 3 && !now.path("waits").asBoolean());
            JsonNode now =
                    awaitRoom(room -> participant(room, "102").path("speaks").asBoolean()
                            || participant(room, "101").path("speaks").asBoolean()
                            || participant(room, "109").path("speaks").asBoolean());
            assertThat(now.path("participants"))
                    .allSatisfy(
                            who -> assertThat(who.path("moderator").asBoolean()).isFalse())
                    .allSatisfy(who -> assertThat(who.path("muted").asBoolean()).isFalse());

            bob.command("sndcode", "*6");
            awaitHearing(alice, tones(IVAN_HZ), ALICE_HZ, BOB_HZ);
            awaitRoom(room -> participant(room, "102").path("muted").asBoolean()
                    && !participant(room, "102").path("speaks").asBoolean());
            alice.command("sndcode", "*6");
            awaitRoom(room -> participant(room, "101").path("muted").asBoolean()
                    && participant(room, "109").path("speaks").asBoolean());
            alice.command("sndcode", "*6");
            awaitHearing(ivan, tones(ALICE_HZ), BOB_HZ, IVAN_HZ);
            bob.command("sndcode", "*6");
            awaitHearing(alice, tones(BOB_HZ, IVAN_HZ), ALICE_HZ);

            ivan.command("hangup", "");
            awaitHearing(alice, tones(BOB_HZ), ALICE_HZ, IVAN_HZ);
            awaitRoom(room -> room.path("participants").size() == 2);
            alice.command("hangup", "");
            JsonNode record = records.await(CallRecords.between("101", "8101"));
            assertThat(record.path("outcome").asString()).isEqualTo("ANSWERED");
            assertThat(record.path("connected").asString()).isEqualTo("conference");
            assertThat(record.path("secure").asBoolean()).isTrue();
        }
    }

    @Test
    void a_wrong_pin_stays_outside_and_who_is_inside_waits_for_a_moderator() throws Exception {
        room("8102", "\"pin\":\"%s\",\"moderatorPin\":\"%s\",\"waitsForModerator\":true".formatted(PIN, MODERATOR_PIN));
        try (Baresip alice = demo().registered("waiting-alice", demo().phone("101", ALICE_HZ));
                Baresip bob = demo().registered("waiting-bob", demo().phone("102", BOB_HZ));
                Baresip dan = demo().registered("waiting-dan", demo().phone("104", DAN_HZ));
                Baresip ivan = demo().registered("waiting-ivan", demo().phone("103", IVAN_HZ))) {
            dial(ivan, "8102");
            for (String wrong : new String[] {"111333#", "222444#", "333555#"}) {
                Thread.sleep(1_500);
                ivan.command("sndcode", wrong);
            }
            ivan.await("CALL_CLOSED", SOON);

            dial(bob, "8102");
            Thread.sleep(1_000);
            bob.command("sndcode", PIN + "#");
            dial(dan, "8102");
            Thread.sleep(1_000);
            dan.command("sndcode", PIN + "#");
            Thread.sleep(4_000); // both are in, and nobody hears anybody
            assertThat(hears(bob, tones(DAN_HZ))).isFalse();
            assertThat(hears(dan, tones(BOB_HZ))).isFalse();
            awaitRoom(room ->
                    room.path("waits").asBoolean() && room.path("participants").size() == 2);
            dan.command("hangup", "");
            dial(alice, "8102");
            Thread.sleep(1_000);
            alice.command("sndcode", MODERATOR_PIN + "#");
            awaitHearing(alice, tones(BOB_HZ), ALICE_HZ, IVAN_HZ);
            awaitHearing(bob, tones(ALICE_HZ), BOB_HZ, IVAN_HZ);
            awaitRoom(room -> !room.path("waits").asBoolean()
                    && participant(room, "101").path("moderator").asBoolean()
                    && !participant(room, "102").path("moderator").asBoolean());

            int mark = bob.mark();
            alice.command("sndcode", "*8");
            bob.await(mark, "CALL_CLOSED", SOON);
        }
    }

    @Test
    void an_administrator_lets_them_in_mutes_one_locks_puts_out_and_ends_it() throws Exception {
        room("8103", "\"moderatorPin\":\"%s\",\"waitsForModerator\":true".formatted(MODERATOR_PIN));
        String led = "/conferences/" + room;
        Api api = demo().api();
        try (Baresip alice = demo().registered("led-alice", demo().phone("101", ALICE_HZ));
                Baresip bob = demo().registered("led-bob", demo().phone("102", BOB_HZ));
                Baresip ivan = demo().registered("led-ivan", demo().phone("103", IVAN_HZ))) {
            for (Baresip phone : List.of(alice, bob, ivan)) {
                dial(phone, "8103");
                Thread.sleep(1_000); // as long as somebody takes to press the key
                phone.command("sndcode", "#");
            }
            awaitRoom(now ->
                    now.path("waits").asBoolean() && now.path("participants").size() == 3);
            api.send("POST", led + "/begin", "");
            awaitHearing(alice, tones(BOB_HZ, IVAN_HZ), ALICE_HZ);
            JsonNode now = awaitRoom(room -> !room.path("waits").asBoolean());
            String bobs = led + "/participants/"
                    + participant(now, "102").path("callId").asString();
            String ivans = led + "/participants/"
                    + participant(now, "103").path("callId").asString();

            api.send("PUT", bobs + "/mute", "{\"muted\":true}");
            awaitHearing(alice, tones(IVAN_HZ), ALICE_HZ, BOB_HZ);
            awaitRoom(room -> participant(room, "102").path("muted").asBoolean());
            api.send("PUT", bobs + "/mute", "{\"muted\":false}");
            awaitHearing(alice, tones(BOB_HZ, IVAN_HZ), ALICE_HZ);

            int mark = ivan.mark();
            api.send("PUT", led + "/lock", "{\"locked\":true}");
            assertThat(api.delete(ivans)).isEqualTo(202);
            ivan.await(mark, "CALL_CLOSED", SOON);
            awaitRoom(room ->
                    room.path("locked").asBoolean() && room.path("participants").size() == 2);
            mark = ivan.mark();
            dial(ivan, "8103");
            Thread.sleep(1_000); // as long as somebody takes to press the key
            ivan.command("sndcode", "#");
            ivan.await(mark, "CALL_CLOSED", SOON);

            mark = bob.mark();
            assertThat(api.delete(led)).isEqualTo(202);
            bob.await(mark, "CALL_CLOSED", SOON);
            assertThat(api.get("/audit-events?action=conference.led").toString())
                    .contains("BEGIN", "MUTE", "LOCK", "END");
        }
    }
}
