package org.ringfort.edge.loop;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.process.log.BoundedLog;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.Via;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Answers that need no memory: the same request gets the same answer, tag included.
 *
 * @rfc 3261 8.2.7
 */
final class Answers {
    private static final int LOG_LINES_EACH_SECOND = 20;

    private final Core core;
    private final BoundedLog log;
    private final long salt;

    Answers(Core core) {
        this.core = core;
        this.log = new BoundedLog(LoggerFactory.getLogger(Answers.class), LOG_LINES_EACH_SECOND, System::nanoTime);
        this.salt = core.random.nextLong();
    }

    /** Refuses a request; ACK is never answered. */
    void refuse(Flow flow, SipRequest request, Status status, String reason, Header... headers) {
        core.metrics.refused(status.code(), reason);
        log.at(Level.INFO)
                .addKeyValue(Fields.EVENT_ACTION, Events.SIP_REFUSED)
                .addKeyValue(Fields.EVENT_REASON, reason)
                .addKeyValue(Fields.SIP_METHOD, request.method().name())
                .addKeyValue(Fields.SIP_STATUS, status.code())
                .addKeyValue(Fields.NETWORK_TRANSPORT, flow.transport().uriToken())
                .addKeyValue(Fields.SOURCE_IP, flow.remoteAddress())
                .addKeyValue(Fields.SOURCE_PORT, flow.remote().getPort())
                .log("request refused");
        give(flow, request, status, headers);
    }

    /** Answers a request. */
    void give(Flow flow, SipRequest request, Status status, Header... headers) {
        if (request.is(Method.ACK)) {
            return;
        }
        SipResponse response = SipResponse.to(request, status, tagFor(request));
        Headers all = response.headers();
        for (Header header : headers) {
            all = all.plus(header);
        }
        core.send(route(flow, request), response.withHeaders(all));
    }

    /**
     * Where answers go: back where the request came from. Only a sender over UDP that is not behind NAT, names another port, and
     * does not ask otherwise by {@code rport}, is answered on that port.
     *
     * @rfc 3261 18.2.2
     * @rfc 3581 4
     */
    Flow route(Flow flow, SipRequest request) {
        if (flow.transport() != TransportKind.UDP) {
            return flow;
        }
        Via via = request.headers().topVia();
        int port = via.port().orElse(5060);
        if (via.wantsResponsePort()
                || port == flow.remote().getPort()
                || !via.host().withoutBrackets().equals(flow.remoteAddress())) {
            return flow;
        }
        return core.wire
                .flowTo(TransportKind.UDP, new InetSocketAddress(flow.remote().getAddress(), port))
                .orElse(flow);
    }

    /** Challenges a request; a caller hears 100 before, as from a transaction, so that nobody can tell whether there was one. */
    void challenge(Flow flow, SipRequest request, List<Header> challenges) {
        if (request.is(Method.INVITE)) {
            core.send(route(flow, request), SipResponse.to(request, Status.TRYING, tagFor(request)));
        }
        give(flow, request, Status.UNAUTHORIZED, challenges.toArray(Header[]::new));
    }

    /** Whether it is said to an answer that was given here. */
    boolean isAcknowledged(SipRequest ack) {
        return ack.headers().to().tag().filter(tagFor(ack)::equals).isPresent();
    }

    /** Of the form that tags of transactions have, so that it tells nothing either. */
    private String tagFor(SipRequest request) {
        long mixed = salt;
        mixed = mixed * 0x9E3779B97F4A7C15L + request.headers().callId().hashCode();
        mixed = mixed * 0x9E3779B97F4A7C15L
                + request.headers().topVia().branch().orElse("").hashCode();
        return Core.randomText(new SplittableRandom(mixed ^ (mixed >>> 29)), Core.TAG_LENGTH);
    }
}
