package org.ringfort.app.notifications;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.ringfort.app.TestDatabase;
import org.ringfort.app.attestation.StiAuthority;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.calls.HelpCalls;
import org.ringfort.app.calls.HelpNews;
import org.ringfort.app.defence.Network;
import org.ringfort.app.emergency.GeoPoint;
import org.ringfort.app.emergency.LocationDraft;
import org.ringfort.app.emergency.Locations;
import org.ringfort.app.extensions.Device;
import org.ringfort.app.extensions.DeviceDraft;
import org.ringfort.app.extensions.Devices;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.extensions.VoicemailSettings;
import org.ringfort.app.fetch.FetchTargets;
import org.ringfort.app.fetch.HttpsFetch;
import org.ringfort.app.fetch.ServerAuthorities;
import org.ringfort.app.notifications.store.OutboxStore;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.CallId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** A tenant with a phone and a place, a mail server and a webhook, both real; they last as long as the tests of all who share them. */
@SpringBootTest
abstract class NoticesScene {
    static final StiAuthority AUTHORITY = new StiAuthority();
    static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    static final Queue<Heard> HEARD = new ConcurrentLinkedQueue<>();
    static final AtomicInteger ANSWER = new AtomicInteger(204);
    private static final HttpsServer HOOK = hook();
    static final AtomicInteger NUMBER = new AtomicInteger();

    static final Network LOOPBACK = Network.parse("127.0.0.0/8").orElseThrow();
    static final Network LOOPBACK6 = Network.parse("::1").orElseThrow();

    record Heard(String path, Map<String, String> headers, String body) {}

    @Autowired
    Tenants tenants;

    @Autowired
    Extensions extensions;

    @Autowired
    Devices devices;

    @Autowired
    Locations locations;

    @Autowired
    HelpCalls help;

    @Autowired
    NoticeRecipients recipients;

    @Autowired
    Notices notices;

    @Autowired
    OutboxStore outbox;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    ApplicationEventPublisher listeners;

    @Autowired
    Audit audit;

    @Autowired
    JsonMapper json;

    Tenant tenant;
    Device device;
    String secret = "";

    private static HttpsServer hook() {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(AUTHORITY.server("localhost")));
            server.createContext("/", NoticesScene::heard);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void heard(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        HEARD.add(new Heard(
                exchange.getRequestURI().toString(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(ANSWER.get(), -1);
        exchange.close();
    }

    @DynamicPropertySource
    static void application(DynamicPropertyRegistry registry) throws IOException {
        MAIL.start();
        TestDatabase.register(registry);
        Path root = Files.write(
                Files.createTempDirectory("ringfort-hooks").resolve("root.pem"), StiAuthority.pem(AUTHORITY.root()));
        registry.add("ringfort.notifications.server-authorities", root::toString);
        registry.add("ringfort.notifications.networks", () -> "127.0.0.0/8,::1");
        registry.add("ringfort.notifications.smtp-host", () -> "127.0.0.1");
        registry.add("ringfort.notifications.smtp-port", () -> MAIL.getSmtp().getPort());
        registry.add("ringfort.notifications.smtp-security", () -> "none");
        registry.add("ringfort.notifications.smtp-from", () -> "pbx@ringfort.example");
    }

    static String hookUrl() {
        return "https://localhost:" + HOOK.getAddress().getPort() + "/help?for=us";
    }

    @BeforeEach
    void somebodyWantsToBeTold() throws Exception {
        ANSWER.set(204);
        HEARD.clear();
        MAIL.purgeEmailFromAllMailboxes();
        int number = NUMBER.incrementAndGet();
        tenant = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create(
                        "notices-" + number + ".example", new TenantDraft("A tenant", List.of(), true, 100, 10)));
        device = TenantScope.call(tenant.id(), () -> {
            var extension = extensions.create(
                    new ExtensionDraft("101", "Zoë\u2028Bcc: evil", true, new VoicemailSettings(false, 20)));
            return devices.create(
                            extension.id(),
                            new DeviceDraft("Desk", DigestFloor.MD5, MediaKeying.SDES, Optional.empty(), true, true))
                    .device();
        });
        TenantScope.call(
                tenant.id(),
                () -> locations.create(new LocationDraft(
                        "Head office",
                        true,
                        Map.of("country", "DE", "A3", "Berlin", "RD", "Unter den Linden"),
                        "de",
                        Optional.of(new GeoPoint(52.5, 13.25)))));
    }

    /** What nobody took is not told in the midst of the next test. */
    @AfterEach
    void nobodyIsToldAnyMore() {
        wants(List.of(), "");
    }

    void wants(List<String> addresses, String url) {
        TenantScope.call(tenant.id(), () -> {
            secret = recipients.renewSecret();
            return recipients.change(recipients.current().version(), new Recipients(addresses, url));
        });
    }

    HelpNews news(HelpNews.What what) {
        return new HelpNews(
                tenant.id(),
                CallId.next().toString(),
                what,
                "101",
                device.id().toString(),
                "112",
                "Carrier",
                true,
                Instant.parse("2026-11-22T10:00:00Z"),
                "by trunk Carrier, which is told the location");
    }

    long waiting() {
        return transactions.in(tenant.id(), () -> outbox.count(tenant.id()));
    }

    /** A process that begins so much later, with these networks to tell inside. */
    Delivery later(Duration time, Network... inside) {
        Clock clock = Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC);
        var targets = new FetchTargets(InetAddress::getAllByName, List.of(inside));
        var settings = new NotificationSettings(
                List.of(), "", Duration.ofSeconds(5), Duration.ofHours(24), "", 587, "none", "", "", "");
        try {
            Path root = Files.write(Files.createTempFile("root", ".pem"), StiAuthority.pem(AUTHORITY.root()));
            var tls = ServerAuthorities.of("test", root.toString());
            return new Delivery(
                    outbox,
                    recipients,
                    new Webhooks(new HttpsFetch(targets, tls, "*/*", Duration.ofSeconds(5)), clock),
                    new Mails(settings, tls),
                    transactions,
                    audit,
                    json,
                    settings.giveUpAfter(),
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
