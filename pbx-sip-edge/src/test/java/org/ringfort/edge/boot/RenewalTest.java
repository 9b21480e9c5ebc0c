package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Ring;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.admission.Rate;
import org.ringfort.edge.fake.DnsServer;
import org.ringfort.edge.fake.FakeApp;
import org.ringfort.edge.fake.FakeMedia;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.transport.ListenerSettings;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.process.config.Network;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.codec.Limits;
import org.ringfort.testkit.tls.TestAuthority;

/** Certificates are renewed under load: phones are registered over TLS, two of them talk, others come all the time. */
class RenewalTest {
    private static final int RENEWALS = 5;
    private static final int PHONES = 12;

    @TempDir
    Path folder;

    private final FakeApp app = FakeApp.started();
    private final FakeMedia media = FakeMedia.started();
    private final AtomicInteger serial = new AtomicInteger();
    private final SSLContext trusting = trusting();
    private TestAuthority authority;
    private Front front;
    private Conversations conversations;

    private static SSLContext trusting() {
        try {
            return TlsPhone.context(Optional.empty());
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    @BeforeEach
    void open() throws Exception {
        authority = new TestAuthority("ours", folder);
        renew();
        var tls = new TlsSettings(
                folder.resolve("sip.pem"),
                folder.resolve("sip.key"),
                Optional.empty(),
                TlsSettings.Clients.NONE,
                Duration.ofMillis(50));
        var listener = new ListenerSettings(
                "tls",
                TransportKind.TLS,
                new InetSocketAddress(FrontUnderTest.LOOPBACK, 0),
                Host.ofAddress("127.0.0.1"),
                0,
                List.of(Network.parse("127.0.0.0/8")));
        var settings = new TransportSettings(
                List.of(listener),
                tls,
                Limits.DEFAULT,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                new TransportSettings.Room(2_000, 2_000, 500, 500),
                65_536,
                2,
                List.of());
        front = new Front(
                settings,
                AdmissionSettings.DEFAULT.withRates(AdmissionSettings.Rates.all(new Rate(100_000, 100_000))),
                LoopSettings.DEFAULT,
                "test",
                new SimpleMeterRegistry());
        conversations = new Conversations(
                new Conversations.Settings("edge-1", "test", folder.resolve("journal"), 100, Duration.ofMinutes(30), 2),
                app.channel(),
                media.channel(),
                front.loop(),
                new Gateways(DnsServer.NOBODY, List.of(), new Random(1), System::nanoTime),
                Clock.systemUTC(),
                new Random(5));
        conversations.handlers().forEach(front.loop()::handle);
        front.loop().onFlowClosed(conversations::flowClosed);
        front.start();
        conversations.start();
        app.onBind = RenewalTest::bound;
        FrontUnderTest.until(
                () -> conversations.app().attached() && conversations.media().attached());
    }

    @AfterEach
    void close() throws Exception {
        conversations.close();
        front.close();
        app.close();
        media.close();
    }

    private static BindReply bound(BindRequest asked) {
        return BindReply.newBuilder()
                .setBound(Bound.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension(asked.getUser())
                        .addContacts(BoundContact.newBuilder()
                                .setUri(asked.getContacts().getContacts(0).getUri())
                                .setExpiresSeconds(300)))
                .build();
    }

    private void renew() throws Exception {
        TestAuthority.Issued issued = authority.issue("pbx.example.org");
        for (Path made : List.of(issued.key(), issued.certificate())) {
            Path to = folder.resolve(made.equals(issued.key()) ? "sip.key" : "sip.pem");
            Path beside = Files.copy(made, folder.resolve("beside.tmp"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private TlsPhone phone() throws IOException {
        int port = front.transports().address("tls").orElseThrow().getPort();
        return new TlsPhone(port, TlsPhone.engine(trusting, "pbx.example.org"), 0).greet();
    }

    private X509Certificate shown() {
        try (TlsPhone phone = phone()) {
            return phone.shown();
        } catch (IOException lost) {
            throw new AssertionError(lost);
        }
    }

    private static String register(String user) {
        return FrontUnderTest.request("REGISTER", "TLS", user, FrontUnderTest.credentials(user));
    }

    /** Somebody who is in a call: what he must say to go on with it. */
    private final class Talker {
        private final TlsPhone phone;
        private final String callId;
        private final String local;
        private final String remote;
        private final String target;

        private Talker(TlsPhone phone, String callId, String local, String remote, String target) {
            this.phone = phone;
            this.callId = callId;
            this.local = local;
            this.remote = remote;
            this.target = target;
        }

        private void say(String method, int cseq) throws IOException {
            phone.say(RenewalTest.this.request(method, target, local, remote, callId, cseq, ""));
        }

        private String ask(String method, int cseq) throws IOException {
            say(method, cseq);
            return phone.hear().lines().findFirst().orElse("");
        }
    }

    private String request(String method, String uri, String from, String to, String callId, int cseq, String body) {
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:9;rport;branch=z9hG4bKr"
                + serial.incrementAndGet() + "\r\nMax-Forwards: 70\r\nFrom: " + from + "\r\nTo: " + to + "\r\nCall-ID: "
                + callId + "\r\nCSeq: " + cseq + " " + method + "\r\nContact: <sip:101@127.0.0.1:9;transport=tls>\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String answer(String request, String body) {
        String vias = request.lines().filter(line -> line.startsWith("Via:")).collect(Collectors.joining("\r\n"));
        String to = TlsPhone.header(request, "To");
        return "SIP/2.0 200 OK\r\n" + vias + "\r\nFrom: " + TlsPhone.header(request, "From") + "\r\nTo: "
                + (to.contains("tag=") ? to : to + ";tag=bob") + "\r\nCall-ID: " + TlsPhone.header(request, "Call-ID")
                + "\r\nCSeq: " + TlsPhone.header(request, "CSeq")
                + "\r\nContact: <sip:102@127.0.0.1:9;transport=tls>\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String uri(String contact) {
        return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }

    private static String hearMethod(TlsPhone phone, String method) throws IOException {
        String message = phone.hear();
        while (!message.startsWith(method + " ")) {
            message = phone.hear();
        }
        return message;
    }

    /** 101 calls 102, who answers; first the caller, then the callee. */
    private List<Talker> talk(TlsPhone alice, TlsPhone bob, String bobsFlow) throws IOException {
        app.onRoute = asked -> RouteReply.newBuilder()
                .setPlan(Plan.newBuilder()
                        .setTenantId("tenant-1")
                        .setDomain("acme.example")
                        .setCaller(Party.newBuilder().setNumber("101").setDeviceId("device-101"))
                        .setDialled("102")
                        .setWhy("extension 102")
                        .setRule("extension")
                        .addSteps(Step.newBuilder()
                                .setRing(Ring.newBuilder()
                                        .setSeconds(60)
                                        .setNumber("102")
                                        .addTargets(Target.newBuilder()
                                                .setUri("sip:102@127.0.0.1:9;transport=tls")
                                                .setFlow(bobsFlow)
                                                .setEdgeId("edge-1")
                                                .setDeviceId("device-102")
                                                .setNumber("102")))))
                .build();
        String from = "<sip:101@acme.example>;tag=alice";
        alice.say(request("INVITE", "sip:102@acme.example", from, "<sip:102@acme.example>", "call", 1, "offer"));
        String invite = hearMethod(bob, "INVITE");
        String answer = answer(invite, "answer");
        bob.say(answer);
        String accepted = alice.hear();
        while (!accepted.startsWith("SIP/2.0 200")) {
            assertThat(accepted).startsWith("SIP/2.0 1");
            accepted = alice.hear();
        }
        var caller = new Talker(
                alice, "call", from, TlsPhone.header(accepted, "To"), uri(TlsPhone.header(accepted, "Contact")));
        caller.say("ACK", 1);
        hearMethod(bob, "ACK");
        return List.of(
                caller,
                new Talker(
                        bob,
                        TlsPhone.header(invite, "Call-ID"),
                        TlsPhone.header(answer, "To"),
                        TlsPhone.header(invite, "From"),
                        uri(TlsPhone.header(invite, "Contact"))));
    }

    /** Comes, registers and goes, again and again. */
    private Thread others(AtomicBoolean over, AtomicInteger served, Queue<String> lost) {
        return Thread.ofPlatform().daemon().start(() -> {
            while (!over.get()) {
                try (TlsPhone phone = phone()) {
                    String answer = phone.ask(register("other" + serial.incrementAndGet()));
                    if (answer.startsWith("SIP/2.0 200")) {
                        served.incrementAndGet();
                    } else {
                        lost.add("answer " + answer);
                    }
                } catch (IOException | RuntimeException refused) {
                    lost.add(refused.toString());
                }
            }
        });
    }

    @Test
    void certificates_are_renewed_under_load_and_no_call_and_no_registration_is_lost() throws Exception {
        List<TlsPhone> phones = new ArrayList<>();
        for (int i = 0; i < PHONES; i++) {
            TlsPhone phone = phone();
            assertThat(phone.ask(register(Integer.toString(101 + i)))).startsWith("SIP/2.0 200");
            phones.add(phone);
        }
        List<String> flows = app.binds.stream().map(BindRequest::getFlow).toList();
        List<Talker> talk = talk(phones.get(0), phones.get(1), flows.get(1));
        var over = new AtomicBoolean();
        var served = new AtomicInteger();
        Queue<String> lost = new ConcurrentLinkedQueue<>();
        List<Thread> others = List.of(others(over, served, lost), others(over, served, lost));
        for (int renewal = 1; renewal <= RENEWALS; renewal++) {
            X509Certificate old = shown();
            renew();
            FrontUnderTest.until(() -> !shown().equals(old));
            int before = served.get();
            for (Talker party : talk) {
                assertThat(party.ask("OPTIONS", renewal + 1))
                        .as("the dialog stands")
                        .startsWith("SIP/2.0 200");
            }
            for (int i = 2; i < PHONES; i++) {
                assertThat(phones.get(i).ask(register(Integer.toString(101 + i))))
                        .startsWith("SIP/2.0 200");
            }
            FrontUnderTest.until(() -> served.get() > before);
        }
        over.set(true);
        for (Thread one : others) {
            one.join();
        }
        assertThat(lost).isEmpty();
        talk.getFirst().say("BYE", RENEWALS + 2);
        String bye = hearMethod(phones.get(1), "BYE");
        phones.get(1).say(answer(bye, ""));
        FrontUnderTest.until(() -> !app.records.isEmpty());
        CallRecord record = app.records.values().iterator().next();
        assertThat(record.getStatus()).isEqualTo(200);
        assertThat(record.getEndReason()).contains("caller hung up");
        assertThat(app.heard(FromEdge.EventCase.FLOWS_CLOSED))
                .flatExtracting(event -> event.getFlowsClosed().getFlowsList())
                .doesNotContainAnyElementsOf(flows);
        for (TlsPhone phone : phones) {
            phone.close();
        }
    }
}
