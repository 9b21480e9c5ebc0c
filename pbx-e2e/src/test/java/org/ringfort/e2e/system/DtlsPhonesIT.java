package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.e2e.phone.Baresip;
import tools.jackson.databind.JsonNode;

/**
 * A phone whose keys come by a handshake on the media path, and one whose keys come in the signalling, talk; whoever calls.
 *
 * @rfc 5764 4
 */
class DtlsPhonesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration JUDGED = Duration.ofSeconds(6);
    private static final int HANDSHAKING_HZ = 440;
    private static final int OTHER_HZ = 660;
    private static final String DEVICE = """
            {"name":"Desk","digestFloor":"md5","keying":"either","exception":null,"mayCall":true,"enabled":true}""";

    @Test
    void it_calls() throws Exception {
        talk("dtls-calls", "109", "102");
    }

    @Test
    void it_is_called() throws Exception {
        talk("dtls-is-called", "102", "109");
    }

    /** A device that is offered both takes which it can, and is understood whichever it offers. */
    @ParameterizedTest
    @CsvSource({"srtp-mand, SDES, true", "srtp-mand, SDES, false", "dtls_srtp, DTLS, true", "dtls_srtp, DTLS, false"})
    void who_may_have_either_has_what_the_phone_can(String encryption, String keying, boolean calls) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        String number = "71" + encryption.length() + (calls ? "1" : "2");
        String extension = "/extensions/"
                + demo.api()
                        .send("POST", "/extensions", """
            {"number":"%s","displayName":"Either","enabled":true,"voicemail":{"enabled":false,"afterSeconds":20}}""".formatted(number))
                        .path("id")
                        .asString();
        try {
            JsonNode made = demo.api().send("POST", extension + "/devices", DEVICE);
            var account = new Baresip.Account(
                    number,
                    made.at("/device/authUsername").asString(),
                    made.at("/credentials/password").asString(),
                    "");
            Baresip.Setup either =
                    demo.phone("102", HANDSHAKING_HZ).user(account).encryption(encryption);
            String name = "either-" + keying + "-" + calls;
            try (Baresip phone = demo.registered(name, either);
                    Baresip bob = demo.registered(name + "-bob", demo.phone("102", OTHER_HZ))) {
                CallRecords records = CallRecords.fromNow(demo);
                (calls ? phone : bob).command("dial", "sip:" + (calls ? "102" : number) + "@" + demo.domain());
                phone.await("CALL_ESTABLISHED", SOON);
                bob.await("CALL_ESTABLISHED", SOON);
                phone.awaitTone(OTHER_HZ, 3, SOON);
                bob.awaitTone(HANDSHAKING_HZ, 3, SOON);
                (calls ? phone : bob).command("hangup", "");
                assertKeyings(
                        demo,
                        records.await(calls ? CallRecords.between(number, "102") : CallRecords.between("102", number)),
                        keying);
            }
        } finally {
            demo.api().delete(extension);
        }
    }

    private static void assertKeyings(DemoUnderTest demo, JsonNode record, String keying) throws Exception {
        assertThat(demo.api()
                        .get("/call-records/" + record.path("id").asString())
                        .path("legs"))
                .extracting(leg -> leg.path("security").path("keying").asString())
                .containsExactlyInAnyOrder(keying, "SDES");
    }

    private static void talk(String name, String from, String to) throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        Baresip.Setup handshaking = demo.phone("109", HANDSHAKING_HZ).encryption("dtls_srtp");
        try (Baresip ivan = demo.registered(name + "-ivan", handshaking);
                Baresip bob = demo.registered(name + "-bob", demo.phone("102", OTHER_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            Baresip caller = from.equals("109") ? ivan : bob;
            caller.command("dial", "sip:" + to + "@" + demo.domain());
            ivan.await("CALL_ESTABLISHED", SOON);
            bob.await("CALL_ESTABLISHED", SOON);
            ivan.awaitTone(OTHER_HZ, 3, SOON);
            bob.awaitTone(HANDSHAKING_HZ, 3, SOON);
            Thread.sleep(JUDGED); // a leg is judged by four seconds of speech
            caller.command("hangup", "");

            JsonNode record = records.await(CallRecords.between(from, to));
            assertThat(record.path("secure").asBoolean()).isTrue();
            assertKeyings(demo, record, "DTLS");
            assertReport(demo, record, ivan);
        }
    }

    /** Of each leg nothing was in clear; the certificates of the leg with a handshake are those that its phone told and was told. */
    private static void assertReport(DemoUnderTest demo, JsonNode record, Baresip handshaking) throws Exception {
        JsonNode detail = demo.api().get("/call-records/" + record.path("id").asString());
        for (JsonNode leg : detail.path("legs")) {
            assertThat(leg.at("/packets/authenticated").asLong()).isPositive();
            assertThat(leg.at("/packets/clear").asLong()).isZero();
            assertThat(leg.at("/quality/mosLowest").asDouble()).as("judged").isBetween(1.0, 4.5);
            assertThat(leg.at("/quality/mosMean").asDouble())
                    .isGreaterThanOrEqualTo(leg.at("/quality/mosLowest").asDouble());
            if (leg.at("/security/keying").asString().equals("DTLS")) {
                for (String side : new String[] {"peer", "own"}) {
                    String fingerprint = leg.at("/fingerprints/" + side).asString();
                    assertThat(fingerprint).startsWith("sha-256 ");
                    handshaking.awaitLog(fingerprint.substring("sha-256 ".length()), SOON);
                }
                assertThat(leg.at("/fingerprints/peer")).isNotEqualTo(leg.at("/fingerprints/own"));
            } else {
                assertThat(leg.path("fingerprints").isNull()).isTrue();
            }
        }
    }
}
