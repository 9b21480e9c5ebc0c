package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Linphone;
import org.ringfort.e2e.phone.Programs;
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

            bob.awaitLog("SIP/2.0 202", SOON);
            bob.awaitLog("message/sipfrag", SOON);

            JsonNode record = records.await(CallRecords.between("101", "102")
                    .and(item -> item.path("connected").asString().equals("103")));
            JsonNode detail =
                    demo.api().get("/call-records/" + record.path("id").asString());
            assertThat(detail.path("why").asString()).contains("Transferred by 102 to 103");
            // whoever of an earlier test is still registered as 103 was refused, and has a leg too
            assertThat(detail.path("legs"))
                    .filteredOn(leg -> leg.path("status").asInt() == 200)
                    .hasSize(3);
        }
    }

    /**
     * Linphone holds Alice, asks Carol, and leaves the two to each other: REFER with Replaces.
     *
     * @rfc 5589 7.3
     */
    @Test
    void bob_asks_carol_first_and_then_leaves_alice_to_her() throws Exception {
        Programs.need("linphonec");
        DemoUnderTest demo = DemoUnderTest.shared();
        var setup = new Linphone.Setup(
                demo.account("105"), demo.domain(), demo.host(), demo.tlsPort(), demo.ca(), "srtp", 660);
        try (Baresip alice = demo.registered("attended-alice", demo.phone("101", 440));
                Baresip carol = demo.registered("attended-carol", demo.phone("103", 880));
                Linphone bob = Linphone.start(demo.station(), setup, DemoUnderTest.scratch("attended-bob"))) {
            CallRecords records = CallRecords.fromNow(demo);
            bob.await("[LinphoneRegistrationOk]", SOON);
            bob.command("call sip:101@" + demo.domain());
            alice.await("CALL_ESTABLISHED", SOON);
            bob.await("LinphoneCallStreamsRunning", SOON);
            bob.command("pause");
            bob.await("LinphoneCallPaused", SOON);
            bob.command("call sip:103@" + demo.domain());
            carol.await("CALL_ESTABLISHED", SOON);
            carol.awaitTone(660, 1, SOON);
            bob.command("transfer 1 --to-call 2");
            carol.awaitTone(440, 2, SOON);
            CallsIT.awaitSpeech(alice, true); // of a call that was held this baresip writes no more down
            assertThat(alice.find(0, "CALL_CLOSED")).as("Alice's call goes on").isEmpty();
            bob.await("Refer-To: ", SOON);
            bob.await("LinphoneCallReleased", SOON);
            carol.command("hangup", "");
            alice.await("CALL_CLOSED", SOON);

            assertThat(bob.log()).contains("Replaces=", "SIP/2.0 202");
            records.await(record -> record.path("why").asString("").contains("Transferred by 105"));
        }
    }
}
