package org.ringfort.process.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static Settings settings(Map<String, String> file) {
        return Settings.of(file, Map.of(), Path.of("/etc/ringfort"));
    }

    @Test
    void absent_keys_take_their_default() {
        Settings empty = settings(Map.of());
        assertThat(empty.integer("loops", 1, 1, 64, "r")).isEqualTo(1);
        assertThat(empty.duration("t", Duration.ofSeconds(5), Duration.ZERO, Duration.ofHours(1), "r"))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(empty.networks("n", "127.0.0.0/8,::1", "r")).hasSize(2);
        assertThat(empty.address("a", "127.0.0.1:0", "r").getPort()).isZero();
        assertThat(empty.optionalAddress("b", "r")).isEmpty();
    }

    @Test
    void the_environment_overrides_the_file() {
        var overridden =
                Settings.of(Map.of("media.ports", "1-2"), Map.of("RINGFORT_MEDIA_PORTS", "20000-20010"), Path.of("/"));
        assertThat(overridden.ports("media.ports", new PortRange(1, 2), new PortRange(1024, 65535), "r"))
                .isEqualTo(new PortRange(20000, 20010));
    }

    @Test
    void a_wrong_value_names_key_value_range_and_reason() {
        assertThatThrownBy(() -> settings(Map.of("loops", "65")).integer("loops", 1, 1, 64, "one for each core"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("loops = 65: allowed is 1 to 64 (one for each core)");
        assertThatThrownBy(() -> settings(Map.of("t", "5 s"))
                        .duration("t", Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofSeconds(9), "why"))
                .hasMessage("t = 5 s: allowed is 1ms to 9s (why)");
        assertThatThrownBy(() -> settings(Map.of("a", "example.org:1")).optionalAddress("a", "why"))
                .hasMessageContaining("address:port");
        assertThatThrownBy(() -> settings(Map.of("a", "127.0.0.1:65536")).optionalAddress("a", "why"))
                .hasMessageContaining("a = 127.0.0.1:65536");
        assertThatThrownBy(() -> settings(Map.of("n", "10.0.0.0/33")).networks("n", "", "why"))
                .hasMessageContaining("n = 10.0.0.0/33");
        assertThatThrownBy(() -> settings(Map.of("p", "9-8")).ports("p", new PortRange(1, 2), new PortRange(1, 9), "w"))
                .hasMessageContaining("p = 9-8");
        assertThatThrownBy(() -> settings(Map.of("f", "yes")).flag("f", false, "why"))
                .hasMessageContaining("true or false");
    }

    @Test
    void a_key_that_nobody_reads_is_refused() {
        Settings misspelt = settings(Map.of("loop", "2"));
        misspelt.integer("loops", 1, 1, 64, "r");
        assertThatThrownBy(misspelt::refuseUnknown).hasMessage("unknown setting loop: known are loops");
    }

    @Test
    void a_missing_path_names_the_key_and_its_variable() {
        assertThatThrownBy(() -> settings(Map.of()).path("tls.key", "needed"))
                .hasMessage("tls.key (or RINGFORT_TLS_KEY) is not set: needs a path");
        assertThatThrownBy(() -> settings(Map.of("tls.key", "nowhere.pem")).readableFile("tls.key", "needed"))
                .hasMessageContaining("/etc/ringfort/nowhere.pem");
    }

    @Test
    void secrets_are_read_from_files_and_never_printed(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("pin"), "hush\n");
        var secret = Settings.of(Map.of("pin", "pin"), Map.of(), folder).secretFile("pin", "needed");
        assertThat(secret.revealText()).isEqualTo("hush");
        assertThat(secret).hasToString("[redacted]");
    }

    @Test
    void networks_contain_by_prefix_and_family() {
        Network slash20 = Network.parse("192.0.2.0/20");
        assertThat(slash20.contains(InetAddress.ofLiteral("192.0.15.255"))).isTrue();
        assertThat(slash20.contains(InetAddress.ofLiteral("192.0.16.0"))).isFalse();
        assertThat(slash20.contains(InetAddress.ofLiteral("::1"))).isFalse();
        assertThat(Network.parse("::/0").contains(InetAddress.ofLiteral("2001:db8::1")))
                .isTrue();
        assertThat(Network.parse("127.0.0.1").contains(InetAddress.ofLiteral("127.0.0.2")))
                .isFalse();
    }
}
