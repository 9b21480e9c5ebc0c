package org.ringfort.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.transaction.Timers;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.Limits;
import org.ringfort.protocol.sip.codec.SipDecoder;

/** What becomes of messages while a shard has more to do than it can. */
class FullMailboxTest {
    private static final int CAPACITY = 32;
    private final LoopBench bench = LoopBench.manual(new LoopSettings(
            1, CAPACITY, 1_000, 1_000, Timers.STANDARD, Duration.ofMinutes(30), Duration.ofSeconds(90)));
    private final Flow flow = bench.flow(TransportKind.TLS, "198.51.100.7", 40_000);

    /** Messages come in, and the loop has no time for them. */
    private void come(int times, String user) {
        for (int i = 0; i < times; i++) {
            String invite = """
                    INVITE sip:%1$s@acme.example SIP/2.0
                    Via: SIP/2.0/TLS 198.51.100.7:40000;branch=z9hG4bK-%1$s-%2$s
                    From: <sip:101@acme.example>;tag=1
                    To: <sip:%1$s@acme.example>
                    Call-ID: %1$s-%2$s
                    CSeq: 1 INVITE
                    Contact: <sip:101@198.51.100.7:40000>
                    Max-Forwards: 70
                    Content-Length: 0

                    """.formatted(user, i).replace("\n", "\r\n");
            Decoded decoded = new SipDecoder(Limits.DEFAULT).datagram(invite.getBytes(StandardCharsets.US_ASCII));
            bench.loop.accept(new Inbound.Received(flow, ((Decoded.Message) decoded).message()));
        }
    }

    private double dropped() {
        return bench.registry
                .counter(Metrics.SIP_DROPPED, "reason", "mailbox-full")
                .count();
    }

    @Test
    void a_call_for_help_is_taken_where_other_messages_are_dropped_and_answers_find_room_still() {
        come(CAPACITY, "102");
        assertThat(dropped()).as("three quarters are for messages").isEqualTo(CAPACITY / 4);
        come(CAPACITY / 8, "112");
        assertThat(dropped()).as("half of what is left is for calls for help").isEqualTo(CAPACITY / 4);
        come(1, "112");
        assertThat(dropped()).as("and no more").isEqualTo(CAPACITY / 4 + 1);
        bench.settle();
        come(1, "102");
        assertThat(dropped()).isEqualTo(CAPACITY / 4 + 1);
    }
}
