package org.ringfort.media.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.media.rtcp.Thresholds;
import org.ringfort.process.config.ConfigurationException;
import org.ringfort.process.config.PortRange;
import org.ringfort.process.config.Settings;

class MediaConfigurationTest {
    @TempDir
    Path folder;

    private final Map<String, String> file = new HashMap<>();

    @BeforeEach
    void credentials() throws IOException {
        for (String name : new String[] {"certificate", "key", "trust"}) {
            Files.writeString(folder.resolve(name + ".pem"), "pem");
            file.put("tls." + name, name + ".pem");
        }
    }

    @Test
    void every_default() throws IOException {
        MediaConfiguration defaults = read();

        assertThat(defaults.control()).isEqualTo(new InetSocketAddress("127.0.0.1", 7_002));
        assertThat(defaults.management()).isEqualTo(new InetSocketAddress("127.0.0.1", 7_013));
        assertThat(defaults.bind().isLoopbackAddress()).isTrue();
        assertThat(defaults.advertised()).isEqualTo(defaults.bind());
        assertThat(defaults.ports()).isEqualTo(new PortRange(10_000, 10_500));
        assertThat(defaults.quarantine()).isEqualTo(Duration.ofSeconds(10));
        assertThat(defaults.reservedCalls()).isEqualTo(4);
        assertThat(defaults.reservedPairs()).isEqualTo(8);
        assertThat(defaults.sharedPort()).isEmpty();
        assertThat(defaults.loops()).isEqualTo(Math.min(8, Runtime.getRuntime().availableProcessors()));
        assertThat(defaults.gather()).isEqualTo(Duration.ofMillis(1));
        assertThat(defaults.alarm()).isEqualTo(new Thresholds(360, 3));
        assertThat(defaults.recordings()).isEqualTo(folder.resolve("recordings"));
    }

    @Test
    void an_address_nobody_can_send_to_stops_the_start() {
        file.put("media.bind", "0.0.0.0");

        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("media.address");
    }

    @Test
    void a_shared_port_has_rtcps_above_it_and_both_stand_apart_from_those_of_legs() {
        file.put("media.loops", "1");
        file.put("media.shared-port", "9998");
        assertThat(read().sharedPort()).hasValue(9_998);
        for (String wrong : new String[] {"9999", "10000", "10500", "1.5"}) {
            file.put("media.shared-port", wrong);
            assertThatThrownBy(this::read)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("media.shared-port");
        }
    }

    @Test
    void each_loop_has_two_shared_ports_of_its_own_and_none_lies_among_those_of_legs() {
        file.put("media.loops", "3");
        file.put("media.shared-port", "9994");
        assertThat(read().loops()).isEqualTo(3);
        file.put("media.shared-port", "10502");
        assertThat(read().sharedPort()).hasValue(10_502);
        for (String wrong : new String[] {"9996", "9998", "65532"}) {
            file.put("media.shared-port", wrong);
            assertThatThrownBy(this::read)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("media.shared-port = " + wrong)
                    .hasMessageContaining("media.loops = 3");
        }
    }

    @Test
    void without_a_loop_or_with_too_many_there_is_no_start() {
        for (String wrong : new String[] {"0", "33", "many"}) {
            file.put("media.loops", wrong);
            assertThatThrownBy(this::read)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("media.loops");
        }
    }

    @Test
    void a_reserve_of_more_than_half_the_ports_stops_the_start() {
        file.put("media.ports", "10001-10033");
        assertThat(read().reservedPairs()).isEqualTo(8);
        file.put("media.ports", "10001-10032");
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("media.reserved-calls = 4: needs 8 pairs");
        file.put("media.reserved-calls", "0");
        assertThat(read().reservedPairs()).isZero();
    }

    @Test
    void a_key_that_nobody_reads_stops_the_start() {
        file.put("media.prots", "1-2");

        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("media.prots");
    }

    private MediaConfiguration read() {
        return MediaConfiguration.from(Settings.of(file, Map.of(), folder));
    }
}
