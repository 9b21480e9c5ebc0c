package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;

/** A message for somebody absent: left, announced, heard by phone and as a file. */
class VoicemailIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int CALLER_HZ = 500;

    @Test
    void a_message_for_an_absent_phone_comes_back_by_phone_and_as_a_file() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("voicemail-alice", demo.phone("101", CALLER_HZ))) {
            leaveMessage(demo, alice, "104", 6000);
        }
        JsonNode mailbox =
                demo.api().await("/mailboxes", item -> item.toString().contains("\"104\""), SOON);
        JsonNode message = demo.api()
                .await(
                        "/mailboxes/" + mailbox.path("id").asString() + "/messages",
                        item -> item.toString().contains("101"),
                        SOON);
        Pcm file = Pcm.parse(demo.api()
                .octets("/mailboxes/" + mailbox.path("id").asString() + "/messages/"
                        + message.path("id").asString() + "/audio"));
        assertThat(file.longestStretchOf(CALLER_HZ)).as("in the WAV file").isGreaterThan(3);

        try (Baresip dan = demo.registered("voicemail-dan", demo.phone("104", 880))) {
            assertThat(awaitLog(dan, "Messages-Waiting: yes")).contains("Voice-Message: 1/");
            dan.command("dial", "sip:*97@" + demo.domain());
            dan.await("CALL_ESTABLISHED", SOON);
            Thread.sleep(3000);
            dan.command("sndcode", demo.account("104").pin() + "#");
            Thread.sleep(6000);
            dan.command("sndcode", "1");
            Thread.sleep(14000);
            dan.command("hangup", "");
            dan.await("CALL_CLOSED", SOON);

            assertThat(dan.heard().getLast().longestStretchOf(CALLER_HZ))
                    .as("by phone")
                    .isGreaterThan(3);
        }
    }

    /** Calls, waits for the beep, speaks the tone, hangs up. */
    static void leaveMessage(DemoUnderTest demo, Baresip caller, String absent, long millis) throws Exception {
        int mark = caller.mark();
        caller.command("dial", "sip:" + absent + "@" + demo.domain());
        caller.await(mark, "CALL_ESTABLISHED", Duration.ofSeconds(40));
        awaitBeep(caller);
        Thread.sleep(millis);
        caller.command("hangup", "");
        caller.await(mark, "CALL_CLOSED", SOON);
    }

    /** The greeting and its beep are over when sound was heard and then nothing more came for a second. */
    private static void awaitBeep(Baresip caller) throws Exception {
        double before = 0;
        int quiet = 0;
        for (int i = 0; i < 250; i++) {
            Thread.sleep(100);
            double now = caller.heard().isEmpty() ? 0 : caller.heard().getLast().seconds();
            quiet = now > 4 && now == before ? quiet + 1 : 0;
            before = now;
            if (quiet == 10) {
                return;
            }
        }
        throw new AssertionError("no end of the greeting was heard");
    }

    private static String awaitLog(Baresip phone, String text) throws Exception {
        for (int i = 0; i < 100; i++) {
            if (phone.log().contains(text)) {
                return phone.log();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the phone was not told: " + text);
    }
}
