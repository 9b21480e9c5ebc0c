package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.ringfort.app.calls.CallTrace;
import org.ringfort.app.calls.Traces;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.TraceTold;
import org.ringfort.contract.control.v1.TraceWanted;
import org.ringfort.contract.control.v1.TracedMessage;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.kernel.id.CallId;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody looks into a call; its edge tells what was said. */
class TraceIT extends VoiceIT {
    @Autowired
    Traces traces;

    private final CallId call = new CallId(UUID.randomUUID());

    private CompletableFuture<CallTrace> read() {
        return CompletableFuture.supplyAsync(
                () -> TenantScope.call(
                        tenant.id(), () -> Actors.call(Actor.system("somebody", tenant.id()), () -> traces.read(call))),
                work -> Thread.ofVirtual().start(work));
    }

    private void answers(String tenantId, TracedMessage... messages) throws InterruptedException {
        TraceWanted wanted = edge.hear(ToEdge.EventCase.TRACE_WANTED).getTraceWanted();
        assertThat(wanted.getCallId()).isEqualTo(call.toString());
        var told = TraceTold.newBuilder().setRequestId(wanted.getRequestId()).setTenantId(tenantId);
        for (TracedMessage message : messages) {
            told.addMessages(message);
        }
        edge.tell(FromEdge.newBuilder().setTraceTold(told));
    }

    private static TracedMessage message(long atMicros, boolean sent, String text) {
        return TracedMessage.newBuilder()
                .setAtUs(atMicros)
                .setSent(sent)
                .setTransport(Transport.TRANSPORT_TLS)
                .setEdgeAddress("192.0.2.1:5061")
                .setPeerAddress("[2001:db8::7]:40001")
                .setOctets(ByteString.copyFromUtf8(text))
                .build();
    }

    private long audited() {
        return TenantScope.call(
                tenant.id(),
                () -> transactions.current(() -> jdbc.sql(
                                "select count(*) from audit.event where action = 'call.traced' and target_id = ?")
                        .param(call.toString())
                        .query(Long.class)
                        .single()));
    }

    @Test
    void what_was_said_is_told_in_order_and_the_reading_is_written_down() throws Exception {
        CompletableFuture<CallTrace> reading = read();
        answers(
                tenant.id().toString(),
                message(1_800_000_000_000_200L, true, "SIP/2.0 100 Trying\r\n\r\n"),
                message(1_800_000_000_000_100L, false, "INVITE sip:102@x SIP/2.0\r\n\r\n"));
        CallTrace trace = reading.join();
        assertThat(trace.messages())
                .extracting(CallTrace.Message::text)
                .containsExactly("INVITE sip:102@x SIP/2.0\r\n\r\n", "SIP/2.0 100 Trying\r\n\r\n");
        CallTrace.Message first = trace.messages().getFirst();
        assertThat(first.at()).isEqualTo(Instant.parse("2027-01-15T08:00:00.000100Z"));
        assertThat(first.edgeId()).isEqualTo(edge.id);
        assertThat(first.transport()).isEqualTo("TLS");
        assertThat(first.peerAddress()).isEqualTo("[2001:db8::7]:40001");
        assertThat(trace.truncated()).isFalse();
        assertThat(audited()).isEqualTo(1);
    }

    @Test
    void the_call_of_another_tenant_is_not_there() throws Exception {
        CompletableFuture<CallTrace> reading = read();
        answers(UUID.randomUUID().toString(), message(1, true, "INVITE sip:901@other SIP/2.0\r\n\r\n"));
        assertThatThrownBy(reading::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(404));
        assertThat(audited()).isZero();
    }

    @Test
    void a_call_that_no_edge_knows_any_more_is_not_there() throws Exception {
        CompletableFuture<CallTrace> reading = read();
        answers("");
        assertThatThrownBy(reading::join).hasCauseInstanceOf(Problem.class);
        assertThat(audited()).isZero();
    }
}
