package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.tls.PeerCertificate;
import org.ringfort.edge.transport.tls.TlsFacts;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.testkit.tls.TestAuthority;
import org.ringfort.testkit.tls.TestAuthority.Wish;

/** Who calls shows a certificate: which are good, where they are asked for, and what is known of them afterwards. */
class ClientCertificatesTest {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final TransportSettings.Room ROOM = new TransportSettings.Room(200, 100, 60, 40);

    @TempDir
    Path folder;

    private TestAuthority authority;
    private TestAuthority.Issued own;
    private TestAuthority.Issued carrier;

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private FrontUnderTest edge;

    @BeforeEach
    void authorities() throws Exception {
        authority = new TestAuthority("carriers", folder);
        own = new TestAuthority("ours", folder)
                .issue("pbx.example.org", Wish.dns("pbx.example.org", "trunk.example.org"));
        carrier = authority.issue("Carrier One", Wish.dns("sbc.carrier.example").withUris("sip:Carrier.example"));
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private void open(TlsSettings.Demand demand, Set<String> at, Optional<Path> revoked) throws Exception {
        open(new TlsSettings.Clients(demand, at, Optional.of(carrier.trust()), revoked));
    }

    private void open(TlsSettings.Clients clients) throws Exception {
        edge = FrontUnderTest.open(
                new TlsSettings(own.certificate(), own.key(), Optional.empty(), clients, Duration.ofMillis(100)),
                ROOM,
                AdmissionSettings.DEFAULT);
    }

    private TlsPhone phone(SSLContext context, String name, int helloBytes) throws IOException {
        return new TlsPhone(edge.address("tls").getPort(), TlsPhone.engine(context, name), helloBytes);
    }

    private static String register(String user) {
        return FrontUnderTest.request("REGISTER", "TLS", user, FrontUnderTest.credentials(user));
    }

    /** Whether a peer that shows this is served at that name. */
    private boolean served(Optional<TestAuthority.Issued> shown, String name) throws Exception {
        try (TlsPhone phone = phone(TlsPhone.context(shown), name, 0)) {
            return phone.greet().ask(register("101")).startsWith("SIP/2.0 200");
        } catch (IOException refused) {
            return false;
        }
    }

    private Flow flow() {
        ServerTransaction asked = edge.asked.remove();
        return asked.flow();
    }

    @Test
    void rfc5922_7_1_what_a_verified_certificate_says_is_known_of_the_flow_and_told_to_the_app() throws Exception {
        open(TlsSettings.Demand.WANTED, Set.of(), Optional.empty());
        assertThat(served(Optional.of(carrier), "")).isTrue();
        Flow flow = flow();
        PeerCertificate known = flow.tls().flatMap(TlsFacts::client).orElseThrow();
        assertThat(known.subject()).isEqualTo("CN=Carrier One");
        assertThat(known.domains()).as("a SIP URI outweighs DNS names").containsExactly("carrier.example");
        assertThat(known.uris()).containsExactly("sip:Carrier.example");
        var told = RequestFacts.source(flow).getClientCertificate();
        assertThat(told.getDomainsList()).containsExactly("carrier.example");
        assertThat(told.getSha256()).matches("[0-9a-f]{64}");
        assertThat(served(Optional.of(authority.issue("two", Wish.dns("A.example", "*.b.example"))), ""))
                .isTrue();
        assertThat(flow().tls().flatMap(TlsFacts::client).orElseThrow().domains())
                .as("a wildcard is nobody's name")
                .containsExactly("a.example");
    }

    @Test
    void where_one_is_wanted_who_shows_none_is_served_as_nobody() throws Exception {
        open(TlsSettings.Demand.WANTED, Set.of(), Optional.empty());
        assertThat(served(Optional.empty(), "")).isTrue();
        Flow flow = flow();
        assertThat(flow.tls().orElseThrow().client()).isEmpty();
        assertThat(RequestFacts.source(flow).hasClientCertificate()).isFalse();
    }

    @Test
    void one_that_is_not_good_is_refused_wherever_it_is_shown() throws Exception {
        open(TlsSettings.Demand.WANTED, Set.of(), Optional.empty());
        var strange = new TestAuthority("strangers", folder);
        assertThat(served(Optional.of(strange.issue("carrier.example")), ""))
                .as("signed by a stranger")
                .isFalse();
        assertThat(served(
                        Optional.of(authority.issue(
                                "late",
                                Wish.dns("late.example").until(Instant.now().minusSeconds(60)))),
                        ""))
                .as("expired")
                .isFalse();
        assertThat(served(
                        Optional.of(
                                authority.issue("web", Wish.dns("web.example").withPurposes(SERVER_AUTH))),
                        ""))
                .as("made for servers")
                .isFalse();
        assertThat(edge.count("ringfort.tls.handshake.failures", "reason", "client-certificate"))
                .isEqualTo(3);
        assertThat(served(
                        Optional.of(
                                authority.issue("both", Wish.dns("b.example").withPurposes(SERVER_AUTH, CLIENT_AUTH))),
                        ""))
                .isTrue();
    }

    @Test
    void where_one_is_required_nobody_is_served_without() throws Exception {
        open(TlsSettings.Demand.REQUIRED, Set.of(), Optional.empty());
        assertThat(served(Optional.empty(), "")).isFalse();
        assertThat(served(Optional.empty(), "pbx.example.org")).isFalse();
        assertThat(edge.asked).isEmpty();
        assertThat(served(Optional.of(carrier), "")).isTrue();
    }

    @Test
    void rfc6066_3_at_a_name_that_requires_one_phones_at_other_names_are_not_even_asked() throws Exception {
        open(TlsSettings.Demand.NONE, Set.of("trunk.example.org"), Optional.empty());
        assertThat(served(Optional.empty(), "trunk.example.org")).isFalse();
        assertThat(served(Optional.empty(), "Trunk.Example.ORG")).isFalse();
        assertThat(edge.asked).isEmpty();
        assertThat(served(Optional.of(carrier), "trunk.example.org")).isTrue();
        assertThat(flow().tls().orElseThrow().client()).isPresent();
        assertThat(served(Optional.of(carrier), "pbx.example.org")).isTrue();
        assertThat(flow().tls().orElseThrow().client())
                .as("who was not asked proves nothing")
                .isEmpty();
        assertThat(served(Optional.empty(), "")).isTrue();
    }

    @Test
    void a_client_hello_split_over_many_records_skips_no_certificate() throws Exception {
        open(TlsSettings.Demand.NONE, Set.of("trunk.example.org"), Optional.empty());
        for (int helloBytes : new int[] {1, 7, 40, 100}) {
            try (TlsPhone phone = phone(TlsPhone.context(Optional.empty()), "trunk.example.org", helloBytes)) {
                assertThat(phone.greet().ask(register("101"))).isEmpty();
            } catch (IOException refused) {
                assertThat(refused).as("refused in the handshake").isNotNull();
            }
            assertThat(edge.asked).isEmpty();
        }
        try (TlsPhone phone = phone(TlsPhone.context(Optional.of(carrier)), "trunk.example.org", 40)) {
            assertThat(phone.greet().ask(register("101"))).startsWith("SIP/2.0 200");
        }
        assertThat(flow().tls().orElseThrow().client()).isPresent();
    }

    @Test
    void rfc8446_4_4_3_a_device_shows_what_its_tenant_signed_and_the_app_is_told_its_fingerprint() throws Exception {
        open(new TlsSettings.Clients(
                TlsSettings.Demand.NONE, Set.of(), Optional.empty(), Optional.empty(), Set.of("devices.example.org")));
        var tenant = new TestAuthority("tenant", folder);
        var device = tenant.issue("dev1", Wish.dns("phone.example").withUris("sip:dev1@acme.example", "urn:mac:00"));
        assertThat(served(Optional.of(device), "Devices.example.org")).isTrue();
        Flow flow = flow();
        assertThat(flow.tls().orElseThrow().client()).as("verified by nobody").isEmpty();
        var told = RequestFacts.source(flow).getShownCertificate();
        assertThat(told.getUrisList()).containsExactly("sip:dev1@acme.example");
        assertThat(told.getSha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(TlsPhone.certificate(device).getEncoded())));
        assertThat(RequestFacts.source(flow).hasClientCertificate()).isFalse();

        assertThat(served(Optional.empty(), "devices.example.org"))
                .as("without one")
                .isTrue();
        assertThat(RequestFacts.source(flow()).hasShownCertificate()).isFalse();
        assertThat(served(Optional.of(device), "pbx.example.org")).isTrue();
        assertThat(RequestFacts.source(flow()).hasShownCertificate())
                .as("at other names nobody is asked")
                .isFalse();
        var makers = tenant.issue("factory", Wish.dns("mac001122.maker.example"));
        assertThat(served(Optional.of(makers), "devices.example.org")).isTrue();
        assertThat(RequestFacts.source(flow()).hasShownCertificate())
                .as("one that names no SIP user is not spoken of")
                .isFalse();
    }

