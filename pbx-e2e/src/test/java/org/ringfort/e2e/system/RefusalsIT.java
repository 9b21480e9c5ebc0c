package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Programs;

/** What is refused, how, and with which log line. */
class RefusalsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void a_wrong_password_is_challenged_again_and_logged() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip phone = Baresip.start(
                demo.station(),
                demo.phone("103", 440).password("not-the-password"),
                DemoUnderTest.scratch("wrong-password"))) {
            String line = DemoUnderTest.awaitLog("pbx-app", SOON, "auth.failed");
            assertThat(line).contains("\"source\":{\"ip\":\"10.199.").doesNotContain("not-the-password");
            DemoUnderTest.awaitLog("pbx-app", SOON, "ban.set");

            phone.awaitLog("401 Unauthorized", SOON);
            assertThat(phone.find(0, "REGISTER_OK")).isEmpty();
            assertThat(phone.log()).doesNotContain("200 OK");
        }
    }

    @Test
    void known_and_unknown_users_get_the_same_answer() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();

        String known = SipText.overTls(demo, SipText.register(demo, "101", "aaaa1111"));
        String unknown = SipText.overTls(demo, SipText.register(demo, "777", "aaaa1111"));

        assertThat(known).contains("SIP/2.0 401").contains("algorithm=SHA-256").contains("algorithm=MD5");
        assertThat(masked(unknown)).isEqualTo(masked(known));
        assertThat(known.indexOf("SHA-256")).isLessThan(known.indexOf("MD5"));
    }

    private static String masked(String answer) {
        return answer.replaceAll("(nonce|opaque)=\"[^\"]*\"", "$1=")
                .replaceAll("To: <sip:[0-9]+@([^>]*)>;tag=\\S+", "To: <sip:x@$1>")
                .replaceAll("From: <sip:[0-9]+@", "From: <sip:x@")
                .replaceAll("(rport|Date|received)[=:][^;\\r\\n]*", "$1");
    }

    @Test
    void speech_without_srtp_is_refused_with_488() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        try (Baresip bob = demo.registered("488-bob", demo.phone("102", 660));
                Baresip carol =
                        demo.registered("488-carol", demo.phone("103", 440).encryption(""))) {
            carol.command("dial", "sip:102@" + demo.domain());
            assertThat(carol.await("CALL_CLOSED", SOON).toString()).contains("488");
            assertThat(bob.find(0, "CALL_INCOMING")).isEmpty();
        }
        DemoUnderTest.awaitLog("pbx-sip-edge", SOON, "call.media_refused");
    }

    @Test
    void a_malformed_message_is_answered_with_400_and_logged() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        String broken = SipText.register(demo, "101", "bbbb2222").replace("CSeq: 1 REGISTER", "CSeq: many REGISTER");

        assertThat(SipText.overTls(demo, broken)).contains("SIP/2.0 400");
        DemoUnderTest.awaitLog("pbx-sip-edge", SOON, "sip.malformed", "10.199.");
    }

    @Test
    void old_tls_is_refused_and_the_new_ones_are_spoken() throws Exception {
        Programs.need("openssl");
        DemoUnderTest demo = DemoUnderTest.shared();

        assertThat(handshake(demo, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0").code())
                .isNotZero();
        assertThat(handshake(demo, "-tls1_2", "-cipher", "AES128-SHA:@SECLEVEL=0")
                        .code())
                .isNotZero();
        assertThat(handshake(demo, "-tls1_2").text()).contains("ECDHE").contains("Verify return code: 0");
        assertThat(handshake(demo, "-tls1_3").text()).contains("TLSv1.3").contains("Verify return code: 0");
    }

    private static Programs.Answer handshake(DemoUnderTest demo, String... options) throws Exception {
        var command = new java.util.ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-CAfile",
                demo.ca().toString(),
                "-connect",
                demo.host() + ":" + demo.tlsPort()));
        command.addAll(List.of(options));
        return Programs.run("", SOON, command);
    }

    @Test
    void a_number_that_nobody_has_is_explained() throws Exception {
        DemoUnderTest demo = DemoUnderTest.shared();
        CallRecords records = CallRecords.fromNow(demo);
        try (Baresip alice = demo.registered("unknown-alice", demo.phone("101", 440))) {
            alice.command("dial", "sip:199@" + demo.domain());
            alice.await("CALL_CLOSED", SOON);
        }
        var record = records.await(CallRecords.between("101", "199"));
        assertThat(record.path("why").asString("")).isNotBlank();
    }
}
