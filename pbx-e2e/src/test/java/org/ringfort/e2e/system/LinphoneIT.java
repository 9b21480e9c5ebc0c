package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Linphone;
import org.ringfort.e2e.phone.OpenSsl;
import org.ringfort.e2e.phone.Programs;
import tools.jackson.databind.JsonNode;

/** A phone that checks whom it talks to: linphone, with the demo's CA and with another one. */
class LinphoneIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** Within it each side has told the other how it hears it. */
    private static final Duration REPORTED = Duration.ofSeconds(15);

    private static Linphone.Setup phone(DemoUnderTest demo, Path ca) throws Exception {
        return phone(demo, "101", ca, "srtp");
    }

    private static Linphone.Setup phone(DemoUnderTest demo, String extension, Path ca, String encryption)
            throws Exception {
        return new Linphone.Setup(
                demo.account(extension), demo.domain(), demo.host(), demo.tlsPort(), ca, encryption, 440);
    }

    /**
     * Its own word on how it hears stands in the record.
     *
     * @rfc 3611 4.7
     */
    @Test
    void it_registers_calls_and_talks_over_srtp_where_the_certificate_is_right() throws Exception {
        CallRecords records = CallRecords.fromNow(DemoUnderTest.shared());
        assertThat(talks("linphone", "101", "srtp", REPORTED)).contains("algorithm=SHA-256", "RTP/SAVP");
        JsonNode leg = leg(records, "101");
        assertThat(leg.at("/quality/heardByPeer/mos").asDouble()).isBetween(1.0, 5.0);
    }

    /**
     * It keeps RTCP on a port of its own, with a handshake of its own: what it reports there stands in the record.
     *
     * @rfc 5764 3
     * @rfc 5764 4
     */
    @Test
    void it_talks_with_keys_by_handshake_and_reports_at_the_port_of_rtcp() throws Exception {
        CallRecords records = CallRecords.fromNow(DemoUnderTest.shared());
        assertThat(talks("linphone-dtls", "106", "dtls", REPORTED)).contains("UDP/TLS/RTP/SAVP", "a=fingerprint");
        JsonNode leg = leg(records, "106");
        assertThat(leg.at("/security/keying").asString()).isEqualTo("DTLS");
        assertThat(leg.at("/fingerprints/peer").asString()).startsWith("sha-");
        assertThat(leg.at("/packets/clear").asLong()).isZero();
        assertThat(leg.at("/packets/lostByPeer").isNumber())
                .as("it has reported")
                .isTrue();
    }

    /** Of its call with 102. */
    private static JsonNode leg(CallRecords records, String number) throws Exception {
        JsonNode record = records.await(CallRecords.between(number, "102"));
        JsonNode legs = DemoUnderTest.shared()
                .api()
                .get("/call-records/" + record.path("id").asString())
                .path("legs");
        for (JsonNode leg : legs) {
            if (leg.path("number").asString().equals(number)) {
                return leg;
            }
        }
        throw new AssertionError("no leg of " + number + " in " + legs);
    }

    /** It calls a phone of the other kind, and both hear each other; what it noted. */
    private static String talks(String name, String extension, String encryption, Duration length) throws Exception {
        Programs.need("linphonec");
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip bob = demo.registered(name + "-bob", demo.phone("102", 660));
                Linphone alice = Linphone.start(
                        demo.station(),
                        phone(demo, extension, demo.ca(), encryption),
                        DemoUnderTest.scratch(name + "-alice"))) {
            alice.await("[LinphoneRegistrationOk]", SOON);
            alice.command("call sip:102@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            alice.await("LinphoneCallStreamsRunning", SOON);
            Thread.sleep(length); // they talk, in real time
            alice.command("terminate");
            bob.await("CALL_CLOSED", SOON);

            assertThat(bob.heard().getLast().longestStretchOf(440))
                    .as("Bob hears Alice")
                    .isGreaterThan(2);
            assertThat(alice.heard(SOON).longestStretchOf(660))
                    .as("Alice hears Bob")
                    .isGreaterThan(2);
            return alice.log();
        }
    }

    @Test
    void it_does_not_register_where_another_authority_signed() throws Exception {
        Programs.need("linphonec", "openssl");
        DemoUnderTest demo = DemoUnderTest.shared();
        Path directory = DemoUnderTest.scratch("linphone-distrusts");
        Path otherCa = directory.resolve("other-ca.pem");
        OpenSsl.request(directory.resolve("other-ca.key"), otherCa, "another authority", "-x509", "-days", "1");
        try (Linphone alice = Linphone.start(demo.station(), phone(demo, otherCa), directory)) {
            alice.await("Certificate verification failed", SOON);
            alice.await("[LinphoneRegistrationFailed]", SOON);

            assertThat(alice.log())
                    .doesNotContain("[LinphoneRegistrationOk]")
                    .doesNotContain("SIP/2.0 ")
                    .doesNotContain("Authorization:");
        }
    }
}