    @Test
    void what_is_asked_of_devices_loosens_nothing_for_carriers() throws Exception {
        open(new TlsSettings.Clients(
                TlsSettings.Demand.NONE,
                Set.of("trunk.example.org"),
                Optional.of(carrier.trust()),
                Optional.empty(),
                Set.of("*")));
        var strange =
                new TestAuthority("strangers", folder).issue("s", Wish.dns("s").withUris("sip:dev1@acme.example"));
        assertThat(served(Optional.of(strange), "trunk.example.org")).isFalse();
        assertThat(served(Optional.empty(), "trunk.example.org")).isFalse();
        assertThat(edge.asked).isEmpty();
        assertThat(served(Optional.of(carrier), "trunk.example.org")).isTrue();
        assertThat(flow().tls().orElseThrow().client()).isPresent();
        assertThat(served(Optional.of(carrier), ""))
                .as("verified wherever it is shown")
                .isTrue();
        assertThat(flow().tls().orElseThrow().client()).isPresent();
        assertThat(served(Optional.of(strange), "")).isTrue();
        assertThat(flow().tls().orElseThrow().shown()).isPresent();
    }

    @Test
    void rfc8446_2_2_a_resumed_session_is_still_that_devices() throws Exception {
        open(new TlsSettings.Clients(
                TlsSettings.Demand.NONE, Set.of(), Optional.empty(), Optional.empty(), Set.of("*")));
        var device =
                new TestAuthority("tenant", folder).issue("dev1", Wish.dns("x").withUris("sip:dev1@acme.example"));
        SSLContext context = TlsPhone.context(Optional.of(device));
        for (int i = 0; i < 3; i++) {
            try (TlsPhone phone = phone(context, "pbx.example.org", 0)) {
                assertThat(phone.greet().ask(register("101"))).startsWith("SIP/2.0 200");
            }
            assertThat(RequestFacts.source(flow()).getShownCertificate().getUrisList())
                    .containsExactly("sip:dev1@acme.example");
        }
    }

