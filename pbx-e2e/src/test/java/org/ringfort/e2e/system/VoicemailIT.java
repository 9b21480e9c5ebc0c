package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;

/** A message for somebody absent: left, announced, heard by phone and as a file. */
class VoicemailIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CALLER_HZ = 500;

    @Test
    void a_message_for_an_absent_phone_comes_back_by_phone_and_as_a_file() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        String messages = emptied(demo, "104");
        try (Baresip alice = demo.registered("voicemail-alice", demo.phone("101", CALLER_HZ))) {
            leaveMessage(demo, alice, "104", 6000);
        }
        JsonNode message = demo.api().await(messages, item -> item.toString().contains("101"), SOON);
        Pcm file =
                Pcm.parse(demo.api().octets(messages + "/" + message.path("id").asString() + "/audio"));
        assertThat(file.longestStretchOf(CALLER_HZ)).as("in the WAV file").isGreaterThan(3);

        try (Baresip dan = demo.registered("voicemail-dan", demo.phone("104", 880))) {
            dan.awaitLog("Messages-Waiting: yes", SOON);
            dan.awaitLog("Voice-Message: 1/", SOON);
            dan.command("dial", "sip:*97@" + demo.domain());
            dan.await("CALL_ESTABLISHED", SOON);
            awaitPause(dan, 1); // who is it?
            double asked = dan.heardSeconds();
            dan.command("sndcode", demo.account("104").pin() + "#");
            awaitPause(dan, asked + 1); // so many messages, and what to press
            dan.command("sndcode", "1");
            dan.awaitTone(CALLER_HZ, 3, SOON);
            dan.command("hangup", "");
            dan.await("CALL_CLOSED", SOON);
        }
    }

    /** The path of the messages of this extension, of which none is left. */
    private static String emptied(DemoUnderTest demo, String extension) throws Exception {
        JsonNode mailbox = demo.api()
                .await(
                        "/mailboxes",
                        item -> extension.equals(item.path("extension").asString("")),
                        SOON);
        String messages = "/mailboxes/" + mailbox.path("id").asString() + "/messages";
        for (JsonNode old : demo.api().get(messages + "?limit=100").path("items")) {
            demo.api().delete(messages + "/" + old.path("id").asString());
        }
        return messages;
    }

    /** Calls, waits for the beep, speaks the tone, hangs up. */
    static void leaveMessage(DemoUnderTest demo, Baresip caller, String absent, long millis) throws Exception {
        int mark = caller.mark();
        caller.command("dial", "sip:" + absent + "@" + demo.domain());
        caller.await(mark, "CALL_ESTABLISHED", Duration.ofSeconds(60));
        awaitBeep(caller);
        Thread.sleep(millis);
        caller.command("hangup", "");
        caller.await(mark, "CALL_CLOSED", SOON);
    }

    /** The greeting and its beep are over when sound was heard and then nothing more came for a second. */
    static void awaitBeep(Baresip caller) throws Exception {
        awaitPause(caller, 4);
    }

    /** More than so many seconds of the call were heard, and then nothing for a second. */
    private static void awaitPause(Baresip phone, double moreThanSeconds) throws Exception {
        double before = 0;
        int quiet = 0;
        for (int i = 0; i < 400; i++) {
            Thread.sleep(100);
            double now = phone.heardSeconds();
            quiet = now > moreThanSeconds && now == before ? quiet + 1 : 0;
            before = now;
            if (quiet == 10) {
                return;
            }
        }
        throw new AssertionError("no pause after " + moreThanSeconds + " s, but " + before + " s were heard");
    }
}
