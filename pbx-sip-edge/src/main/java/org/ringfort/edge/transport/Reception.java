package org.ringfort.edge.transport;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.process.log.BoundedLog;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.Fault;
import org.ringfort.protocol.sip.codec.Salvage;
import org.ringfort.protocol.sip.codec.SipEncoder;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Via;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What is done with a decoded message, whatever it came by. Any thread. */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final TransportMetrics metrics;
    private final Doorkeeper doorkeeper;
    private final Consumer<Inbound> sink;
    private final BoundedLog log = new BoundedLog(LOG, 20, System::nanoTime);
    private final RandomGenerator random = new SecureRandom();

    Reception(TransportMetrics metrics, Doorkeeper doorkeeper, Consumer<Inbound> sink) {
        this.metrics = metrics;
        this.doorkeeper = doorkeeper;
        this.sink = sink;
    }

    TransportMetrics metrics() {
        return metrics;
    }

    /** Bounded: strangers can provoke what is written here. */
    BoundedLog log() {
        return log;
    }

    void closed(Flow flow, String reason) {
        sink.accept(new Inbound.Closed(flow, reason));
    }

    void received(Flow flow, SipMessage message) {
        SipMessage noted = message instanceof SipRequest request
                ? request.withHeaders(request.headers()
                        .withTopVia(request.headers()
                                .topVia()
                                .withReceived(
                                        flow.remoteAddress(), flow.remote().getPort())))
                : message;
        sink.accept(new Inbound.Received(flow, noted));
    }

    /** The answer to a malformed request; none to ACK, which is never answered, and none to who is met with silence. */
    Optional<byte[]> refused(Flow flow, Decoded.Refused refused) {
        malformed(flow, refused.fault());
        if (!doorkeeper.explains(flow)
                || refused.salvage().method().filter(Method.ACK::equals).isPresent()) {
            return Optional.empty();
        }
        metrics.refused(refused.status().code(), refused.fault().kind().name().toLowerCase(Locale.ROOT));
        Salvage salvage = refused.salvage();
        if (salvage.headers().first(HeaderName.VIA).orElse(null) instanceof Via top) {
            Via noted = top.withReceived(flow.remoteAddress(), flow.remote().getPort());
            salvage = new Salvage(salvage.method(), salvage.headers().withTopVia(noted));
        }
        return Optional.of(new SipEncoder()
                .encode(
                        new Decoded.Refused(refused.status(), refused.fault(), salvage),
                        Long.toUnsignedString(random.nextLong(), 36)));
    }

    void malformed(Flow flow, Fault fault) {
        metrics.dropped("malformed-" + fault.kind().name().toLowerCase(Locale.ROOT));
        log.at(Level.INFO)
                .addKeyValue(Fields.EVENT_ACTION, Events.SIP_MALFORMED)
                .addKeyValue(Fields.EVENT_REASON, fault.toString())
                .addKeyValue(Fields.NETWORK_TRANSPORT, flow.transport().uriToken())
                .addKeyValue(Fields.SOURCE_IP, flow.remoteAddress())
                .addKeyValue(Fields.SOURCE_PORT, flow.remote().getPort())
                .log("malformed message");
        doorkeeper.turnedAway(
                Events.SIP_MALFORMED,
                flow.transport(),
                flow.remote(),
                fault.kind().name().toLowerCase(Locale.ROOT));
    }
}