    @Test
    void rfc5280_6_3_a_revoked_one_is_refused_at_once_and_its_connections_end() throws Exception {
        X509Certificate serial = TlsPhone.certificate(carrier);
        TestAuthority.Issued other = authority.issue("other", Wish.dns("other.example"));
        Path list = authority.revocationList(
                folder.resolve("list.pem"), Instant.now().plusSeconds(3_600));
        open(TlsSettings.Demand.WANTED, Set.of(), Optional.of(list));
        SSLContext carriers = TlsPhone.context(Optional.of(carrier));
        try (TlsPhone phone = phone(carriers, "pbx.example.org", 0);
                TlsPhone neighbour = phone(TlsPhone.context(Optional.of(other)), "pbx.example.org", 0)) {
            assertThat(phone.greet().ask(register("101"))).startsWith("SIP/2.0 200");
            assertThat(neighbour.greet().ask(register("102"))).startsWith("SIP/2.0 200");
            authority.revocationList(list, Instant.now().plusSeconds(3_600), serial);
            assertThat(phone.isClosed()).isTrue();
            assertThat(neighbour.ask(register("102"))).startsWith("SIP/2.0 200");
        }
        try (TlsPhone again = phone(carriers, "pbx.example.org", 0)) { // with the session of before, if it can
            assertThat(again.greet().ask(register("101"))).isEmpty();
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
        assertThat(served(Optional.of(carrier), "pbx.example.org")).isFalse();
        assertThat(served(Optional.of(other), "pbx.example.org")).isTrue();
    }

    @Test
    void a_list_that_has_expired_refuses_everybody_it_would_be_about_and_phones_without_are_served() throws Exception {
        Path list = authority.revocationList(
                folder.resolve("list.pem"), Instant.now().minusSeconds(30));
        open(TlsSettings.Demand.WANTED, Set.of(), Optional.of(list));
        assertThat(served(Optional.of(carrier), "")).isFalse();
        assertThat(served(Optional.empty(), "")).isTrue();
        authority.revocationList(list, Instant.now().plusSeconds(3_600));
        FrontUnderTest.until(() -> {
            try {
                return served(Optional.of(carrier), "");
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
    }
}
