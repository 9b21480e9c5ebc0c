package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Programs;
import tools.jackson.databind.JsonNode;

/** Who looks at a live call sees how each of its legs is heard while two phones that we did not write talk. */
class LiveScoresIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Of the loss, to be seen by whoever asks over REST. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    /** The call of these two is up, and its leg of that number is heard so. */
    private static boolean heard(JsonNode call, String number, String grade) {
        return call.path("caller").asString("").equals("101")
                && call.path("legs")
                        .valueStream()
                        .anyMatch(leg -> leg.path("number").asString("").equals(number)
                                && leg.path("score").path("grade").asString("").equals(grade));
    }

    private static JsonNode score(JsonNode call, String number) {
        return call.path("legs")
                .valueStream()
                .filter(leg -> leg.path("number").asString("").equals(number))
                .findFirst()
                .orElseThrow()
                .path("score");
    }

    @Test
    void a_leg_that_loses_five_percent_is_poor_within_ten_seconds_and_the_other_is_not() throws Exception {
        Programs.need("iptables");
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("scored-alice", demo.phone("101", 440));
                Baresip bob = demo.registered("scored-bob", demo.phone("102", 660))) {
            CallRecords records = CallRecords.fromNow(demo);
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            demo.api().await("/calls", call -> heard(call, "101", "GOOD") && heard(call, "102", "GOOD"), SOON);

            demo.lan().loses(alice.station(), 20);
            JsonNode call = demo.api().await("/calls", live -> heard(live, "101", "POOR"), WITHIN);
            JsonNode poor = score(call, "101");
            assertThat(poor.path("mos").asDouble()).isBetween(3.0, 4.1);
            assertThat(poor.path("lossPercent").asDouble()).isBetween(3.0, 8.0);
            assertThat(score(call, "102").path("grade").asString()).isEqualTo("GOOD");

            alice.command("hangup", "");
            records.await(CallRecords.between("101", "102"));
            assertThat(demo.api().get("/calls").path("items").valueStream())
                    .as("it is over")
                    .noneMatch(live -> heard(live, "101", "POOR"));
        }
    }
}
