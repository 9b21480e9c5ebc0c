package org.ringfort.edge.trunking;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.WatchedTrunk;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.controlplane.GatewayChallenges;
import org.ringfort.edge.controlplane.GatewayWords;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.location.Sought;

/**
 * Our registration with one gateway: where calls for the trunk's account are to be sent. Call-ID and tag stay, CSeq rises, as
 * long as it is the same gateway. The app answers its challenge; the password is never here.
 *
 * <p>A trunk that registers all of its numbers at once gives a Contact without a user: the carrier puts the number there that is called.
 *
 * @rfc 3261 10.2
 * @rfc 6140 5.2
 */
final class Enrolment {
    /** What came of it. */
    sealed interface Outcome {
        /**
         * Until then calls come.
         *
         * @param flow on which it was granted: when that ends, the carrier may not find us any more
         */
        record Granted(Duration length, Flow flow) implements Outcome {}

        /** Not here, in words for the log. */
        record Refused(String why) implements Outcome {}

        /** Nobody is there, or has room: another place may. */
        record Absent(String why) implements Outcome {}
    }

    private static final Duration WANTED = Duration.ofMinutes(10);
    /** Whatever a carrier says, it is asked again after so long. */
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private static final int MOST_TRIES = 4;
    private static final String BULK = "gin";
    private static final String NO_BULK = "420: it does not know bulk registration";

    private final Signalling signalling;
    private final Gateways gateways;
    private final ControlPlane app;
    private final Duration patience;
    private final WatchedTrunk trunk;
    private final Gateway gateway;
    private final String callId;
    private final String tag;
    private Optional<Gateways.Place> at = Optional.empty();
    private long restsUntilNanos;
    private boolean rests;
    private int cseq;

    Enrolment(
            Signalling signalling,
            Gateways gateways,
            ControlPlane app,
            Duration patience,
            WatchedTrunk trunk,
            Gateway gateway) {
        this.signalling = signalling;
        this.gateways = gateways;
        this.app = app;
        this.patience = patience;
        this.trunk = trunk;
        this.gateway = gateway;
        this.callId = signalling.newCallId();
        this.tag = signalling.newTag();
    }

    /** Registers, or refreshes, at the first place of the gateway that is there; blocks for the answers. */
    Outcome register() throws InterruptedException {
        Optional<Sought> sought = GatewayWords.sought(gateway);
        if (sought.isEmpty()) {
            return new Outcome.Refused("a transport that this edge does not know");
        }
        Outcome outcome = new Outcome.Refused("no address that may be called");
        for (Gateways.Place place : gateways.places(gateway.getGatewayId(), sought.get())) {
            rests = false;
            outcome = register(place, WANTED);
            if (!(outcome instanceof Outcome.Absent)) {
                return outcome;
            }
            gateways.failed(place.id());
        }
        return outcome;
    }

