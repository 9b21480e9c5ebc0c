package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Lan;
import org.ringfort.e2e.phone.Sipp;
import tools.jackson.databind.JsonNode;

/** Phones call out through a trunk and are called by it; SIPp is the carrier. */
class TrunkIT extends TrunkScene {
    /** Several rounds of asking a gateway that keeps silent. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final int DEAD_PORT = 5099;

    /** The arithmetic of RFC 2617 3.2.2, done here once more and not by our own code. */
    private static void assertAnswersChallenge(String messages, String name, String method)
            throws NoSuchAlgorithmException {
        Matcher header = Pattern.compile("\n" + name + ": Digest (.*)\r?\n").matcher(messages);
        assertThat(header.find()).isTrue();
        String answer = header.group(1);
        String ha1 = md5("acme:carrier.example:" + PASSWORD);
        String ha2 = md5(method + ":" + parameter(answer, "uri"));
        assertThat(parameter(answer, "nonce")).isEqualTo("47ebe028cda119c35d4877b383027d28");
        assertThat(parameter(answer, "response"))
                .isEqualTo(md5(String.join(
                        ":",
                        ha1,
                        parameter(answer, "nonce"),
                        parameter(answer, "nc"),
                        parameter(answer, "cnonce"),
                        "auth",
                        ha2)));
        assertThat(messages).contains(method + " " + parameter(answer, "uri") + " SIP/2.0");
    }

    private static String parameter(String header, String name) {
        Matcher value = Pattern.compile("(?:^|[ ,])" + name + "=\"?([^\",]*)").matcher(header);
        assertThat(value.find()).as(name + " in " + header).isTrue();
        return value.group(1);
    }

    private static String md5(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_dead_gateway_and_a_challenge_stand_between_a_phone_and_whom_it_calls() throws Exception {
        Lan.Station station = demo.station();
        makeTrunk(gateway(station, DEAD_PORT, 1) + "," + gateway(station, CARRIER_PORT, 2));
        try (Baresip alice = demo.registered("trunk-alice", demo.phone("101", TONE_HZ));
                Sipp carrier = carrier(station, "carrier.xml")) {
            Sipp.awaitListening(station, SOON);
            alice.command("dial", "sip:030901820@" + demo.domain());
            alice.await("CALL_ESTABLISHED", SOON);
            alice.awaitTone(TONE_HZ, 1, SOON); // the carrier sends back what it hears: sound goes both ways
            alice.command("hangup", "");
            assertThat(carrier.result()).as(carrier.errors()).isZero();
            assertThat(carrier.messages())
                    .contains("P-Asserted-Identity: <sip:+493012345678@")
                    .doesNotContain(demo.domain(), "baresip");
            assertAnswersChallenge(carrier.messages(), "Proxy-Authorization", "INVITE");
        }
        JsonNode record = record("030901820");
        assertThat(record.path("rule").asString()).isEqualTo("outside");
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("connected").asString()).isEqualTo("+4930901820");
        assertThat(record.path("legs").path(1).path("why").asString())
                .isEqualTo("trunk Test carrier, gateway " + station.address() + ":" + DEAD_PORT);
        assertThat(record.path("legs").path(2).path("why").asString())
                .isEqualTo("trunk Test carrier, gateway " + station.address() + ":" + CARRIER_PORT);
        // Three seconds of silence and what follows them; under four on a machine that is not busy with other things.
        assertThat(Duration.between(began(record, 1), began(record, 2)))
                .as("what the dead gateway cost")
                .isLessThan(Duration.ofSeconds(6));
    }

    private static Instant began(JsonNode record, int leg) {
        return Instant.parse(record.path("legs").path(leg).path("startedAt").asString());
    }

