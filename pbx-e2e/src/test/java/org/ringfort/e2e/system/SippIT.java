package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.phone.Sipp;
import org.ringfort.e2e.phone.TlsTunnel;
import org.ringfort.e2e.phone.Trust;

/** SIPp against the edge, with scenarios of ours: registration over each transport, and calls between two of them. */
class SippIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static DemoUnderTest demo() throws Exception {
        Programs.need("sipp");
        return DemoUnderTest.shared();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP", "TLS"})
    void registers_by_digest(String via) throws Exception {
        DemoUnderTest demo = demo();
        try (TlsTunnel tunnel = tunnel(demo);
                Sipp phone = Sipp.start(
                        demo.station(),
                        "register.xml",
                        setup(demo, tunnel, via, "104", ""),
                        DemoUnderTest.scratch("sipp-register-" + via),
                        "-m",
                        "10",
                        "-r",
                        "5")) {
            assertThat(phone.result()).as(phone.errors()).isZero();
            assertThat(phone.messages()).contains("algorithm=MD5").contains(";expires=60");
        }
    }

    @Test
    void a_wrong_password_is_never_let_in() throws Exception {
        DemoUnderTest demo = demo();
        var right = setup(demo, null, "UDP", "104", "");
        var wrong = new Sipp.Setup(
                right.server(), "UDP", demo.phone("104", 0).password("not-it").user(), demo.domain(), "");
        try (Sipp phone = Sipp.start(
                demo.station(), "register.xml", wrong, DemoUnderTest.scratch("sipp-wrong-password"), "-m", "1")) {
            assertThat(phone.result()).isNotZero();
            assertThat(phone.messages()).contains("SIP/2.0 401").doesNotContain("SIP/2.0 200");
        }
    }

    @Test
    void two_call_and_hang_up() throws Exception {
        between("call.xml", "answer.xml", callee -> {
            callee.await("BYE sip:103@", SOON);
            // What the caller's leg is called stays on the caller's leg.
            assertThat(callee.messages()).contains("a=crypto:").doesNotContain("inline:WVNfX19zZW1jdGwg");
        });
    }

    @Test
    void a_callee_who_wants_a_longer_session_timer_is_called_again_with_it() throws Exception {
        between("call.xml", "answer-longer-timer.xml", callee -> {
            callee.await("BYE sip:103@", SOON);
            assertThat(callee.messages()).contains("SIP/2.0 422", "Min-SE: 3600");
        });
    }

    @Test
    void a_phone_that_keeps_a_flow_is_told_so_and_its_own_addresses() throws Exception {
        DemoUnderTest demo = demo();
        try (TlsTunnel tunnel = tunnel(demo);
                Sipp phone = Sipp.start(
                        demo.station(),
                        "register-outbound.xml",
                        setup(demo, tunnel, "TLS", "104", ""),
                        DemoUnderTest.scratch("sipp-register-outbound"),
                        "-m",
                        "1")) {
            assertThat(phone.result()).as(phone.errors()).isZero();
        }
    }

    @Test
    void a_busy_callee_is_busy_to_the_caller() throws Exception {
        between("call-busy.xml", "answer-busy.xml", callee -> callee.await("ACK sip:103@", SOON));
    }

    @Test
    void a_caller_who_gives_up_cancels_the_other_leg() throws Exception {
        between("call-cancel.xml", "answer-cancelled.xml", callee -> callee.await("CANCEL sip:103@", SOON));
    }

    @Test
    void a_busy_lamp_shines_while_another_talks() throws Exception {
        DemoUnderTest demo = demo();
        try (TlsTunnel tunnel = tunnel(demo);
                Sipp watcher = Sipp.start(
                        demo.station(),
                        "watch.xml",
                        setup(demo, null, "UDP", "104", "101"),
                        DemoUnderTest.scratch("sipp-watch"),
                        "-m",
                        "1")) {
            watcher.await("<dialog-info", SOON);
            try (Sipp caller = Sipp.start(
                    demo.station(),
                    "call.xml",
                    setup(demo, tunnel, "TLS", "101", "*43"),
                    DemoUnderTest.scratch("sipp-watched"),
                    "-m",
                    "1")) {
                assertThat(caller.result()).as(caller.errors()).isZero();
            }
            assertThat(watcher.result()).as(watcher.errors()).isZero();
            assertThat(watcher.messages()).contains("application/dialog-info+xml", "sip:*43@" + demo.domain());
        }
    }

    @Test
    void keys_over_clear_signalling_are_refused() throws Exception {
        DemoUnderTest demo = demo();
        try (Sipp caller = Sipp.start(
                demo.station(),
                "call.xml",
                setup(demo, null, "UDP", "101", "*43"),
                DemoUnderTest.scratch("sipp-keys-in-clear"),
                "-m",
                "1")) {
            assertThat(caller.result()).isNotZero();
            assertThat(caller.messages())
                    .contains("SIP/2.0 488")
                    .doesNotContain("SIP/2.0 200")
                    .doesNotContainPattern("SIP/2.0 [125]\\d\\d.*\\R(.+\\R)+\\Rv=0");
        }
        DemoUnderTest.awaitLog("pbx-media", SOON, "media.refused", "unencrypted signalling");
    }

    private interface Check {
        void of(Sipp callee) throws Exception;
    }

    private static void between(String calling, String answering, Check check) throws Exception {
        DemoUnderTest demo = demo();
        try (TlsTunnel tunnel = tunnel(demo);
                Sipp callee = Sipp.start(
                        demo.station(),
                        "register.xml",
                        setup(demo, tunnel, "TLS", "103", ""),
                        DemoUnderTest.scratch("sipp-" + answering),
                        Sipp.andServing(answering, Duration.ofSeconds(30)))) {
            callee.await("SIP/2.0 200", SOON);
            try (Sipp caller = Sipp.start(
                    demo.station(),
                    calling,
                    setup(demo, tunnel, "TLS", "101", "103"),
                    DemoUnderTest.scratch("sipp-" + calling),
                    "-m",
                    "1")) {
                assertThat(caller.result()).as(caller.errors()).isZero();
                check.of(callee);
            }
        }
    }

    private static TlsTunnel tunnel(DemoUnderTest demo) throws Exception {
        return TlsTunnel.open(
                demo.lan().guest(250), new InetSocketAddress(demo.host(), demo.tlsPort()), Trust.only(demo.ca()));
    }

    private static Sipp.Setup setup(
            DemoUnderTest demo, @Nullable TlsTunnel tunnel, String via, String extension, String callee)
            throws Exception {
        InetSocketAddress server = via.equals("TLS") && tunnel != null
                ? tunnel.entrance()
                : new InetSocketAddress(demo.host(), demo.udpPort());
        return new Sipp.Setup(server, via, demo.account(extension), demo.domain(), callee);
    }
}
