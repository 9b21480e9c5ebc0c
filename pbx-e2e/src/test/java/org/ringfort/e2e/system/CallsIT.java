package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.sound.Pcm;

/** What becomes of a call: cancelled, busy, held, echoed. */
class CallsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void a_caller_who_gives_up_stops_the_ringing() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("cancel-alice", demo.phone("101", 440));
                Baresip carol =
                        demo.registered("cancel-carol", demo.phone("103", 660).ringing())) {
            alice.command("dial", "sip:103@" + demo.domain());
            carol.await("CALL_INCOMING", SOON);
            alice.command("hangup", "");
            carol.await("CALL_CLOSED", SOON);

            assertThat(carol.find(0, "CALL_ESTABLISHED")).isEmpty();
            carol.awaitLog("CANCEL sip:", SOON);
        }
    }

    @Test
    void a_callee_who_declines_is_busy_to_the_caller() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("busy-alice", demo.phone("101", 440));
                Baresip carol =
                        demo.registered("busy-carol", demo.phone("103", 660).ringing())) {
            alice.command("dial", "sip:103@" + demo.domain());
            carol.await("CALL_INCOMING", SOON);
            carol.command("hangup", "");

            assertThat(alice.await("CALL_CLOSED", SOON).toString()).contains("486");
        }
    }

    @Test
    void a_held_call_is_resumed() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("hold-alice", demo.phone("101", 440));
                Baresip bob = demo.registered("hold-bob", demo.phone("102", 660))) {
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(660, 1, SOON);
            alice.command("hold", "");
            bob.awaitLog("a=sendonly", SOON);
            awaitSpeech(alice, false);
            alice.command("resume", "");
            awaitSpeech(alice, true);
            alice.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);

            bob.awaitLog("a=sendrecv", SOON);
        }
    }

    /** Waits for a second in which as many packets come as speech has (50), or as many as silence has: next to none. */
    static void awaitSpeech(Baresip phone, boolean there) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        long came;
        do {
            assertThat(System.nanoTime())
                    .as(there ? "speech comes" : "no speech comes")
                    .isLessThan(deadline);
            long before = phone.station().packetsReceived();
            Thread.sleep(1000);
            came = phone.station().packetsReceived() - before;
        } while (there ? came < 40 : came > 10);
    }

    @Test
    void the_echo_test_says_what_it_hears() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("echo-alice", demo.phone("101", 440))) {
            alice.command("dial", "sip:*43@" + demo.domain());
            alice.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(440, 1.5, SOON); // the own tone, after a voice
            alice.command("hangup", "");
            alice.await("CALL_CLOSED", SOON);

            Pcm heard = alice.heard().getLast();
            assertThat(heard.between(0, 2).loudness()).as("a voice first").isGreaterThan(100);
        }
    }

    @Test
    void all_devices_of_an_extension_ring_and_the_others_stop_when_one_answers() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("fork-alice", demo.phone("101", 440));
                Baresip desk =
                        demo.registered("fork-desk", demo.phone("103", 660).ringing());
                Baresip sofa =
                        demo.registered("fork-sofa", demo.phone("103", 880).ringing())) {
            alice.command("dial", "sip:103@" + demo.domain());
            desk.await("CALL_INCOMING", SOON);
            sofa.await("CALL_INCOMING", SOON);
            sofa.command("accept", "");
            alice.await("CALL_ESTABLISHED", SOON);
            desk.await("CALL_CLOSED", SOON);
            alice.awaitTone(880, 1, SOON);
            alice.command("hangup", "");
            sofa.await("CALL_CLOSED", SOON);
        }
    }
}
