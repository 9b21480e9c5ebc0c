package org.ringfort.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;

/** Where everything waits, what is new is not begun too late. */
class LatenessTest {
    private static final Duration A_WHILE = Duration.ofMillis(4_100);
    private static final Duration LONG = Duration.ofMillis(8_100);

    private final LoopBench bench = LoopBench.manual();
    private final List<ServerTransaction> begun = new ArrayList<>();

    LatenessTest() {
        bench.loop.handle(Method.INVITE, begun::add);
        bench.loop.handle(Method.REGISTER, begun::add);
    }

    private double dropped() {
        return bench.registry.counter(Metrics.SIP_DROPPED, "reason", "late").count();
    }

    @Test
    void a_datagram_is_left_to_its_repetition() {
        var phone = new Phone(bench, TransportKind.UDP);
        String invite = phone.request("INVITE", 1);
        bench.receiveBusy(phone.flow, invite, A_WHILE);
        assertThat(begun).isEmpty();
        assertThat(dropped()).isEqualTo(1);
        assertThat(bench.isQuiet()).isTrue();
        phone.says(invite);
        assertThat(begun).hasSize(1);
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void who_cannot_ask_again_is_told_after_eight_seconds() {
        var phone = new Phone(bench, TransportKind.TLS);
        bench.receiveBusy(phone.flow, phone.request("REGISTER", 1), A_WHILE);
        assertThat(begun).hasSize(1);
        bench.receiveBusy(phone.flow, phone.request("REGISTER", 2), LONG);
        assertThat(begun).hasSize(1);
        SipResponse answer = bench.take().response();
        assertThat(answer.status().code()).isEqualTo(503);
        assertThat(answer.headers().retryAfter()).isPresent();
        assertThat(dropped()).isZero();
    }

    @Test
    void what_was_begun_goes_on_however_late() {
        var phone = new Phone(bench, TransportKind.UDP);
        String invite = phone.request("INVITE", 1);
        phone.says(invite);
        assertThat(bench.take().response().status().code()).isEqualTo(100);
        bench.receiveBusy(phone.flow, invite, LONG);
        assertThat(bench.take().response().status().code()).as("repeated").isEqualTo(100);
        bench.receiveBusy(phone.flow, phone.message("BYE", 2, "z9hG4bKbye", "<sip:102@example.org>;tag=gone"), LONG);
        assertThat(bench.take().response().status().code()).isEqualTo(481);
        assertThat(dropped()).isZero();
    }

    @Test
    void a_call_for_help_is_begun_however_late() {
        var phone = new Phone(bench, TransportKind.UDP);
        bench.receiveBusy(phone.flow, phone.request("INVITE", 1).replace("sip:102@", "sip:112@"), LONG);
        assertThat(begun).hasSize(1);
    }
}
