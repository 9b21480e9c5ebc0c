package org.ringfort.edge.trunking;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.edge.controlplane.GatewayWords;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.location.Sought;

/**
 * Asks one gateway, once, whether it is there. Whatever it answers, it is; but for 408 and 5xx, by which it says itself that
 * calls are better taken elsewhere.
 *
 * @rfc 3261 11
 */
final class Probe {
    /** What was learnt; {@code why} in words for the log. */
    record Found(boolean up, String why) {}

    private final Signalling signalling;
    private final Gateways gateways;
    private final Duration patience;

    /** @param patience for an answer of one place, the time to connect included */
    Probe(Signalling signalling, Gateways gateways, Duration patience) {
        this.signalling = signalling;
        this.gateways = gateways;
        this.patience = patience;
    }

    /** Whether it is there, at any of its places; those that are not rest. Blocks for the answers. */
    Found ask(Gateway gateway) throws InterruptedException {
        Optional<Sought> sought = GatewayWords.sought(gateway);
        if (sought.isEmpty()) {
            return new Found(false, "a transport that this edge does not know");
        }
        Found found = new Found(false, "no address that may be called");
        for (Gateways.Place place : gateways.places(gateway.getGatewayId(), sought.get())) {
            found = ask(gateway, place);
            if (found.up()) {
                return found;
            }
            gateways.failed(place.id());
        }
        return found;
    }

    private Found ask(Gateway gateway, Gateways.Place place) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            Flow flow = signalling
                    .open(GatewayWords.destination(gateway, place.target()))
                    .get(left(deadline), TimeUnit.NANOSECONDS);
            var answer = new CompletableFuture<Found>();
            signalling.send(options(gateway, flow), flow, event -> hear(event, answer));
            return answer.get(left(deadline), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            return new Found(false, "no answer");
        } catch (ExecutionException | IllegalArgumentException unreachable) {
            return new Found(false, "no connection");
        }
    }

    private static long left(long deadline) {
        return Math.max(1, deadline - System.nanoTime());
    }

    private static void hear(SipEvent event, CompletableFuture<Found> answer) {
        switch (event) {
            case SipEvent.Response(var of, var response, var dialog) -> {
                Status status = response.status();
                if (status.isFinal()) {
                    answer.complete(new Found(
                            status.code() != 408 && status.code() / 100 != 5, Integer.toString(status.code())));
                }
            }
            case SipEvent.Failed failed -> answer.complete(new Found(false, "no answer"));
            default -> {} // OPTIONS makes no dialog
        }
    }

    private SipRequest options(Gateway gateway, Flow flow) {
        SipUri target = GatewayWords.uri(gateway, "");
        return new SipRequest(
                Method.OPTIONS,
                target,
                Headers.builder()
                        .add(new From(
                                NameAddress.of(SipUri.of(flow.advertisedHost())).withTag(signalling.newTag())))
                        .add(new To(NameAddress.of(SipUri.of(target.host()))))
                        .add(new SipCallId(signalling.newCallId()))
                        .add(new CSeq(1, Method.OPTIONS))
                        .add(RawHeader.of("Accept", "application/sdp"))
                        .build(),
                Body.EMPTY);
    }
}
