package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.phone.Sipp;
import org.ringfort.e2e.phone.TlsTunnel;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of any one process: it comes back, and so do the phones; no message and no record is lost. */
class KilledProcessIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration AFTER_RESTART = Duration.ofMinutes(3);
    /** A service that has lost another says so in its metrics, and is ready nevertheless. */
    private static final Predicate<String> AWAY =
            Pattern.compile("ringfort_peer_attached\\{.*\\} 0\\.0").asMatchPredicate();

    @ParameterizedTest
    @ValueSource(strings = {"pbx-media", "pbx-app", "pbx-sip-edge"})
    void after_a_kill_the_phones_come_back_and_talk(String victim) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip alice = demo.registered("kill-alice-" + victim, demo.phone("101", 440));
                Baresip bob = demo.registered("kill-bob-" + victim, demo.phone("102", 660))) {
            int aliceMark = alice.mark();
            int bobMark = bob.mark();
            kill(demo, victim);
            awaitReady(demo, victim);
            if (victim.equals("pbx-sip-edge")) {
                alice.await(aliceMark, "REGISTER_OK", AFTER_RESTART);
                bob.await(bobMark, "REGISTER_OK", AFTER_RESTART);
            }
            awaitRegistered(demo, "101");
            awaitRegistered(demo, "102");
            int mark = alice.mark();
            alice.command("dial", "sip:102@" + demo.domain());
            alice.await(mark, "CALL_ESTABLISHED", SOON);
            alice.awaitTone(660, 1, SOON);
            alice.command("hangup", "");
            alice.await(mark, "CALL_CLOSED", SOON);
        }
    }

    /** @rfc 5627 3.4 */
    @Test
    void a_phones_own_addresses_live_through_a_kill_of_who_gives_them() throws Exception {
        Programs.need("sipp");
        DemoUnderTest demo = DemoUnderTest.shared();
        try (TlsTunnel tunnel = SippServicesIT.tunnel(demo);
                Baresip alice = demo.registered("gruu-kill-alice", demo.phone("101", 440));
                Sipp dan = SippServicesIT.withAddressesOfItsOwn(demo, tunnel, "gruu-kill-dan")) {
            kill(demo, "pbx-app");
            awaitReady(demo, "pbx-app");
            for (String address : List.of("pub-gruu", "temp-gruu")) {
                SippServicesIT.reaches(alice, SippServicesIT.addressOf(dan, address));
            }
        }
    }

    /** A start may take longer than a registration lasts: phones that were told 503 meanwhile come again by themselves. */
    private static void awaitRegistered(DemoUnderTest demo, String extension) throws Exception {
        demo.api()
                .await(
                        "/registrations?limit=100",
                        binding -> extension.equals(binding.path("extension").asString(""))
                                && Instant.parse(binding.path("expiresAt").asString())
                                        .isAfter(Instant.now().plusSeconds(4)),
                        AFTER_RESTART);
    }

    @Test
    void a_call_that_the_edge_took_down_with_it_is_on_record() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        CallRecords records = CallRecords.fromNow(demo);
        try (Baresip alice = demo.registered("lost-alice", demo.phone("101", 440));
                Baresip bob = demo.registered("lost-bob", demo.phone("102", 660))) {
            alice.command("dial", "sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            bob.awaitTone(440, 1, SOON);
            kill(demo, "pbx-sip-edge");
            awaitReady(demo, "pbx-sip-edge");
            records.await(record -> record.toString().contains("edge restarted"));
            assertThat(records.all()).as("one record of one call").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pbx-media", "pbx-app"})
    void a_message_being_left_survives(String victim) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        JsonNode mailbox =
                demo.api().await("/mailboxes", item -> item.toString().contains("\"104\""), SOON);
        String messages = "/mailboxes/" + mailbox.path("id").asString() + "/messages?limit=100";
        int before = demo.api().get(messages).path("items").size();
        try (Baresip carol = demo.registered("message-carol-" + victim, demo.phone("103", 500))) {
            int mark = carol.mark();
            carol.command("dial", "sip:104@" + demo.domain());
            carol.await(mark, "CALL_ESTABLISHED", Duration.ofSeconds(60));
            VoicemailIT.awaitBeep(carol);
            Thread.sleep(4000);
            kill(demo, victim);
            Thread.sleep(1500);
            carol.command("hangup", "");
            awaitReady(demo, victim);
        }
        long deadline = System.nanoTime() + AFTER_RESTART.toNanos();
        while (demo.api().get(messages).path("items").size() <= before) {
            assertThat(System.nanoTime()).as("the message arrives").isLessThan(deadline);
            Thread.sleep(500);
        }
        assertThat(demo.api().get(messages).path("items").size()).isEqualTo(before + 1);
    }

    static void kill(DemoUnderTest demo, String victim) throws Exception {
        long pid = demo.pid(victim);
        Programs.run("kill", "-9", String.valueOf(pid));
        long deadline = System.nanoTime() + SOON.toNanos();
        while (demo.pid(victim) == pid) {
            assertThat(System.nanoTime()).as("it is started again").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** Each is ready, and has those whom it needs. */
    static void awaitReady(DemoUnderTest demo, String victim) throws Exception {
        long deadline = System.nanoTime() + AFTER_RESTART.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (JsonNode process : demo.face().path("processes")) {
                while (!ready(client, process) || !hasItsPeers(client, process)) {
                    assertThat(System.nanoTime())
                            .as(process.path("name").asString() + " is ready after " + victim + " was killed")
                            .isLessThan(deadline);
                    Thread.sleep(200);
                }
            }
        }
    }

    static boolean ready(HttpClient client, JsonNode process) throws InterruptedException {
        return read(client, process.path("health").asString())
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    private static boolean hasItsPeers(HttpClient client, JsonNode process) throws InterruptedException {
        return read(client, process.path("metrics").asString())
                .filter(answer -> answer.body().lines().noneMatch(AWAY))
                .isPresent();
    }

    private static Optional<HttpResponse<String>> read(HttpClient client, String url) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (java.io.IOException notYet) {
            return Optional.empty();
        }
    }
}
