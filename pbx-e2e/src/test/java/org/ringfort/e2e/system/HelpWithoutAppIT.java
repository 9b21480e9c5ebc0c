package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Lan;
import org.ringfort.e2e.phone.Sipp;
import tools.jackson.databind.JsonNode;

/** Somebody calls for help while pbx-app is dead: baresip the phone, SIPp the carrier. */
class HelpWithoutAppIT extends TrunkScene {
    private static final Pattern PREPARED = Pattern.compile("(?m)^ringfort_help_prepared\\S* ([0-9.]+)$");
    private static final String TOLD = "/notice-recipients";

    @AfterEach
    void nobodyIsTold() throws Exception {
        if (api != null) {
            tell("");
        }
    }

    private void tell(String webhook) throws Exception {
        api.send(
                "PUT",
                TOLD,
                "{\"addresses\":[],\"webhookUrl\":\"" + webhook + "\"}",
                "If-Match",
                "\"" + api.get(TOLD).path("version").asLong() + "\"");
    }

    private void awaitPrepared() throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (prepared() < 1) {
            assertThat(System.nanoTime())
                    .as("the edge knows how the phone calls for help")
                    .isLessThan(deadline);
            Thread.sleep(100); // between two looks
        }
    }

    private double prepared() throws Exception {
        for (JsonNode process : demo.face().path("processes")) {
            if (process.path("name").asString().equals("pbx-sip-edge")) {
                Matcher gauge = PREPARED.matcher(read(process.path("metrics").asString()));
                return gauge.find() ? Double.parseDouble(gauge.group(1)) : 0;
            }
        }
        throw new AssertionError("no edge");
    }

    private static void awaitMoreHeard(Baresip phone) throws InterruptedException {
        double before = phone.heardSeconds();
        long deadline = System.nanoTime() + SOON.toNanos();
        while (phone.heardSeconds() < before + 1) {
            assertThat(System.nanoTime()).as("both still talk").isLessThan(deadline);
            Thread.sleep(100); // between two looks
        }
    }

    private boolean edgeIsReady() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (JsonNode process : demo.face().path("processes")) {
                if (process.path("name").asString().equals("pbx-sip-edge")) {
                    return KilledProcessIT.ready(client, process);
                }
            }
        }
        throw new AssertionError("the demo tells of no edge");
    }

    private static String read(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void help_is_reached_while_the_app_is_dead_and_the_record_and_the_notice_are_there_when_it_is_back()
            throws Exception {
        Lan.Station station = demo.station();
        makeTrunk(gateway(station, CARRIER_PORT, 1));
        api.send("POST", TOLD + "/secret", "");
        tell("https://hook.invalid/help"); // nobody is there, and the app says that it has tried
        try (Baresip alice = demo.registered("helpless-alice", demo.phone("101", TONE_HZ));
                Sipp carrier = carrier(station, "emergency.xml")) {
            Sipp.awaitListening(station, SOON);
            awaitPrepared();
            KilledProcessIT.kill(demo, "pbx-app");

            int ordinary = alice.mark();
            alice.command("dial", "sip:102@" + demo.domain());
            alice.await(ordinary, "CALL_CLOSED", SOON);
            assertThat(alice.types(ordinary)).anyMatch(event -> event.startsWith("CALL_CLOSED 503"));
            alice.awaitLog("Retry-After:", SOON);

            assertThat(edgeIsReady()).as("the edge stays in its Service").isTrue();

            int help = alice.mark();
            long dialled = System.nanoTime();
            alice.command("dial", "sip:112@" + demo.domain());
            alice.await(help, "CALL_ESTABLISHED", SOON);
            assertThat(Duration.ofNanos(System.nanoTime() - dialled))
                    .as("the app is not waited for")
                    .isLessThan(Duration.ofSeconds(3));
            DemoUnderTest.awaitLog("pbx-sip-edge", SOON, "emergency.placed_alone");
            alice.awaitTone(TONE_HZ, 1, SOON); // the carrier sends back what it hears: sound goes both ways

            KilledProcessIT.awaitReady(demo, "pbx-app");
            api.await("/calls", call -> call.path("dialled").asString("").equals("112"), SOON);
            awaitMoreHeard(alice);
            alice.command("hangup", "");
            assertThat(carrier.result()).as(carrier.errors()).isZero();
        }
        JsonNode record = record("112");
        assertThat(record.path("rule").asString()).isEqualTo("emergency");
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("why").asString()).endsWith("; the app was away");
        assertThat(api.get("/audit-events?action=emergency.called").toString()).contains("112");
        DemoUnderTest.awaitLog("pbx-app", SOON, "notice.failed");
    }
}
