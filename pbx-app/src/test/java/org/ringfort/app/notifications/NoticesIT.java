package org.ringfort.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import jakarta.mail.internet.MimeMessage;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is told that somebody calls for help: a mail server and a webhook, both real, and an outbox that outlives its process. Longer
 * than other files: all of it shares these servers, and what they heard.
 */
@SpringBootTest
@ExtendWith(OutputCaptureExtension.class)
class NoticesIT {
    private static final StiAuthority AUTHORITY = new StiAuthority();
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    private static final Queue<Heard> HEARD = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger ANSWER = new AtomicInteger(204);
    private static final HttpsServer HOOK = hook();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private record Heard(String path, Map<String, String> headers, String body) {}

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

    private Tenant tenant;
    private Device device;
    private String secret = "";

    private static HttpsServer hook() {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(AUTHORITY.server("localhost")));
            server.createContext("/", NoticesIT::heard);
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

    @AfterAll
    static void stop() {
        HOOK.stop(0);
        MAIL.stop();
    }

    private static String hookUrl() {
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

    private void wants(List<String> addresses, String url) {
        TenantScope.call(tenant.id(), () -> {
            secret = recipients.renewSecret();
            return recipients.change(recipients.current().version(), new Recipients(addresses, url));
        });
    }

    private HelpNews news(HelpNews.What what) {
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

    private static void until(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private long waiting() {
        return transactions.in(tenant.id(), () -> outbox.count(tenant.id()));
    }

    /** A process that begins so much later, with these networks to tell inside. */
    private Delivery later(Duration time, Network... inside) {
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

    private static final Network LOOPBACK = Network.parse("127.0.0.0/8").orElseThrow();
    private static final Network LOOPBACK6 = Network.parse("::1").orElseThrow();

    @Test
    void who_wants_it_is_told_by_mail_and_by_a_signed_webhook_that_somebody_calls_for_help(CapturedOutput log)
            throws Exception {
        wants(List.of("guard@ringfort.example", "boss@ringfort.example"), hookUrl());
        HelpNews news = news(HelpNews.What.CALLED);
        help.called(news, "Head office", "edge-1");
        until("both mails and the webhook", () -> MAIL.getReceivedMessages().length == 2 && HEARD.size() == 1);
        until("nothing is left", () -> waiting() == 0);

        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("EMERGENCY CALL: Extension 101 calls 112");
        assertThat(mail.getFrom()[0]).hasToString("pbx@ringfort.example");
        assertThat(mail.getAllRecipients()).hasSize(1);
        String text = ((String) mail.getContent()).replace("\r\n", "\n");
        assertThat(text)
                .contains(
                        "Time: 2026-11-22T10:00:00Z\n",
                        "Extension: 101 (Zoë Bcc: evil)\n",
                        "Phone: Desk\n",
                        "Number called: 112\n",
                        "Trunk: Carrier\n",
                        "Location: Head office (the carrier was told)\n",
                        "Address: A3 Berlin, RD Unter den Linden, country DE\n");
        assertThat(mail.getMessageID()).endsWith("@ringfort.example>");

        Heard hook = HEARD.element();
        assertThat(hook.path()).isEqualTo("/help?for=us");
        JsonNode said = json.readTree(hook.body());
        assertThat(said.path("event").asString()).isEqualTo("emergency.called");
        assertThat(said.path("call").asString()).isEqualTo(news.call());
        assertThat(said.path("location").path("address").path("A3").asString()).isEqualTo("Berlin");
        assertThat(said.path("locationSent").asBoolean()).isTrue();
        assertThat(said.path("reached").isNull()).isTrue();
        String signature = String.valueOf(hook.headers().get("Ringfort-Signature"));
        long seconds = Long.parseLong(signature.substring(2, signature.indexOf(',')));
        assertThat(Instant.ofEpochSecond(seconds)).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(signature)
                .endsWith("v1="
                        + Webhooks.signature(
                                Secret.ofText(secret), seconds, hook.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(log.getAll().lines().filter(line -> !line.contains("com.icegreen")))
                .noneMatch(line -> line.contains(secret)
                        || line.contains("guard@ringfort.example")
                        || line.contains("Unter den Linden"));
    }

    @Test
    void whether_help_was_reached_is_told_too_and_who_wants_nothing_is_told_nothing() throws Exception {
        help.called(news(HelpNews.What.CALLED), "", "edge-1");
        wants(List.of(), hookUrl());
        for (HelpNews.What what : List.of(HelpNews.What.REACHED, HelpNews.What.UNREACHED)) {
            help.called(news(what), "", "edge-1");
        }
        until("both", () -> HEARD.size() == 2);
        List<String> said = new ArrayList<>();
        HEARD.forEach(
                heard -> said.add(json.readTree(heard.body()).path("event").asString() + " "
                        + json.readTree(heard.body()).path("reached").asBoolean()));
        assertThat(said).containsExactlyInAnyOrder("emergency.reached true", "emergency.unreached false");
    }

    @Test
    void a_webhook_that_does_not_take_it_is_told_again_the_same() throws Exception {
        wants(List.of(), hookUrl());
        ANSWER.set(503);
        help.called(news(HelpNews.What.CALLED), "", "edge-1");
        until("the first attempt", () -> HEARD.size() == 1);
        assertThat(waiting()).isEqualTo(1);
        ANSWER.set(200);
        later(Duration.ofSeconds(31), LOOPBACK, LOOPBACK6).look();
        until("the second", () -> HEARD.size() == 2 && waiting() == 0);
        List<Heard> both = List.copyOf(HEARD);
        assertThat(both.get(1).body()).isEqualTo(both.get(0).body());
        assertThat(both.get(0).headers().get("Ringfort-Delivery")).endsWith("attempt=1");
        assertThat(both.get(1).headers().get("Ringfort-Delivery"))
                .isEqualTo(String.valueOf(both.get(0).headers().get("Ringfort-Delivery"))
                        .replace("attempt=1", "attempt=2"));
    }

    /** A process that was killed has taken a notice, and told nobody. */
    @Test
    void a_notice_outlives_the_process_that_was_to_tell_it_and_is_written_with_what_it_tells_or_not_at_all()
            throws Exception {
        wants(List.of(), hookUrl());
        assertThatThrownBy(() -> transactions.run(tenant.id(), () -> {
                    listeners.publishEvent(news(HelpNews.What.CALLED));
                    assertThat(outbox.count(tenant.id())).isEqualTo(1);
                    throw new IllegalStateException("killed before it was committed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(waiting()).isZero();

        Instant now = Instant.now();
        List<Letter> taken = new ArrayList<>();
        transactions.run(tenant.id(), () -> {
            listeners.publishEvent(news(HelpNews.What.UNREACHED));
            taken.addAll(outbox.take(now.plusSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(15), 16));
        });
        assertThat(taken).hasSize(1);
        later(Duration.ofSeconds(20), LOOPBACK, LOOPBACK6).look();
        Thread.sleep(500);
        assertThat(HEARD).as("another process might be telling it still").isEmpty();
        later(Duration.ofSeconds(40), LOOPBACK, LOOPBACK6).look();
        until("it is told", () -> HEARD.size() == 1 && waiting() == 0);
    }

    @Test
    void a_notice_that_nobody_takes_for_a_day_is_given_up_and_that_is_written_down() throws Exception {
        wants(List.of(), hookUrl());
        ANSWER.set(404);
        help.called(news(HelpNews.What.CALLED), "", "edge-1");
        until("the first attempt", () -> HEARD.size() == 1);
        later(Duration.ofHours(25), LOOPBACK, LOOPBACK6).look();
        until("it is given up", () -> waiting() == 0);
        assertThat(TenantScope.call(
                                tenant.id(),
                                () -> audit.list(
                                        new Audit.Filter("notice.given_up", null, null), Cursor.parse(null, 5)))
                        .items()
                        .toString())
                .contains("answered with 404");
    }

    @Test
    void a_webhook_inside_is_not_told_unless_the_operator_names_its_network() throws Exception {
        wants(List.of(), hookUrl());
        ANSWER.set(503);
        help.called(news(HelpNews.What.CALLED), "", "edge-1");
        until("the process that may", () -> HEARD.size() == 1);
        later(Duration.ofHours(25)).look();
        until("it is given up", () -> waiting() == 0);
        assertThat(HEARD).hasSize(1);
    }

    @Test
    void a_test_is_told_to_all() throws Exception {
        wants(List.of("guard@ringfort.example"), hookUrl());
        TenantScope.call(tenant.id(), () -> {
            notices.test();
            return true;
        });
        until("both", () -> MAIL.getReceivedMessages().length == 1 && HEARD.size() == 1);
        assertThat(MAIL.getReceivedMessages()[0].getSubject()).isEqualTo("Test of notices");
    }

    @Test
    void mail_goes_to_no_server_whose_certificate_is_not_good() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS).dynamicPort());
        server.start();
        try {
            Path root = Files.write(Files.createTempFile("root", ".pem"), StiAuthority.pem(AUTHORITY.root()));
            var settings = new NotificationSettings(
                    List.of(),
                    root.toString(),
                    Duration.ofSeconds(5),
                    Duration.ofHours(24),
                    "127.0.0.1",
                    server.getSmtps().getPort(),
                    "tls",
                    "",
                    "",
                    "pbx@ringfort.example");
            var mails = new Mails(settings, ServerAuthorities.of("test", root.toString()));
            var letter = new Letter(
                    java.util.UUID.randomUUID(),
                    tenant.id(),
                    Letter.Way.MAIL,
                    "guard@ringfort.example",
                    "",
                    1,
                    Instant.now());
            assertThatThrownBy(() -> mails.send(letter, new NoticeWords("a", "b")))
                    .isInstanceOf(IOException.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }
}
