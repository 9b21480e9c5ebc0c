package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Capture;
import org.ringfort.e2e.phone.Lan;
import org.ringfort.e2e.phone.Linphone;
import org.ringfort.e2e.phone.Programs;
import tools.jackson.databind.JsonNode;

/**
 * Two linphones agree on keys with each other by ZRTP, through the system: both show the same words, which they would not if
 * anybody between them had keys of his own.
 *
 * @rfc 6189 4.5
 * @rfc 6189 8
 */
class ZrtpPhonesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TALK = Duration.ofSeconds(5);
    private static final String DEVICE = """
            {"name":"Desk","digestFloor":"md5","keying":"zrtp","exception":null,"mayCall":true,"enabled":true}""";
    private static final Pattern HASH = Pattern.compile("a=zrtp-hash:1\\.10 [0-9a-f]{64}");

    private static Person alice;
    private static Person bob;

    /** @param path of the extension in the API */
    private record Person(String path, Baresip.Account account) {}

    @BeforeAll
    static void hired() throws Exception {
        Programs.need("linphonec", "tshark");
        alice = hire("731");
        bob = hire("732");
    }

    @AfterAll
    static void gone() throws Exception {
        for (Person person : List.of(alice, bob)) {
            if (person != null) {
                DemoUnderTest.shared().api().delete(person.path());
            }
        }
    }

    private static Person hire(String number) throws Exception {
        Api api = DemoUnderTest.shared().api();
        String path = "/extensions/"
                + api.send("POST", "/extensions", """
            {"number":"%s","displayName":"End to end","enabled":true,"voicemail":{"enabled":false,"afterSeconds":20}}""".formatted(number))
                        .path("id")
                        .asString();
        JsonNode made = api.send("POST", path + "/devices", DEVICE);
        return new Person(
                path,
                new Baresip.Account(
                        number,
                        made.at("/device/authUsername").asString(),
                        made.at("/credentials/password").asString(),
                        ""));
    }

    private static Linphone phone(String name, Lan.Station station, Person person, int toneHz) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        var setup = new Linphone.Setup(
                person.account(), demo.domain(), demo.host(), demo.tlsPort(), demo.ca(), "zrtp", toneHz);
        return Linphone.start(station, setup, DemoUnderTest.scratch(name));
    }

    @Test
    void both_show_the_same_words_and_hear_each_other_and_nobody_between_them_changes_an_octet() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        CallRecords records = CallRecords.fromNow(demo);
        Lan.Station aliceAt = demo.station();
        Lan.Station bobAt = demo.station();
        try (Capture capture = Capture.on(demo.lan().bridge(), DemoUnderTest.scratch("zrtp-capture"));
                Linphone caller = phone("zrtp-alice", aliceAt, alice, 440);
                Linphone callee = phone("zrtp-bob", bobAt, bob, 660)) {
            caller.await("[LinphoneRegistrationOk]", SOON);
            callee.await("[LinphoneRegistrationOk]", SOON);
            caller.command("call sip:732@" + demo.domain());
            callee.await("LinphoneCallIncomingReceived", SOON);
            callee.command("answer");
            caller.await("LinphoneCallStreamsRunning", SOON);
            caller.awaitSas(SOON);
            callee.awaitSas(SOON);
            Thread.sleep(TALK); // they talk, in real time
            JsonNode live = demo.api().get("/calls");
            caller.command("terminate");
            callee.await("LinphoneCallReleased", SOON);
            caller.await("LinphoneCallReleased", SOON);

            assertThat(caller.sas()).as("the words of both").isPresent().isEqualTo(callee.sas());
            assertThat(callee.heard(SOON).longestStretchOf(440))
                    .as("Bob hears Alice")
                    .isGreaterThan(2);
            assertThat(caller.heard(SOON).longestStretchOf(660))
                    .as("Alice hears Bob")
                    .isGreaterThan(2);
            assertThat(live.toString()).contains("\"keying\":\"ZRTP\"");
            assertThat(hashes(caller.log()))
                    .as("both are told to both")
                    .hasSize(2)
                    .isEqualTo(hashes(callee.log()));
            capture.stop();
            assertPassed(capture, aliceAt, bobAt);
        }
        assertReport(demo, records.await(CallRecords.between("731", "732")));
    }

    private static Set<String> hashes(String log) {
        Set<String> hashes = new HashSet<>();
        for (Matcher told = HASH.matcher(log); told.find(); ) {
            hashes.add(told.group());
        }
        return hashes;
    }

    /** Of ZRTP and of speech nothing left the server that had not come to it, to the octet; and all that a handshake has did. */
    private static void assertPassed(Capture capture, Lan.Station... stations) throws Exception {
        Capture theirs = capture.of(stations);
        Set<String> said = new HashSet<>();
        for (Lan.Station station : stations) {
            said.addAll(payloads(theirs, station.address()));
        }
        Set<String> passed = payloads(theirs, DemoUnderTest.shared().host());
        assertThat(said).containsAll(passed);
        for (String message :
                List.of("Hello   ", "Commit  ", "DHPart1 ", "DHPart2 ", "Confirm1", "Confirm2", "Conf2ACK")) {
            assertThat(passed)
                    .as(message)
                    .anySatisfy(payload -> assertThat(payload).startsWith("10").contains(message));
        }
        assertThat(passed.stream().filter(payload -> payload.startsWith("80")).count())
                .as("packets of speech")
                .isGreaterThan(200);
    }

    /** ZRTP as the hexadecimal of its first octet and its text; speech as its first octet and the rest. */
    private static Set<String> payloads(Capture capture, String from) throws Exception {
        Set<String> payloads = new HashSet<>();
        for (byte[] payload : capture.udpPayloads(from, 28)) {
            boolean zrtp = payload[0] == 0x10 && new String(payload, 4, 4, StandardCharsets.US_ASCII).equals("ZRTP");
            boolean speech = payload[0] == (byte) 0x80 && payload.length > 40 && (payload[1] & 0x60) != 0x40; // no RTCP
            if (zrtp || speech) {
                payloads.add((zrtp ? "10" : "80") + new String(payload, StandardCharsets.ISO_8859_1));
            }
        }
        return payloads;
    }

    private static void assertReport(DemoUnderTest demo, JsonNode record) throws Exception {
        assertThat(record.path("secure").asBoolean()).isTrue();
        for (JsonNode leg :
                demo.api().get("/call-records/" + record.path("id").asString()).path("legs")) {
            assertThat(leg.at("/security/keying").asString()).isEqualTo("ZRTP");
            assertThat(leg.at("/security/profile").asString()).isEmpty();
            assertThat(leg.at("/packets/clear").asLong()).isZero();
            assertThat(leg.at("/packets/authenticated").asLong()).isZero();
            assertThat(leg.at("/packets/sent").asLong()).isGreaterThan(100);
        }
    }

    @Test
    void no_service_and_no_phone_of_another_keying_is_its_other_end() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Linphone caller = phone("zrtp-alone", demo.station(), alice, 440);
                Baresip other = demo.registered("zrtp-other", demo.phone("102", 660))) {
            caller.await("[LinphoneRegistrationOk]", SOON);
            for (String number : List.of("*97", "102")) {
                CallRecords records = CallRecords.fromNow(demo);
                caller.command("call sip:" + number + "@" + demo.domain());
                JsonNode record = records.await(CallRecords.between("731", number));
                assertThat(record.path("status").asInt()).as(number).isEqualTo(488);
                assertThat(record.path("answeredAt").isNull()).isTrue();
            }
            CallRecords records = CallRecords.fromNow(demo);
            other.command("dial", "sip:731@" + demo.domain());
            JsonNode record = records.await(CallRecords.between("102", "731"));
            assertThat(record.path("answeredAt").isNull()).isTrue();
            assertThat(record.path("status").asInt()).isEqualTo(488);
        }
    }
}
