package org.ringfort.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.header.Via;

/** What is remembered, for how long, and within what; turn by turn, on a clock of the test's own. */
class TracerTest {
    private static final Flow FLOW = new Flow(
            "f1",
            TransportKind.UDP,
            "udp",
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060),
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5060),
            Host.ofAddress("192.0.2.1"),
            5060,
            Optional.empty());

    private final SteppedClock clock = new SteppedClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static final class SteppedClock extends Clock {
        private Instant now = Instant.ofEpochSecond(1_000);

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private Tracer tracer(Duration kept, long bytes, int ring) {
        var tracer = new Tracer(new TraceSettings(kept, bytes, ring, Optional.empty()), 1, clock);
        tracer.measure(registry);
        return tracer;
    }

    private static SipRequest request(Method method, String callId, int cseq, int bodyBytes) {
        SipUri uri = SipUri.parse("sip:102@acme.example").orElseThrow();
        var headers = Headers.of(
                Via.of("UDP", new Host("192.0.2.7"), 5060, Via.MAGIC_COOKIE + cseq),
                new From(NameAddress.of(uri).withTag("1")),
                new To(NameAddress.of(uri)),
                new SipCallId(callId),
                new CSeq(cseq, method));
        return new SipRequest(method, uri, headers, Body.of(new byte[bodyBytes]));
    }

    private static Trace of(Tracer tracer, String callId) {
        CompletableFuture<Trace> answer = tracer.of(callId);
        tracer.turn();
        return answer.join();
    }

    private static void turns(Tracer tracer) {
        tracer.turn();
        tracer.turn();
    }

    @Test
    void both_legs_are_told_together_in_the_order_of_time_with_what_came_before_the_call_was_known() {
        Tracer tracer = tracer(Duration.ofMinutes(1), 1 << 20, 64);
        tracer.received(0, FLOW, request(Method.INVITE, "leg-a", 1, 0)); // challenged, and tried again
        turns(tracer);
        clock.pass(Duration.ofMillis(300));
        tracer.received(0, FLOW, request(Method.INVITE, "leg-a", 2, 0));
        tracer.leg("leg-a", "call-1", "tenant-1");
        clock.pass(Duration.ofMillis(1));
        tracer.sent(0, FLOW, request(Method.INVITE, "leg-b", 1, 0));
        tracer.leg("leg-b", "call-1", "tenant-1");
        clock.pass(Duration.ofMillis(1));
        tracer.sent(0, FLOW, request(Method.NOTIFY, "leg-a", 7, 0));
        tracer.sent(0, FLOW, request(Method.INVITE, "leg-of-another", 1, 0));
        turns(tracer);
        Trace trace = of(tracer, "call-1");
        assertThat(trace.tenantId()).isEqualTo("tenant-1");
        assertThat(trace.messages())
                .extracting(Trace.Message::sipCallId)
                .containsExactly("leg-a", "leg-a", "leg-b", "leg-a");
        assertThat(trace.messages()).extracting(Trace.Message::sent).containsExactly(false, false, true, true);
        assertThat(trace.truncated()).isFalse();
    }

    @Test
    void of_what_is_no_call_nothing_is_kept_and_of_an_unknown_call_nothing_is_told() {
        Tracer tracer = tracer(Duration.ofMinutes(1), 1 << 20, 64);
        tracer.received(0, FLOW, request(Method.REGISTER, "reg", 1, 0));
        tracer.received(0, FLOW, request(Method.OPTIONS, "opt", 1, 0));
        turns(tracer);
        assertThat(registry.get(Metrics.TRACE_BYTES).gauge().value()).isZero();
        assertThat(of(tracer, "call-1")).isEqualTo(Trace.UNKNOWN);
    }

    @Test
    void minutes_later_it_is_forgotten() {
        Tracer tracer = tracer(Duration.ofMinutes(1), 1 << 20, 64);
        tracer.leg("leg-a", "call-1", "tenant-1");
        tracer.received(0, FLOW, request(Method.INVITE, "leg-a", 1, 0));
        turns(tracer);
        clock.pass(Duration.ofSeconds(59));
        tracer.received(0, FLOW, request(Method.BYE, "leg-a", 2, 0));
        turns(tracer);
        assertThat(of(tracer, "call-1").messages()).hasSize(2);
        clock.pass(Duration.ofSeconds(2));
        turns(tracer);
        assertThat(of(tracer, "call-1").messages()).hasSize(1);
        clock.pass(Duration.ofMinutes(2));
        turns(tracer);
        assertThat(of(tracer, "call-1").messages()).isEmpty();
        assertThat(registry.get(Metrics.TRACE_BYTES).gauge().value()).isZero();
    }

    @Test
    void memory_is_bounded_and_the_oldest_makes_room() {
        Tracer tracer = tracer(Duration.ofHours(1), 100_000, 1_024);
        for (int i = 0; i < 500; i++) {
            tracer.leg("leg-" + i, "call-" + i, "tenant-1");
            tracer.received(0, FLOW, request(Method.INVITE, "leg-" + i, 1, 2_000));
        }
        turns(tracer);
        assertThat(registry.get(Metrics.TRACE_BYTES).gauge().value()).isBetween(90_000.0, 100_000.0);
        assertThat(of(tracer, "call-0").messages()).isEmpty();
        assertThat(of(tracer, "call-499").messages()).hasSize(1);
    }

    @Test
    void what_the_tracer_has_no_time_for_is_counted_and_nobody_waits() {
        Tracer tracer = tracer(Duration.ofMinutes(1), 1 << 20, 4);
        for (int i = 0; i < 10; i++) {
            tracer.received(0, FLOW, request(Method.INVITE, "leg-a", i + 1, 0));
        }
        assertThat(registry.get(Metrics.TRACE_DROPPED)
                        .tag("reason", "ring")
                        .functionCounter()
                        .count())
                .isEqualTo(6);
        tracer.leg("leg-a", "call-1", "tenant-1");
        turns(tracer);
        assertThat(of(tracer, "call-1").messages()).hasSize(4);
    }

    @Test
    void an_answer_has_a_bound_and_says_so() {
        Tracer tracer = tracer(Duration.ofMinutes(1), 64 << 20, 1_024);
        tracer.leg("leg-a", "call-1", "tenant-1");
        for (int i = 0; i < 600; i++) {
            tracer.received(0, FLOW, request(Method.INFO, "leg-a", i + 1, 0));
        }
        turns(tracer);
        Trace trace = of(tracer, "call-1");
        assertThat(trace.messages()).hasSize(500);
        assertThat(trace.truncated()).isTrue();
    }

    @Test
    void a_ring_hands_over_in_order_what_was_there_and_nothing_else() {
        var ring = new Ring(8);
        SipRequest message = request(Method.INVITE, "c", 1, 0);
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 8; i++) {
                assertThat(ring.offer(new Seen(i, false, FLOW, message))).isTrue();
            }
            assertThat(ring.offer(new Seen(9, false, FLOW, message))).isFalse();
            long end = ring.end();
            for (int i = 0; i < 8; i++) {
                Seen seen = ring.poll(end);
                assertThat(seen).isNotNull().extracting(Seen::atMicros).isEqualTo((long) i);
            }
            assertThat(ring.poll(end)).isNull();
        }
    }
}
