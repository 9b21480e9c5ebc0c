package org.ringfort.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSettingsTest {
    private static final Path REPOSITORY = Path.of("/srv/ringfort");

    @Test
    void without_a_word_it_serves_loopback_on_the_known_ports() throws Exception {
        DemoSettings settings = DemoSettings.from(REPOSITORY, Map.of());

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.directory()).isEqualTo(Path.of("/srv/ringfort/run/demo"));
        assertThat(settings.ports().sipTls()).isEqualTo(5061);
        assertThat(settings.ports().rtpRange()).isEqualTo("10000-10500");
        assertThat(settings.trustedNetworks()).isEqualTo("127.0.0.0/8");
    }

    @Test
    void an_offset_moves_every_port_and_none_meets_another() throws Exception {
        Ports ports = DemoSettings.from(REPOSITORY, Map.of("PORT_OFFSET", "10000", "RUN_DIR", "/var/demo"))
                .ports();
        Ports standard = new Ports(0);

        Set<Integer> all = new HashSet<>(ports.internal().keySet());
        all.addAll(ports.served().keySet());
        assertThat(all).hasSize(ports.internal().size() + ports.served().size());
        for (int port : all) {
            assertThat(standard.internal().containsKey(port - 10_000)
                            || standard.served().containsKey(port - 10_000))
                    .isTrue();
            assertThat(port < ports.rtpFirst() || port > ports.rtpLast()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "55036", "70000", "ten", "1e4", "99999999999"})
    void an_offset_that_cannot_be_is_refused_in_one_line(String offset) {
        assertThatThrownBy(() -> DemoSettings.from(REPOSITORY, Map.of("PORT_OFFSET", offset)))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("PORT_OFFSET must be")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.10", "pbx.example", "::1", "999.1.1.1", "10.0.0.1; rm"})
    void a_host_that_is_no_address_of_this_machine_is_refused_in_one_line(String host) {
        assertThatThrownBy(() -> DemoSettings.from(REPOSITORY, Map.of("HOST", host)))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("HOST")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({"24, 192.0.2.0/24", "20, 192.0.0.0/20", "32, 192.0.2.130/32", "25, 192.0.2.128/25", "0, 0.0.0.0/0"})
    void the_network_of_an_address_is_what_is_trusted(int prefix, String network) {
        assertThat(DemoSettings.masked(new byte[] {(byte) 192, 0, 2, (byte) 130}, prefix))
                .isEqualTo(network);
    }
}
