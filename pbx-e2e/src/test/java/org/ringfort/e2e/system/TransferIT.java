package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import tools.jackson.databind.JsonNode;

/** Phones that we did not write send each other on. */
class TransferIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void bob_sends_alice_to_carol_and_they_hear_each_other() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("transfer-alice", demo.phone("101", 440));
                Baresip bob = demo.registered("transfer-bob", demo.phone("102", 660));
                Baresip carol = demo.registered("transfer-carol", demo.phone("103", 880))) {
            CallRecords records = CallRecords.fromNow(demo);
            alice.command("dial", "sip:102@" + demo.domain());
            alice.await("CALL_ESTABLISHED", SOON);
            bob.await("CALL_ESTABLISHED", SOON);
            bob.command("transfer", "sip:103@" + demo.domain());
            carol.await("CALL_ESTABLISHED", SOON);
            bob.await("CALL_CLOSED", SOON);
            carol.awaitTone(440, 2, SOON);
            alice.awaitTone(880, 2, SOON);
            assertThat(alice.find(0, "CALL_CLOSED")).as("Alice's call goes on").isEmpty();
            carol.command("hangup", "");
            alice.await("CALL_CLOSED", SOON);

            assertThat(bob.log()).contains("SIP/2.0 202").contains("message/sipfrag");

            JsonNode record = records.await(CallRecords.between("101", "102")
                    .and(item -> item.path("connected").asString().equals("103")));
            JsonNode detail =
                    demo.api().get("/call-records/" + record.path("id").asString());
            assertThat(detail.path("why").asString()).contains("Transferred by 102 to 103");
            assertThat(detail.path("legs")).hasSize(3);
        }
    }
}
