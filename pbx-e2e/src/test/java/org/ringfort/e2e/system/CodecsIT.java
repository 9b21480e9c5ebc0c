package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.e2e.phone.Baresip;
import tools.jackson.databind.JsonNode;

/**
 * Phones that share no codec talk, whoever calls, and hear media itself.
 *
 * @rfc 3264 6.1
 * @rfc 3551 4.5.2
 * @rfc 7587 4.1
 */
class CodecsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CALLER_HZ = 440;
    private static final int CALLED_HZ = 660;

    @ParameterizedTest
    @CsvSource({
        "opus/48000/2, PCMU",
        "PCMA, opus/48000/2",
        "G722/16000/1, opus/48000/2",
        "PCMU, G722/16000/1",
        "PCMU, PCMA"
    })
    void they_hear_each_other(String callers, String calleds) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        String name = "codecs-" + word(callers) + "-" + word(calleds);
        try (Baresip alice = demo.registered(
                        name + "-caller", demo.phone("101", CALLER_HZ).codecs(callers));
                Baresip bob = demo.registered(
                        name + "-called", demo.phone("102", CALLED_HZ).codecs(calleds))) {
            CallRecords records = CallRecords.fromNow(demo);
            alice.command("dial", "sip:102@" + demo.domain());
            alice.await("CALL_ESTABLISHED", SOON);
            bob.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(CALLED_HZ, 3, SOON);
            bob.awaitTone(CALLER_HZ, 3, SOON);
            alice.command("hangup", "");

            JsonNode record = records.await(CallRecords.between("101", "102"));
            assertThat(demo.api()
                            .get("/call-records/" + record.path("id").asString())
                            .path("legs"))
                    .extracting(leg -> leg.path("codec").asString())
                    .containsExactlyInAnyOrder(word(callers), word(calleds));
        }
    }

    private static String word(String codec) {
        return codec.split("/", 2)[0];
    }

    /** A voice that asks for the number of a mailbox, out of prompts that are G.711. */
    @Test
    void a_phone_with_opus_alone_hears_a_prompt() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice =
                demo.registered("codecs-prompt", demo.phone("101", CALLER_HZ).codecs("opus/48000/2"))) {
            alice.command("dial", "sip:*97@" + demo.domain());
            alice.await("CALL_ESTABLISHED", SOON);
            long deadline = System.nanoTime() + SOON.toNanos();
            while (alice.loudSeconds() < 1 && System.nanoTime() < deadline) {
                Thread.sleep(200);
            }
            assertThat(alice.loudSeconds()).isGreaterThan(1);
            alice.command("hangup", "");
        }
    }
}