    @Test
    void a_carrier_calls_a_phone_and_whoever_is_not_the_carrier_is_a_stranger() throws Exception {
        Lan.Station station = demo.station();
        Lan.Station elsewhere = demo.station();
        makeTrunk(
                gateway(station, CARRIER_PORT, 1),
                "{\"networks\":[\"" + station.address() + "\"],\"certificateNames\":[],\"trustsIdentity\":false}");
        number = api.send(
                        "POST",
                        "/numbers",
                        "{\"number\":\"+4930901822\",\"destination\":{\"kind\":\"extension\",\"extension\":\"101\"}}")
                .path("id")
                .asString();
        try (Baresip alice = demo.registered("trunk-called-alice", demo.phone("101", TONE_HZ));
                Sipp carrier = carrier(station, "carrier-calls.xml", "030901822")) {
            String caller = alice.await("CALL_ESTABLISHED", SOON).toString();
            assertThat(caller).contains("+4930901823").doesNotContain("carrier.example", "101@carrier");
            alice.awaitTone(TONE_HZ, 1, SOON); // the carrier sends back what it hears: sound goes both ways
            alice.command("hangup", "");
            assertThat(carrier.result()).as(carrier.errors()).isZero();
            try (Sipp stranger = carrier(elsewhere, "stranger-calls.xml", "+4930901822")) {
                assertThat(stranger.result()).as(stranger.errors()).isZero();
            }
        }
        JsonNode record = record("+4930901822");
        assertThat(record.path("rule").asString()).isEqualTo("inward-extension");
        assertThat(record.path("why").asString()).startsWith("Called by trunk Test carrier at +4930901822");
        assertThat(record.path("caller").asString()).isEqualTo("+4930901823");
        assertThat(record.path("callerName").asString()).isEqualTo("Somebody");
        assertThat(record.path("connected").asString()).isEqualTo("101");
        assertThat(record.path("legs").path(0).path("why").asString()).isEqualTo("trunk Test carrier");
        assertThat(record.path("legs").path(1).path("security").path("profile").asString())
                .contains("AES");
    }

    @Test
    void a_gateway_is_known_to_be_up_and_to_be_down() throws Exception {
        Lan.Station station = demo.station();
        makeTrunk(gateway(station, CARRIER_PORT, 1), "null", 10);
        try (Sipp carrier = Sipp.start(
                station,
                "carrier-there.xml",
                new Sipp.Setup(
                        new InetSocketAddress(demo.host(), demo.udpPort()),
                        "UDP",
                        demo.account("101"),
                        demo.domain(),
                        ""),
                DemoUnderTest.scratch("sipp-carrier-there"))) {
            carrier.await("OPTIONS sip:", SOON);
            assertThat(awaitGateway("up").path("why").asString()).isEqualTo("200");
        }
        JsonNode down = awaitGateway("down");
        assertThat(down.path("why").asString()).isEqualTo("no answer");
    }

    @Test
    void a_trunk_registers_with_its_carrier_which_then_calls_the_account() throws Exception {
        Lan.Station station = demo.station();
        number = api.send("POST", "/numbers", "{\"number\":\"+4930901824\",\"destination\":{\"kind\":\"echo\"}}")
                .path("id")
                .asString();
        try (Sipp carrier = carrier(station, "carrier-registrar.xml")) {
            Sipp.awaitListening(station, SOON);
            makeTrunk(
                    gateway(station, CARRIER_PORT, 1),
                    "{\"networks\":[\"" + station.address() + "\"],\"certificateNames\":[],\"trustsIdentity\":false}",
                    0,
                    true);
            assertThat(carrier.result()).as(carrier.errors()).isZero();
            assertAnswersChallenge(carrier.messages(), "Authorization", "REGISTER");
            assertThat(carrier.messages())
                    .contains("Contact: <sip:acme@" + demo.host())
                    .doesNotContain(PASSWORD);
        }
        JsonNode registration = awaitRegistration();
        assertThat(Instant.parse(registration.path("until").asString()))
                .isAfter(Instant.now().plusSeconds(600));
        assertThat(registration.path("gateway").asString()).isEqualTo(station.address() + ":" + CARRIER_PORT);
        try (Sipp carrier = carrier(station, "carrier-calls-account.xml", "030901824")) {
            assertThat(carrier.result()).as(carrier.errors()).isZero();
        }
        assertThat(record("+4930901824").path("rule").asString()).isEqualTo("inward-echo");
    }

