package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Programs;

/** An administrator in a real browser: two factors, what the phones do as they do it, and a call ended from the desk. */
class ConsoleIT {
    @Test
    void an_administrator_signs_in_sees_a_call_and_ends_it() throws Exception {
        Programs.need("chromium", "node");
        DemoUnderTest demo = DemoUnderTest.shared();
        Path screens = DemoUnderTest.scratch("console-screens");
        try (Baresip alice = demo.registered("console-alice", demo.phone("101", 440))) {
            alice.command("dial", "sip:*43@" + demo.domain());
            alice.await("CALL_ESTABLISHED", Duration.ofSeconds(10));
            Programs.Answer visit = Programs.run(
                    "",
                    Duration.ofMinutes(2),
                    List.of(
                            "node",
                            Path.of("..", "pbx-admin-ui", "scripts", "visit.mjs")
                                    .toAbsolutePath()
                                    .normalize()
                                    .toString(),
                            DemoUnderTest.directory().resolve("demo.json").toString(),
                            screens.toString(),
                            "101",
                            "*43"));
            assertThat(visit.text()).contains("the call to *43 is on record");
            assertThat(visit.code()).isZero();
            alice.await("CALL_CLOSED", Duration.ofSeconds(10));
        }
    }
}
