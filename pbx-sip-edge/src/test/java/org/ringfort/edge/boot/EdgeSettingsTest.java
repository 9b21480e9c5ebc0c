package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.admission.Rate;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.transaction.Timers;
import org.ringfort.edge.transport.LegacyZone;
import org.ringfort.edge.transport.ListenerSettings;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.process.config.ConfigurationException;
import org.ringfort.process.config.Network;
import org.ringfort.process.config.Settings;
import org.ringfort.protocol.sip.codec.Limits;

class EdgeSettingsTest {
    @TempDir
    Path folder;

    private final Map<String, String> file = new HashMap<>();

    @BeforeEach
    void theLeastThatStarts() throws Exception {
        for (String key : new String[] {"sip.certificate", "sip.key", "tls.certificate", "tls.key", "tls.trust"}) {
            Files.writeString(folder.resolve(key), "pem");
            file.put(key, key);
        }
        file.put("listen.tls", "127.0.0.1:5061");
    }

    private EdgeSettings read() {
        return EdgeSettings.from(Settings.of(file, Map.of(), folder));
    }

    @Test
    void every_default() {
        EdgeSettings edge = read();
        assertThat(edge.edgeId()).isEqualTo("edge-1");
        assertThat(edge.app().target()).isEqualTo("127.0.0.1:7001");
        assertThat(edge.media().target()).isEqualTo("127.0.0.1:7002");
        assertThat(edge.app().name()).isEmpty();
        assertThat(edge.health().toString()).isEqualTo("/127.0.0.1:7012");
        assertThat(edge.journal()).isEqualTo(folder.resolve("journal"));
        assertThat(edge.calls()).isEqualTo(2_000);
        assertThat(edge.quiet()).isEqualTo(Duration.ofMinutes(5));
        assertThat(edge.recordings()).isEqualTo(2);
        assertThat(edge.admission()).isEqualTo(AdmissionSettings.DEFAULT);
        assertThat(edge.admission().rates())
                .isEqualTo(new AdmissionSettings.Rates(
                        new Rate(2_000, 4_000),
                        new Rate(5_000, 10_000),
                        new Rate(5_000, 10_000),
                        new Rate(200, 3_000),
                        new Rate(100, 500),
                        new Rate(5, 20),
                        new AdmissionSettings.Each(new Rate(20, 100), new Rate(5, 50), new Rate(20, 100)),
                        new AdmissionSettings.Each(new Rate(200, 1_000), new Rate(1_000, 4_000), new Rate(200, 1_000)),
                        new Rate(1_000, 4_000)));
        assertThat(edge.admission().remembered()).isEqualTo(100_000);
        assertThat(edge.gatewayNetworks()).isEmpty();
        assertThat(edge.nameServer()).isEmpty();
        assertThat(edge.loop())
                .isEqualTo(new LoopSettings(
                        1, 65_536, 200_000, 50_000, Timers.STANDARD, Duration.ofMinutes(30), Duration.ofSeconds(90)));
        assertThat(edge.transport().listeners()).hasSize(1);
        assertThat(edge.transport().listeners().getFirst().transport()).isEqualTo(TransportKind.TLS);
        assertThat(edge.transport().listeners().getFirst().advertisedHost().text())
                .isEqualTo("127.0.0.1");
        assertThat(edge.transport().listeners().getFirst().trusted())
                .isEqualTo(List.of(Network.parse("0.0.0.0/0"), Network.parse("::/0")));
        assertThat(edge.transport().listeners().getFirst().denied()).isEmpty();
        assertThat(edge.transport().limits()).isEqualTo(Limits.DEFAULT);
        assertThat(edge.transport().handshake()).isEqualTo(Duration.ofSeconds(8));
        assertThat(edge.transport().patience()).isEqualTo(Duration.ofSeconds(9));
        assertThat(edge.transport().idle()).isEqualTo(Duration.ofMinutes(65));
        assertThat(edge.transport().room()).isEqualTo(new TransportSettings.Room(50_000, 1_000, 2_000, 200));
        assertThat(edge.transport().outboundBytes()).isEqualTo(262_144);
        assertThat(edge.transport().strangerIdle()).isEqualTo(Duration.ofMinutes(2));
        assertThat(edge.transport().origins()).isEmpty();
        assertThat(edge.transport().tls())
                .isEqualTo(TlsSettings.of(folder.resolve("sip.certificate"), folder.resolve("sip.key")));
        assertThat(edge.transport().threads()).isEqualTo(2);
    }

    @Test
    void sip_in_clear_is_off_and_trusts_nobody_by_default() {
        file.put("listen.udp", "127.0.0.1:5060");
        assertThat(read().transport().listeners().getFirst().trusted()).isEmpty();
    }

