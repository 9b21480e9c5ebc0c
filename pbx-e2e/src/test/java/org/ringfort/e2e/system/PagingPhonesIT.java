package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;

/** A phone that we did not write speaks to two others at once; each speaks a tone of its own, and theirs nobody hears. */
class PagingPhonesIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String NUMBER = "8801";
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 660;
    private static final int IVAN_HZ = 930;

    private String group = "";

    private static DemoUnderTest demo() throws Exception {
        return DemoUnderTest.shared();
    }

    private void group(String members, int seconds) throws Exception {
        JsonNode created = demo().api().send("POST", "/page-groups", """
                        {"number":"%s","name":"Shop","members":[%s],"everybody":false,"pagers":["101"],"mostSeconds":%d}""".formatted(NUMBER, members, seconds));
        group = created.path("id").asString();
    }

    @AfterEach
    void noGroup() throws Exception {
        demo().api().delete("/page-groups/" + group);
    }

    private static double shareOf(Baresip phone, int hz) throws Exception {
        Pcm all = phone.heard().stream().reduce(Pcm::then).orElseGet(() -> Pcm.tone(8_000, 0, 0));
        Pcm last = all.between(Math.max(0, all.seconds() - 2), all.seconds());
        return all.seconds() < 2 || last.loudness() < 100 ? 0 : last.shareOf(hz);
    }

    @Test
    void two_phones_hear_the_third_and_it_hears_neither() throws Exception {
        group("\"101\",\"102\",\"109\"", 60);
        Baresip.Setup handshaking = demo().phone("109", IVAN_HZ).encryption("dtls_srtp");
        try (Baresip alice = demo().registered("pager-alice", demo().phone("101", ALICE_HZ));
                Baresip bob = demo().registered(
                                "paged-bob", demo().phone("102", BOB_HZ).ringing());
                Baresip ivan = demo().registered("paged-ivan", handshaking)) {
            CallRecords records = CallRecords.fromNow(demo());
            int mark = alice.mark();
            alice.command("dial", "sip:" + NUMBER + "@" + demo().domain());
            alice.await(mark, "CALL_ESTABLISHED", SOON);
            ivan.await("CALL_ESTABLISHED", SOON);
            bob.await("CALL_INCOMING", SOON); // as a phone that is not set to answer by itself
            assertThat(bob.log()).contains("Answer-Mode: Auto", "answer-after=0", "info=alert-autoanswer;delay=0");
            bob.command("accept", "");
            bob.await("CALL_ESTABLISHED", SOON);

            ivan.awaitTone(ALICE_HZ, 3, SOON);
            bob.awaitTone(ALICE_HZ, 3, SOON);
            bob.command("sndcode", "*6");
            ivan.command("sndcode", "*6");
            Thread.sleep(3_000); // whoever is heard is heard by then
            assertThat(shareOf(alice, BOB_HZ)).as("whom nobody hears").isLessThan(0.02);
            assertThat(shareOf(alice, IVAN_HZ)).isLessThan(0.02);
            assertThat(shareOf(ivan, BOB_HZ)).isLessThan(0.02);
            assertThat(alice.loudSeconds())
                    .as("a tone has said that somebody listens")
                    .isBetween(0.1, 2.0);

            int closing = ivan.mark();
            int bobs = bob.mark();
            alice.command("hangup", "");
            ivan.await(closing, "CALL_CLOSED", SOON);
            bob.await(bobs, "CALL_CLOSED", SOON);
            JsonNode record = records.await(CallRecords.between("101", NUMBER));
            assertThat(record.path("outcome").asString()).isEqualTo("ANSWERED");
            assertThat(record.path("secure").asBoolean()).isTrue();
        }
    }

    @Test
    void who_may_not_page_is_refused_and_the_time_ends_a_page() throws Exception {
        group("\"102\"", 10);
        try (Baresip alice = demo().registered("brief-alice", demo().phone("101", ALICE_HZ));
                Baresip bob = demo().registered("brief-bob", demo().phone("102", BOB_HZ));
                Baresip ivan = demo().registered("brief-ivan", demo().phone("109", IVAN_HZ))) {
            ivan.command("dial", "sip:" + NUMBER + "@" + demo().domain());
            ivan.await("CALL_CLOSED", SOON);
            assertThat(ivan.log()).contains("403 ");

            alice.command("dial", "sip:" + NUMBER + "@" + demo().domain());
            alice.await("CALL_ESTABLISHED", SOON);
            bob.awaitTone(ALICE_HZ, 3, SOON);
            alice.await("CALL_CLOSED", SOON);
            bob.await("CALL_CLOSED", SOON);
        }
    }
}
