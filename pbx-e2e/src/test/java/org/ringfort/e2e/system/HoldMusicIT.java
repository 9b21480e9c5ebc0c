package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Linphone;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;

/** Phones that we did not write hear music while others keep them on hold. */
class HoldMusicIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int TUNE_HZ = 1_000;

    private static String ifMatch(DemoUnderTest demo) throws Exception {
        return "\"" + demo.api().get("/hold-music").path("version").asLong() + "\"";
    }

    /** A steady tone in place of music, so that it is known when it is heard. */
    private static void upload(DemoUnderTest demo) throws Exception {
        Path wave = DemoUnderTest.scratch("hold-music").resolve("tune.wav");
        Files.createDirectories(wave.getParent());
        Pcm.tone(48_000, TUNE_HZ, 2).write(wave);
        JsonNode now = demo.api().upload("/hold-music/tune", Files.readAllBytes(wave), "If-Match", ifMatch(demo));
        assertThat(now.path("source").asString()).isEqualTo("own");
        assertThat(now.path("tune").path("lengthMs").asLong()).isEqualTo(2_000);
    }

    private static void source(DemoUnderTest demo, String source) throws Exception {
        demo.api().send("PUT", "/hold-music", "{\"source\":\"" + source + "\"}", "If-Match", ifMatch(demo));
    }

    /** How long so many packets take to come: a busy machine makes it longer, never shorter than media has sent them. */
    private static double secondsOf(int packets, Baresip phone) throws Exception {
        long began = System.nanoTime();
        long until = phone.station().packetsReceived() + packets;
        while (phone.station().packetsReceived() < until) {
            assertThat(System.nanoTime() - began).as("packets come").isLessThan(SOON.toNanos());
            Thread.sleep(20); // between two looks
        }
        return (System.nanoTime() - began) / 1e9;
    }

    @Test
    void who_is_on_hold_hears_the_tenants_tune_and_then_the_other_again() throws Exception {
        Programs.need("linphonec");
        DemoUnderTest demo = DemoUnderTest.shared();
        upload(demo);
        var setup = new Linphone.Setup(
                demo.account("105"), demo.domain(), demo.host(), demo.tlsPort(), demo.ca(), "srtp", 660);
        try (Baresip alice = demo.registered("music-alice", demo.phone("101", 440));
                Linphone bob = Linphone.start(demo.station(), setup, DemoUnderTest.scratch("music-bob"))) {
            bob.await("[LinphoneRegistrationOk]", SOON);
            bob.command("call sip:101@" + demo.domain());
            bob.await("LinphoneCallStreamsRunning", SOON);
            alice.awaitTone(660, 1, SOON);
            alice.command("hold", "");
            bob.await("LinphoneCallPausedByRemote", SOON);
            Thread.sleep(6_000); // how long the hold lasts; linphone tells what it has heard when it has ended
            alice.command("resume", "");
            CallsIT.awaitSpeech(alice, true);
            Thread.sleep(3_000); // how long they talk afterwards, for the same reason
            alice.command("hangup", "");
            bob.await("LinphoneCallReleased", SOON);

            Pcm heard = bob.heard(SOON);
            assertThat(heard.longestStretchOf(TUNE_HZ)).as("the tune").isGreaterThan(3);
            assertThat(heard.longestStretchOf(440)).as("Alice").isGreaterThan(1);
            Pcm after = heard.between(heard.seconds() - 2.5, heard.seconds());
            assertThat(after.longestStretchOf(TUNE_HZ)).as("no music is left").isLessThan(0.5);
            assertThat(after.longestStretchOf(440)).as("Alice again").isGreaterThan(0.7);
        } finally {
            source(demo, "built-in");
        }
    }

    @Test
    void the_built_in_tune_comes_at_the_pace_of_speech_and_ends_with_the_hold() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        source(demo, "built-in");
        try (Baresip alice = demo.registered("tune-alice", demo.phone("101", 440));
                Baresip bob = demo.registered("tune-bob", demo.phone("102", 660))) {
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(660, 1, SOON);
            alice.command("hold", "");
            bob.awaitLog("a=sendonly", SOON);
            CallsIT.awaitSpeech(alice, false);
            CallsIT.awaitSpeech(bob, true);
            assertThat(secondsOf(300, bob))
                    .as("50 packets a second, not two streams or a burst")
                    .isGreaterThan(5);
            alice.command("resume", "");
            CallsIT.awaitSpeech(alice, true);
            source(demo, "off");
            alice.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);

            alice.command("dial", "sip:102@" + demo.domain());
            int mark = bob.mark();
            CallsIT.awaitSpeech(bob, true);
            alice.command("hold", "");
            CallsIT.awaitSpeech(bob, false);
            alice.command("hangup", "");
            bob.await(mark, "CALL_CLOSED", SOON);
        } finally {
            source(demo, "built-in");
        }
    }
}