    @Test
    void zones_of_old_phones_have_names_and_the_first_that_holds_an_address_names_it() throws Exception {
        file.put("listen.udp", "127.0.0.1:5060");
        file.put("listen.tcp", "127.0.0.1:5060");
        file.put("legacy.zones", "warehouse, dock");
        file.put("legacy.zone.warehouse", "192.0.2.0/25");
        file.put("legacy.zone.dock", "192.0.2.0/24,2001:db8::/32");
        for (ListenerSettings clear : read().transport().listeners().subList(0, 2)) {
            assertThat(clear.zones()).extracting(LegacyZone::name).containsExactly("warehouse", "dock");
            assertThat(clear.trusts(InetAddress.ofLiteral("192.0.2.200"))).isTrue();
            assertThat(clear.trusts(InetAddress.ofLiteral("198.51.100.7"))).isFalse();
        }
        assertThat(read().transport().listeners().getLast().zones())
                .as("over TLS there is none")
                .isEmpty();
    }

    @Test
    void a_zone_without_a_good_name_or_networks_stops_the_start_and_so_does_the_list_without_names() {
        file.put("legacy.zones", "warehouse");
        assertThatThrownBy(this::read).hasMessageStartingWith("legacy.zone.warehouse is not set");
        file.put("legacy.zone.warehouse", "192.0.2.0/24");
        for (String wrong : List.of("Warehouse", "a b", "warehouse,warehouse", "x".repeat(33), "-a")) {
            file.put("legacy.zones", wrong);
            assertThatThrownBy(this::read).as(wrong).hasMessageStartingWith("legacy.zones: ");
        }
        file.remove("legacy.zones");
        assertThatThrownBy(this::read).hasMessageStartingWith("unknown setting legacy.zone.warehouse");
        file.remove("legacy.zone.warehouse");
        file.put("trusted.networks", "192.0.2.0/24");
        assertThatThrownBy(this::read)
                .hasMessage("trusted.networks is no more: name the zone, as legacy.zones=old-phones and"
                        + " legacy.zone.old-phones=192.0.2.0/24");
    }

    @Test
    void each_listener_serves_the_networks_that_are_named_but_those_that_are_denied() throws Exception {
        file.put("listen.wss", "127.0.0.1:7443");
        file.put("listen.tls-networks", "192.0.2.0/24,2001:db8::/32");
        file.put("denied.networks", "192.0.2.64/26");
        ListenerSettings tls = read().transport().listeners().getFirst();
        ListenerSettings wss = read().transport().listeners().getLast();
        assertThat(tls.trusts(InetAddress.ofLiteral("192.0.2.7"))).isTrue();
        assertThat(tls.trusts(InetAddress.ofLiteral("2001:db8::7"))).isTrue();
        assertThat(tls.trusts(InetAddress.ofLiteral("192.0.2.65"))).isFalse();
        assertThat(tls.trusts(InetAddress.ofLiteral("198.51.100.7"))).isFalse();
        assertThat(wss.trusts(InetAddress.ofLiteral("198.51.100.7"))).isTrue();
        assertThat(wss.trusts(InetAddress.ofLiteral("192.0.2.65"))).isFalse();
        file.put("denied.networks", "192.0.2.300");
        assertThatThrownBy(this::read).hasMessageStartingWith("denied.networks = 192.0.2.300");
    }

    @Test
    void certificates_of_clients_are_asked_for_where_somebody_could_have_signed_them() throws Exception {
        file.put("sip.client-certificates-at", "Trunk.example.org");
        assertThatThrownBy(this::read).hasMessageStartingWith("sip.client-authorities is not set");
        Files.writeString(folder.resolve("ca.pem"), "pem");
        file.put("sip.client-authorities", "ca.pem");
        file.put("sip.client-certificates", "wanted");
        file.put("sip.certificates", "more");
        TlsSettings tls = read().transport().tls();
        assertThat(tls.folder()).contains(folder.resolve("more"));
        assertThat(tls.clients())
                .isEqualTo(new TlsSettings.Clients(
                        TlsSettings.Demand.WANTED,
                        Set.of("trunk.example.org"),
                        Optional.of(folder.resolve("ca.pem")),
                        Optional.empty()));
    }

    @Test
    void devices_are_asked_for_certificates_at_names_of_theirs_without_any_authority_and_by_default_at_none()
            throws Exception {
        assertThat(read().transport().tls().clients().devicesAt()).isEmpty();
        file.put("sip.device-certificates-at", "Devices.example.org, *");
        assertThat(read().transport().tls().clients().devicesAt())
                .containsExactlyInAnyOrder("devices.example.org", "*");
    }

    @Test
    void wrong_settings_stop_the_start_with_one_line() {
        file.put("calls.max", "0");
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("calls.max = 0: allowed is 1 to 100000");
        file.remove("calls.max");
        file.put("listen.tsl", "127.0.0.1:5061");
        assertThatThrownBy(this::read).hasMessageStartingWith("unknown setting listen.tsl");
        file.remove("listen.tsl");
        file.put("listen.tls", "0.0.0.0:5061");
        assertThatThrownBy(this::read).hasMessageContaining("advertise.host");
        file.remove("listen.tls");
        assertThatThrownBy(this::read).hasMessageContaining("nobody could call");
    }
}
