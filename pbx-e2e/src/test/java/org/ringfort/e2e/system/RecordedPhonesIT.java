package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;

/** What two phones that we did not write say to each other, where one of them is recorded. */
class RecordedPhonesIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 660;
    private static final int CAROL_HZ = 880;

    private static String extension(DemoUnderTest demo) throws Exception {
        return demo.api()
                .await(
                        "/extensions?search=102",
                        item -> item.path("number").asString("").equals("102"),
                        SOON)
                .path("id")
                .asString();
    }

    private static void mode(String mode) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        demo.api().send("PUT", "/extensions/" + extension(demo) + "/recording", "{\"mode\":\"" + mode + "\"}");
    }

    @AfterEach
    void nobodyIsRecorded() throws Exception {
        mode("never");
    }

    @Test
    void both_parties_are_in_the_recording_and_hear_that_it_begins() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        mode("always");
        try (Baresip alice = demo.registered("recorded-alice", demo.phone("101", ALICE_HZ));
                Baresip bob = demo.registered("recorded-bob", demo.phone("102", BOB_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(BOB_HZ, 4, SOON);
            bob.awaitTone(ALICE_HZ, 4, SOON);
            alice.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);

            JsonNode call = records.await(CallRecords.between("101", "102"));
            JsonNode recording = demo.api()
                    .await(
                            "/recordings?callId=" + call.path("id").asString(),
                            item -> item.path("caller").asString("").equals("101"),
                            SOON);
            String path = "/recordings/" + recording.path("id").asString();
            Pcm sound = Pcm.parse(demo.api().octets(path + "/audio"));
            Pcm middle = sound.between(1.5, sound.seconds() - 1);
            assertThat(middle.seconds()).isGreaterThan(2);
            assertThat(middle.shareOf(ALICE_HZ)).as("of the caller").isGreaterThan(0.3);
            assertThat(middle.shareOf(BOB_HZ)).as("of the callee").isGreaterThan(0.3);
            assertThat(demo.api().get(path + "/verification").path("intact").asBoolean())
                    .isTrue();
            assertThat(demo.api().delete(path)).isEqualTo(204);
        }
    }

    @Test
    void a_phone_has_its_call_recorded_when_it_asks_and_pauses_it() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        mode("on-demand");
        try (Baresip alice = demo.registered("demanded-alice", demo.phone("101", ALICE_HZ));
                Baresip bob = demo.registered("demanded-bob", demo.phone("102", BOB_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(BOB_HZ, 4, SOON);
            bob.command("sndcode", "*1");
            Thread.sleep(4_000); // speech that is recorded takes as long as it is
            bob.command("sndcode", "*1");
            Thread.sleep(3_000); // and so does what is not
            String live = demo.api()
                    .await("/calls", call -> call.path("dialled").asString("").equals("102"), SOON)
                    .path("id")
                    .asString();
            demo.api().send("PUT", "/calls/" + live + "/recording", "{\"paused\":false}");
            Thread.sleep(4_000);
            alice.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);

            JsonNode call = records.await(CallRecords.between("101", "102"));
            JsonNode recording = demo.api()
                    .await(
                            "/recordings?callId=" + call.path("id").asString(),
                            item -> item.path("caller").asString("").equals("101"),
                            SOON);
            assertThat(recording.path("pausedMs").asLong()).isBetween(1_500L, 5_000L);
            assertThat(recording.path("lengthMs").asLong()).isBetween(7_000L, 14_000L);
            String path = "/recordings/" + recording.path("id").asString();
            Pcm sound = Pcm.parse(demo.api().octets(path + "/audio"));
            Pcm end = sound.between(sound.seconds() - 2, sound.seconds() - 0.5);
            assertThat(end.shareOf(ALICE_HZ)).as("goes on").isGreaterThan(0.3);
            assertThat(silence(sound)).as("seconds of the pause").isGreaterThan(1.5);
            assertThat(demo.api().delete(path)).isEqualTo(204);
        }
    }

    /** Alice sends Bob, whose calls are recorded, to Carol. */
    @Test
    void after_a_transfer_who_talks_then_is_in_a_recording_of_the_same_call() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        mode("always");
        try (Baresip alice = demo.registered("sending-alice", demo.phone("101", ALICE_HZ));
                Baresip bob = demo.registered("sent-on-bob", demo.phone("102", BOB_HZ));
                Baresip carol = demo.registered("reached-carol", demo.phone("103", CAROL_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(BOB_HZ, 4, SOON);
            alice.command("transfer", "sip:103@" + demo.domain());
            carol.await("CALL_ESTABLISHED", SOON);
            carol.awaitTone(BOB_HZ, 4, SOON);
            carol.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);

            String call = records.await(CallRecords.between("101", "102")
                            .and(item -> item.path("why").asString("").contains("Transferred by 101 to 103")))
                    .path("id")
                    .asString();
            Pcm first = sound(call, "101", "102");
            Pcm second = sound(call, "102", "103");
            Pcm before = first.between(1.5, first.seconds() - 1);
            assertThat(share(before, ALICE_HZ)).as("of the caller").isGreaterThan(0.3);
            assertThat(share(before, BOB_HZ)).as("of who stays").isGreaterThan(0.3);
            Pcm after = second.between(1.5, second.seconds() - 1);
            assertThat(after.seconds()).isGreaterThan(2);
            assertThat(share(after, BOB_HZ)).as("of who stays").isGreaterThan(0.3);
            assertThat(share(after, CAROL_HZ)).as("of who has come").isGreaterThan(0.3);
            assertThat(share(after, ALICE_HZ)).as("of who has left").isLessThan(0.05);
        }
    }

    /** The mean of many short pieces: one lost packet turns the phase of a tone, and would hide it in the whole. */
    private static double share(Pcm sound, int hz) {
        double sum = 0;
        int pieces = 0;
        for (double at = 0; at + 0.2 <= sound.seconds(); at += 0.2) {
            sum += sound.between(at, at + 0.2).shareOf(hz);
            pieces++;
        }
        return sum / pieces;
    }

    /** What is kept of a call, as far as these two talked; it is gone then. */
    private static Pcm sound(String call, String one, String other) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        JsonNode kept = demo.api()
                .await(
                        "/recordings?callId=" + call,
                        item -> item.path("caller").asString("").equals(one)
                                && item.path("dialled").asString("").equals(other),
                        SOON);
        String path = "/recordings/" + kept.path("id").asString();
        Pcm sound = Pcm.parse(demo.api().octets(path + "/audio"));
        assertThat(demo.api().delete(path)).isEqualTo(204);
        return sound;
    }

    private static double silence(Pcm sound) {
        double seconds = 0;
        for (double at = 0; at + 0.1 <= sound.seconds(); at += 0.1) {
            seconds += sound.between(at, at + 0.1).loudness() < 20 ? 0.1 : 0;
        }
        return seconds;
    }
}
