package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import tools.jackson.databind.JsonNode;

/**
 * A phone whose keys come by a handshake on the media path, and one whose keys come in the signalling, talk; whoever calls.
 *
 * @rfc 5764 4
 */
class DtlsPhonesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int HANDSHAKING_HZ = 440;
    private static final int OTHER_HZ = 660;

    @Test
    void it_calls() throws Exception {
        talk("dtls-calls", "109", "102");
    }

    @Test
    void it_is_called() throws Exception {
        talk("dtls-is-called", "102", "109");
    }

    private static void talk(String name, String from, String to) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        Baresip.Setup handshaking = demo.phone("109", HANDSHAKING_HZ).encryption("dtls_srtp");
        try (Baresip ivan = demo.registered(name + "-ivan", handshaking);
                Baresip bob = demo.registered(name + "-bob", demo.phone("102", OTHER_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            Baresip caller = from.equals("109") ? ivan : bob;
            caller.command("dial", "sip:" + to + "@" + demo.domain());
            ivan.await("CALL_ESTABLISHED", SOON);
            bob.await("CALL_ESTABLISHED", SOON);
            ivan.awaitTone(OTHER_HZ, 3, SOON);
            bob.awaitTone(HANDSHAKING_HZ, 3, SOON);
            caller.command("hangup", "");

            JsonNode record = records.await(CallRecords.between(from, to));
            assertThat(record.path("secure").asBoolean()).isTrue();
            assertThat(demo.api()
                            .get("/call-records/" + record.path("id").asString())
                            .path("legs"))
                    .extracting(leg -> leg.path("security").path("keying").asString())
                    .containsExactlyInAnyOrder("DTLS", "SDES");
        }
    }
}
