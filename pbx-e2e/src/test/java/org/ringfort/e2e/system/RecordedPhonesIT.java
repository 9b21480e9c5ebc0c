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
}
