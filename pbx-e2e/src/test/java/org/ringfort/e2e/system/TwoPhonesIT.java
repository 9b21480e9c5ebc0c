package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Capture;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.sound.Pcm;
import tools.jackson.databind.JsonNode;

/** The main job: two phones that we did not write talk, and nobody on the wire can read or hear it. */
class TwoPhonesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 660;

    @Test
    void two_phones_talk_over_tls_and_srtp_and_the_call_is_on_record() throws Exception {
        Programs.need("tshark");
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Capture capture = Capture.on(demo.lan().bridge(), DemoUnderTest.scratch("two-phones-capture"));
                Baresip alice = demo.registered("two-phones-alice", demo.phone("101", ALICE_HZ));
                Baresip bob = demo.registered("two-phones-bob", demo.phone("102", BOB_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            alice.command("dial", "sip:102@" + demo.domain());
            alice.await("CALL_ESTABLISHED", SOON);
            bob.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(BOB_HZ, 3, SOON);
            bob.awaitTone(ALICE_HZ, 3, SOON);
            alice.command("hangup", "");
            bob.await("CALL_CLOSED", SOON);

            capture.stop();
            Capture theirs = capture.of(alice.station(), bob.station());
            assertThat(theirs.text())
                    .doesNotContain("SIP/2.0")
                    .doesNotContain("REGISTER sip:")
                    .doesNotContain("a=crypto")
                    .doesNotContain(demo.domain() + ";");
            assertThat(theirs.count("sip")).as("SIP in the clear").isZero();
            assertNoSpeechInTheClear(theirs.udpPayloads(demo.host(), 172));

            JsonNode record = records.await(CallRecords.between("101", "102"));
            assertThat(record.path("outcome").asString()).isEqualTo("ANSWERED");
            assertThat(record.path("secure").asBoolean()).isTrue();
            JsonNode detail =
                    demo.api().get("/call-records/" + record.path("id").asString());
            assertThat(detail.path("legs")).hasSize(2);
            for (JsonNode leg : detail.path("legs")) {
                assertThat(leg.path("security").path("tlsVersion").asString()).startsWith("TLSv1.");
                assertThat(leg.path("security").path("profile").asString()).contains("AES");
                assertThat(leg.at("/packets/authenticated").asLong()).isPositive();
                assertThat(leg.at("/packets/clear").asLong()).isZero();
                assertThat(leg.path("fingerprints").isNull()).isTrue();
            }
        }
    }

    /** Neither decoding of G.711 finds a tone in what looks like RTP with 20 ms of sound. */
    private static void assertNoSpeechInTheClear(List<byte[]> datagrams) {
        assertThat(datagrams).as("packets of media").hasSizeGreaterThan(200);
        for (byte[] datagram : datagrams) {
            byte[] payload = Arrays.copyOfRange(datagram, 12, 172);
            for (int tone : new int[] {ALICE_HZ, BOB_HZ}) {
                assertThat(Pcm.fromMuLaw(payload).shareOf(tone)).isLessThan(0.5);
                assertThat(Pcm.fromALaw(payload).shareOf(tone)).isLessThan(0.5);
            }
        }
    }
}
