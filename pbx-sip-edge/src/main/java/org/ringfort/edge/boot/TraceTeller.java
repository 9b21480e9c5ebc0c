package org.ringfort.edge.boot;

import com.google.protobuf.ByteString;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.TraceTold;
import org.ringfort.contract.control.v1.TraceWanted;
import org.ringfort.contract.control.v1.TracedMessage;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.trace.Trace;
import org.ringfort.edge.trace.Tracer;
import org.ringfort.edge.transport.Flow;

/** Tells the app what was said in a call, when it asks. Any thread; never waits. */
final class TraceTeller {
    private final Tracer tracer;
    private final Consumer<FromEdge> app;

    TraceTeller(Tracer tracer, Consumer<FromEdge> app) {
        this.tracer = tracer;
        this.app = app;
    }

    void wanted(TraceWanted wish) {
        var _ = tracer.of(wish.getCallId()).thenAccept(trace -> tell(wish.getRequestId(), trace));
    }

    private void tell(String requestId, Trace trace) {
        var told = TraceTold.newBuilder()
                .setRequestId(requestId)
                .setTenantId(trace.tenantId())
                .setTruncated(trace.truncated());
        trace.messages().forEach(message -> told.addMessages(message(message)));
        app.accept(FromEdge.newBuilder().setTraceTold(told).build());
    }

    private static TracedMessage message(Trace.Message message) {
        Flow flow = message.flow();
        return TracedMessage.newBuilder()
                .setAtUs(message.atMicros())
                .setSent(message.sent())
                .setTransport(RequestFacts.transport(flow.transport()))
                .setEdgeAddress(end(flow.local()))
                .setPeerAddress(end(flow.remote()))
                .setOctets(ByteString.copyFrom(message.octets().view()))
                .build();
    }

    private static String end(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        int scope = host.indexOf('%');
        String plain = scope < 0 ? host : host.substring(0, scope);
        return (plain.contains(":") ? "[" + plain + "]" : plain) + ":" + address.getPort();
    }
}