    private JsonNode awaitRegistration() throws Exception {
        Instant until = Instant.now().plus(LONG);
        while (true) {
            JsonNode registration = api.get("/trunks/" + trunk + "/gateways")
                    .path("registrations")
                    .path(0);
            if (registration.path("until").isString()) {
                return registration;
            }
            assertThat(Instant.now()).as(registration.toString()).isBefore(until);
            Thread.sleep(500);
        }
    }

    private JsonNode awaitGateway(String state) throws Exception {
        Instant until = Instant.now().plus(LONG);
        while (true) {
            JsonNode gateway =
                    api.get("/trunks/" + trunk + "/gateways").path("items").path(0);
            if (gateway.path("state").asString().equals(state)) {
                return gateway;
            }
            assertThat(Instant.now()).as(gateway.toString()).isBefore(until);
            Thread.sleep(500);
        }
    }

    /** What the carrier refuses is told as it is in {@code OutsideTransferTest}: this baresip hangs up when a transfer fails. */
    @Test
    void who_is_sent_outside_talks_there_and_nobody_is_sent_where_the_sender_may_not_call() throws Exception {
        Lan.Station station = demo.station();
        makeTrunk(gateway(station, CARRIER_PORT, 1));
        CallRecords records = CallRecords.fromNow(demo);
        try (Baresip alice = demo.registered("trunk-sent-alice", demo.phone("101", TONE_HZ));
                Baresip bob = demo.registered("trunk-sends-bob", demo.phone("102", 660))) {
            sends(alice, bob, "0015105550100");
            bob.awaitLog("SIP/2.0 403 ", SOON);
            alice.await("CALL_CLOSED", SOON);
            try (Sipp carrier = carrier(station, "carrier.xml")) {
                Sipp.awaitListening(station, SOON);
                sends(alice, bob, "030901820");
                alice.awaitTone(TONE_HZ, 1, SOON); // the carrier sends back what it hears: sound goes both ways
                alice.command("hangup", "");
                assertThat(carrier.result()).as(carrier.errors()).isZero();
                assertThat(carrier.messages()).doesNotContain(demo.domain(), "baresip", "Referred-By");
            }
        }
        String id = records.await(record -> record.path("connected").asString().equals("+4930901820"))
                .path("id")
                .asString();
        JsonNode record = api.get("/call-records/" + id);
        assertThat(record.path("caller").asString()).isEqualTo("101");
        assertThat(record.path("why").asString()).contains("Transferred by 102 to 030901820: ");
        assertThat(record.path("legs").path(2).path("why").asString())
                .isEqualTo("trunk Test carrier, gateway " + station.address() + ":" + CARRIER_PORT);
    }

    /** Alice calls Bob, who sends her to this number. */
    private void sends(Baresip alice, Baresip bob, String number) throws Exception {
        int alices = alice.mark();
        int bobs = bob.mark();
        alice.command("dial", "sip:102@" + demo.domain());
        alice.await(alices, "CALL_ESTABLISHED", SOON);
        bob.await(bobs, "CALL_ESTABLISHED", SOON);
        bob.command("transfer", "sip:" + number + "@" + demo.domain());
    }

    @Test
    void busy_is_busy_and_abroad_is_barred() throws Exception {
        Lan.Station station = demo.station();
        makeTrunk(gateway(station, CARRIER_PORT, 1));
        try (Baresip alice = demo.registered("trunk-busy-alice", demo.phone("101", TONE_HZ));
                Sipp carrier = carrier(station, "carrier-busy.xml")) {
            Sipp.awaitListening(station, SOON);
            alice.command("dial", "sip:030901821@" + demo.domain());
            assertThat(alice.await("CALL_CLOSED", SOON).toString()).contains("486");
            assertThat(carrier.result()).as(carrier.errors()).isZero();
            alice.command("dial", "sip:0015105550100@" + demo.domain());
            JsonNode barred = record("0015105550100");
            assertThat(barred.path("rule").asString()).isEqualTo("barred-number");
            assertThat(barred.path("status").asInt()).isEqualTo(403);
        }
    }
}
