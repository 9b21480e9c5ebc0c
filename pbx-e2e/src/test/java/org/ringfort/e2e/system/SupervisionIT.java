package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;

/** A phone that we did not write listens to a call of two others, and speaks into it; each speaks a tone of its own. */
class SupervisionIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 660;
    private static final int IVAN_HZ = 930;

    private static void dial(DemoUnderTest demo, Baresip phone, String number) throws Exception {
        int mark = phone.mark();
        phone.command("dial", "sip:" + number + "@" + demo.domain());
        phone.await(mark, "CALL_ESTABLISHED", SOON);
    }

    /** Waits until the last two seconds of what it heard hold that tone, or hold it no more. */
    private static void awaitTone(Baresip phone, int hz, boolean there) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            Pcm all = phone.heard().getLast();
            Pcm last = all.between(Math.max(0, all.seconds() - 2), all.seconds());
            boolean heard = last.loudness() > 500 && last.shareOf(hz) > 0.15;
            if (all.seconds() > 3 && heard == there) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("share of " + hz + " Hz in the last two seconds: " + last.shareOf(hz))
                    .isLessThan(deadline);
            Thread.sleep(200); // speech takes as long as it is
        }
    }

    @Test
    void who_may_listens_whispers_and_barges_and_who_may_not_hears_nothing() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        JsonNode grant = demo.api().send("POST", "/supervisors", """
                        {"supervisor":"104","supervised":"102","may":"barge","tone":false}""");
        try (Baresip alice = demo.registered("supervised-alice", demo.phone("101", ALICE_HZ));
                Baresip bob = demo.registered("supervised-bob", demo.phone("102", BOB_HZ));
                Baresip ivan = demo.registered("supervisor-ivan", demo.phone("104", IVAN_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            dial(demo, alice, "102");
            bob.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(BOB_HZ, 3, SOON);

            dial(demo, ivan, "*81102");
            awaitTone(ivan, ALICE_HZ, true);
            awaitTone(ivan, BOB_HZ, true);
            awaitTone(bob, IVAN_HZ, false);

            ivan.command("sndcode", "5");
            awaitTone(bob, IVAN_HZ, true);
            awaitTone(bob, ALICE_HZ, true);
            awaitTone(alice, IVAN_HZ, false);

            ivan.command("sndcode", "6");
            awaitTone(alice, IVAN_HZ, true);
            awaitTone(alice, BOB_HZ, true);

            ivan.command("sndcode", "4");
            awaitTone(alice, IVAN_HZ, false);
            awaitTone(bob, IVAN_HZ, false);
            awaitTone(bob, ALICE_HZ, true);

            int mark = ivan.mark();
            alice.command("hangup", "");
            ivan.await(mark, "CALL_CLOSED", SOON);
            JsonNode record = records.await(CallRecords.between("104", "*81102"));
            assertThat(record.path("connected").asString()).isEqualTo("supervision");
            assertThat(record.path("why").asString()).contains("Supervises call");

            // the other way round nobody has said that he may
            dial(demo, bob, "104");
            int late = alice.mark();
            alice.command("dial", "sip:*81104@" + demo.domain());
            alice.await(late, "CALL_CLOSED", SOON);
        } finally {
            demo.api().delete("/supervisors/" + grant.path("id").asString());
        }
    }
}
