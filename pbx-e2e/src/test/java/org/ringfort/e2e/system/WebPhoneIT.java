package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Programs;

/**
 * A phone in a web page: Chromium's own WebSocket registers it.
 *
 * @rfc 7118 5
 */
class WebPhoneIT {
    @Test
    void a_page_registers_over_secure_websocket() throws Exception {
        Programs.need("chromium", "node");
        DemoUnderTest.shared();
        Programs.Answer visit = Programs.run(
                "",
                Duration.ofMinutes(1),
                List.of(
                        "node",
                        Path.of("..", "pbx-admin-ui", "scripts", "webphone.mjs")
                                .toAbsolutePath()
                                .normalize()
                                .toString(),
                        DemoUnderTest.directory().resolve("demo.json").toString(),
                        "102"));
        assertThat(visit.text()).contains("seen: registered").contains("seen: refused");
        assertThat(visit.code()).isZero();
    }
}