    /** How long the carrier wants to be left alone; zero where it has not said so, or the time is over. */
    Duration rest() {
        long left = restsUntilNanos - System.nanoTime();
        return rests && left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    /**
     * Takes back what may be there: also a registration whose answer has not come. Blocks for the answers; what fails ends by
     * itself in the time that was granted.
     *
     * @rfc 3261 10.2.2
     */
    void deregister() throws InterruptedException {
        if (at.isPresent()) {
            register(at.get(), Duration.ZERO);
            at = Optional.empty();
        }
    }

    private Outcome register(Gateways.Place place, Duration wanted) throws InterruptedException {
        try {
            Flow flow = signalling
                    .open(GatewayWords.destination(gateway, place.target()))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            at = Optional.of(place);
            return register(flow, wanted.toSeconds());
        } catch (TimeoutException silent) {
            return new Outcome.Absent("no answer");
        } catch (ExecutionException | IllegalArgumentException unreachable) {
            return new Outcome.Absent("no connection");
        }
    }

    private Outcome register(Flow flow, long wanted) throws InterruptedException, TimeoutException, ExecutionException {
        Optional<Header> proof = Optional.empty();
        long seconds = wanted;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            SipRequest asked = request(flow, seconds, proof);
            SipResponse answer = ask(asked, flow);
            int status = answer.status().code();
            if (answer.status().isSuccess()) {
                return new Outcome.Granted(Duration.ofSeconds(granted(answer, flow, seconds)), flow);
            }
            OptionalLong shortest = answer.headers().minExpires();
            if ((status == 401 || status == 407) && proof.isEmpty()) {
                proof = GatewayChallenges.answer(
                        app, trunk.getTenantId(), trunk.getTrunkId(), gateway.getGatewayId(), callId, asked, answer);
                if (proof.isEmpty()) {
                    at = Optional.empty();
                    return new Outcome.Refused("a challenge that the app does not answer");
                }
            } else if (status == 423 && seconds > 0 && shortest.isPresent() && shortest.getAsLong() > seconds) {
                seconds = Math.min(shortest.getAsLong(), Duration.ofDays(1).toSeconds());
                proof = Optional.empty(); // it was good once: a count used twice is a replay
            } else {
                at = Optional.empty();
                rest(answer);
                return status == 503 || status == 408
                        ? new Outcome.Absent(Integer.toString(status))
                        : new Outcome.Refused(trunk.getBulk() && status == 420 ? NO_BULK : Integer.toString(status));
            }
        }
        return new Outcome.Refused("asked too often");
    }

    /** @rfc 3261 20.33 */
    private void rest(SipResponse answer) {
        OptionalLong said = answer.headers().retryAfter();
        rests = said.isPresent();
        long seconds = Math.clamp(said.orElse(0), 0, LONGEST_REST.toSeconds());
        restsUntilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    private SipResponse ask(SipRequest request, Flow flow)
            throws InterruptedException, TimeoutException, ExecutionException {
        var answer = new CompletableFuture<SipResponse>();
        signalling.send(request, flow, event -> {
            switch (event) {
                case SipEvent.Response(var of, var response, var dialog) -> {
                    if (response.status().isFinal()) {
                        answer.complete(response);
                    }
                }
                case SipEvent.Failed failed -> answer.completeExceptionally(new TimeoutException());
                default -> {} // REGISTER makes no dialog
            }
        });
        return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As our own Contact says, else the whole answer; never more than was asked for. */
    private static long granted(SipResponse answer, Flow flow, long asked) {
        long said = answer.headers().contacts().stream()
                .filter(Contact.At.class::isInstance)
                .map(Contact.At.class::cast)
                .filter(at -> at.sipUri().filter(uri -> isOurs(uri, flow)).isPresent())
                .map(Contact.At::expires)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .findFirst()
                .orElseGet(() -> answer.headers().expires().orElse(asked));
        return asked == 0 ? 0 : Math.clamp(said, 1, asked);
    }

    private static boolean isOurs(SipUri contact, Flow flow) {
        return contact.host().equals(flow.advertisedHost());
    }

    private SipRequest request(Flow flow, long seconds, Optional<Header> proof) {
        SipUri registrar = GatewayWords.uri(gateway, "");
        SipUri account = SipUri.of(trunk.getRegistersAs(), registrar.host());
        var headers = Headers.builder()
                .add(new From(NameAddress.of(account).withTag(tag)))
                .add(new To(NameAddress.of(account)))
                .add(new SipCallId(callId))
                .add(new CSeq(++cseq, Method.REGISTER))
                .add(Contact.of(contact(flow)))
                .add(new Expires(seconds))
                .add(proof);
        if (trunk.getBulk()) {
            headers.add(RawHeader.of("Require", BULK)).add(RawHeader.of("Proxy-Require", BULK));
        }
        return new SipRequest(Method.REGISTER, registrar, headers.build(), Body.EMPTY);
    }

    private SipUri contact(Flow flow) {
        if (!trunk.getBulk()) {
            return flow.contact(trunk.getRegistersAs());
        }
        SipUri ours = flow.contact("");
        return ours.withParameters(ours.parameters().withFlag("bnc"));
    }
}
