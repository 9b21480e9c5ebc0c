package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.control.v1.Ban;
import org.ringfort.contract.control.v1.BanChange;
import org.ringfort.contract.control.v1.BanList;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.fake.DnsServer;
import org.ringfort.edge.fake.FakeApp;
import org.ringfort.edge.fake.FakeMedia;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.transport.TransportSettings;

/** Bans as the app says them over its stream, met with real sockets. */
class BannedTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofMillis(600);

    @TempDir
    Path folder;

    private final FakeApp app = FakeApp.started();
    private final FakeMedia media = FakeMedia.started();
    private FrontUnderTest edge;
    private Conversations conversations;

    @BeforeEach
    void open() throws Exception {
        edge = FrontUnderTest.open(folder, new TransportSettings.Room(200, 100, 60, 40), AdmissionSettings.DEFAULT);
        conversations = new Conversations(
                new Conversations.Settings("edge-1", "now", folder.resolve("journal"), 10, LONG, 1),
                app.channel(),
                media.channel(),
                edge.front.loop(),
                new Gateways(DnsServer.NOBODY, List.of(), new Random(1), System::nanoTime),
                Clock.systemUTC(),
                new Random(1));
        conversations.obey(new BanOrders(edge.front::ban));
        conversations.start();
        FrontUnderTest.until(app::attached);
    }

    @AfterEach
    void close() throws Exception {
        conversations.close();
        edge.close();
        app.close();
        media.close();
    }

    private void banned(Ban... bans) throws InterruptedException {
        FrontUnderTest.until(() -> {
            app.say(ToEdge.newBuilder()
                    .setBanList(BanList.newBuilder().addAllBans(List.of(bans)))
                    .build()); // again, where the stream was not there yet
            return edge.registry.get("ringfort.admission.bans").gauge().value() == bans.length;
        });
    }

    private static Ban.Builder everybody(String network) {
        return Ban.newBuilder().setBanId("b1").setNetwork(network);
    }

    private static Ban.Builder account(String network, String username) {
        return everybody(network).setDomain("acme.example").setUsername(username);
    }

    private boolean isServed(String source) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new java.net.InetSocketAddress(InetAddress.ofLiteral(source), 0));
            socket.connect(edge.address("tcp"));
            socket.getOutputStream().write(FrontUnderTest.bytes(FrontUnderTest.request("REGISTER", "TCP", "101", "")));
            return FrontUnderTest.read(socket, LONG).startsWith("SIP/2.0 401");
        } catch (IOException closed) {
            return false;
        }
    }

    /** What is answered; an answer is waited for as long as a busy machine needs, silence is not. */
    private String overUdp(DatagramSocket socket, String user, String more, Duration patience) throws IOException {
        return FrontUnderTest.ask(
                socket, edge.address("udp"), FrontUnderTest.request("REGISTER", "UDP", user, more), patience);
    }

    private static String register(SSLSocket phone, String user) throws IOException {
        return register(phone, user, LONG);
    }

    private static String register(SSLSocket phone, String user, Duration patience) throws IOException {
        phone.getOutputStream()
                .write(FrontUnderTest.bytes(
                        FrontUnderTest.request("REGISTER", "TLS", user, FrontUnderTest.credentials(user))));
        return FrontUnderTest.read(phone, patience).lines().findFirst().orElse("");
    }

    @Test
    void a_banned_network_is_cut_off_but_for_who_has_proved_himself() throws Exception {
        try (SSLSocket phone = edge.tls();
                SSLSocket stranger = edge.tls();
                var datagrams = new DatagramSocket(0, FrontUnderTest.LOOPBACK);
                var neighbour = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.2"))) {
            assertThat(register(phone, "101")).isEqualTo("SIP/2.0 200 OK");
            assertThat(overUdp(datagrams, "102", "", LONG)).startsWith("SIP/2.0 401");

            banned(everybody("127.0.0.1/32").build());

            assertThat(FrontUnderTest.read(stranger, LONG))
                    .as("closed without a word")
                    .isEmpty();
            assertThat(isServed("127.0.0.1")).isFalse();
            assertThat(overUdp(datagrams, "102", "", SILENCE)).isEmpty();
            assertThat(overUdp(neighbour, "102", "", LONG)).startsWith("SIP/2.0 401");
            assertThat(isServed("127.0.0.2")).isTrue();
            assertThat(register(phone, "101")).isEqualTo("SIP/2.0 200 OK");
            assertThat(register(phone, "103", SILENCE))
                    .as("somebody else on his connection")
                    .isEmpty();
            assertThat(edge.count("ringfort.sip.dropped", "reason", "banned")).isGreaterThanOrEqualTo(2);

            app.say(ToEdge.newBuilder()
                    .setBanChange(BanChange.newBuilder().addLifted("b1"))
                    .build());
            FrontUnderTest.until(
                    () -> edge.registry.get("ringfort.admission.bans").gauge().value() == 0);
            assertThat(isServed("127.0.0.1")).isTrue();
        }
    }

    @Test
    void a_ban_is_over_in_time_also_while_the_app_is_away() throws Exception {
        banned(everybody("127.0.0.0/8").setRemainingMs(5_000).build());
        app.die();
        try (var datagrams = new DatagramSocket(0, FrontUnderTest.LOOPBACK)) {
            assertThat(overUdp(datagrams, "102", "", SILENCE)).isEmpty();
            long end = System.nanoTime() + LONG.toNanos();
            String answer = "";
            while (answer.isEmpty() && System.nanoTime() < end) {
                answer = overUdp(datagrams, "102", "", SILENCE);
            }
            assertThat(answer).startsWith("SIP/2.0 401");
        }
    }

    @Test
    void a_banned_account_is_not_heard_and_its_phone_and_its_neighbours_are() throws Exception {
        try (SSLSocket phone = edge.tls();
                SSLSocket guesser = edge.tls();
                var datagrams = new DatagramSocket(0, FrontUnderTest.LOOPBACK)) {
            assertThat(register(phone, "101")).isEqualTo("SIP/2.0 200 OK");

            banned(account("127.0.0.1", "101").build());

            assertThat(overUdp(datagrams, "101", FrontUnderTest.credentials("101"), SILENCE))
                    .isEmpty();
            assertThat(register(guesser, "101")).isEqualTo("SIP/2.0 403 Forbidden");
            assertThat(register(phone, "101")).isEqualTo("SIP/2.0 200 OK");
            assertThat(register(guesser, "102")).isEqualTo("SIP/2.0 200 OK");
            assertThat(overUdp(datagrams, "101", "", LONG))
                    .as("the plain challenge tells nothing")
                    .startsWith("SIP/2.0 401");
        }
    }

    @Test
    void names_that_are_spared_come_through_a_banned_network_and_malformed_messages_are_not_explained()
            throws Exception {
        banned(everybody("127.0.0.1").addSpared("101").build());
        try (SSLSocket phone = edge.tls();
                var datagrams = new DatagramSocket(0, FrontUnderTest.LOOPBACK)) {
            assertThat(register(phone, "101")).isEqualTo("SIP/2.0 200 OK");
            assertThat(overUdp(datagrams, "102", "", SILENCE)).isEmpty();
            String malformed =
                    FrontUnderTest.request("REGISTER", "UDP", "102", "").replace("CSeq: 1 ", "CSeq: 99999999999 ");
            assertThat(FrontUnderTest.ask(datagrams, edge.address("udp"), malformed, SILENCE))
                    .isEmpty();
            assertThat(overUdp(datagrams, "101", "", LONG)).startsWith("SIP/2.0 401");
        }
    }

    @Test
    void what_cannot_be_read_as_a_ban_bans_nobody() throws Exception {
        banned(account("127.0.0.1", "101").build());
        app.say(ToEdge.newBuilder()
                .setBanChange(BanChange.newBuilder()
                        .addSet(everybody("everywhere").setBanId("b2"))
                        .addLifted("b1"))
                .build());
        FrontUnderTest.until(
                () -> edge.registry.get("ringfort.admission.bans").gauge().value() == 0);
        assertThat(isServed("127.0.0.1")).isTrue();
    }
}
