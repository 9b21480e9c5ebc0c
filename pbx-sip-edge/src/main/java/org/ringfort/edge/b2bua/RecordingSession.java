package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.RecordingServer;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.CopiedLeg;
import org.ringfort.contract.media.v1.CopyCallRequest;
import org.ringfort.edge.controlplane.GatewayWords;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.edge.topology.RecordingInvitation;
import org.ringfort.edge.topology.RecordingMetadata;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Headers;

/**
 * One recording session: a dialog with the tenant's recording server, to which media sends what the parties of a call say. On a thread
 * of its own, from the first look for the server to its last answer; the call only says when it is over.
 *
 * <p>The server decides nothing here: what it wants changed is refused, and where it is not there, refuses or hangs up, the tenant is
 * told and the call goes on. Nothing is tried again for the same call.
 *
 * @rfc 7866 6.1
 * @rfc 7866 7.1
 */
final class RecordingSession {
    private static final Duration CONNECTING = Duration.ofSeconds(3);
    /** How long a server may take to answer, at first and when it is told that the recording rests or goes on. */
    static final Duration ANSWERING = Duration.ofSeconds(10);

    /** A transaction's longest life (64 × T1) and a little. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(33);

    private static final Status NOT_THERE = Status.SERVICE_UNAVAILABLE;
    private static final String FLOODS = "the recording server says more than is read";

    /**
     * What is recorded, and where.
     *
     * @param callId its session of media is the one that is copied
     * @param domain the tenant's
     * @param legs in the order in which media records them
     * @param onDemand nothing is to be sent before somebody asks for it
     */
    record Facts(
            String callId,
            String tenantId,
            String domain,
            RecordingServer server,
            List<CopiedLeg> legs,
            RecordingMetadata metadata,
            boolean onDemand) {
        Facts {
            legs = List.copyOf(legs);
        }
    }

    /** Nothing goes to the server, or no more. */
    static final class NotSent extends Exception {
        private static final long serialVersionUID = 1L;

        NotSent(String why) {
            super(why, null, false, false);
        }
    }

    private final RecordingSessions all;
    private final Facts facts;
    private final Consumer<Boolean> sent;
    private final String copy;
    private final RecordingInbox inbox = new RecordingInbox();

    RecordingSession(RecordingSessions all, Facts facts, Consumer<Boolean> sent) {
        this.all = all;
        this.facts = facts;
        this.sent = sent;
        this.copy = facts.callId() + "/recording/" + facts.metadata().part();
    }

    /** The call, or its recording, is over; any thread, never blocks. */
    void end() {
        inbox.end();
    }

    /** Nothing is sent for a while, or is again; any thread, never blocks. */
    void rests(boolean rests) {
        inbox.rests(rests);
    }

    void run() {
        try {
            converse();
        } catch (NotSent failure) {
            tell(failure, !facts.onDemand()); // else nobody has asked for it yet
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            all.notSent(facts, "internal error: " + bug, true);
        }
    }

    /** A call that is over meanwhile has nothing left to be sent. */
    private void tell(NotSent failure, boolean tenant) {
        String why = failure.getMessage();
        if (!inbox.isOver()) {
            all.notSent(facts, why == null ? "" : why, tenant);
        }
    }

    private void converse() throws NotSent, InterruptedException {
        Gateway server = facts.server().getGateway();
        if (server.getTransport() != Transport.TRANSPORT_TLS) {
            throw new NotSent("a recording server is reached by TLS alone");
        }
        List<Gateways.Place> places = GatewayWords.sought(server)
                .map(sought -> all.gateways().places(server.getGatewayId(), sought))
                .orElse(List.of());
        if (places.isEmpty()) {
            throw new NotSent("no address");
        }
        try {
            Optional<Answered> answer = reach(places, offer());
            if (answer.isPresent()) {
                record(answer.get());
            }
        } finally {
            all.media().close(copy); // twice, or where media only may have begun it, is harmless
        }
    }

    /** Until the call is over, or its server does not record any more. */
    private void record(Answered answer) throws InterruptedException {
        boolean up = true;
        try {
            up = untilOver(answer);
        } catch (NotSent failure) {
            tell(failure, true);
        }
        sent.accept(false);
        all.media().close(copy); // nothing is sent any more
        if (up) {
            hangUp(answer.dialog());
        } else {
            answerTheRest();
        }
    }

    // ------------------------------------------------------------------ media

    private Body offer() throws NotSent {
        var asked = all.media()
                .copyCall(CopyCallRequest.newBuilder()
                        .setSessionId(copy)
                        .setCallSessionId(facts.callId())
                        .addAllLegs(facts.legs())
                        .setPolicy(facts.server().getMedia())
                        .setSignallingSecured(true)); // no other flow is taken
        if (asked instanceof Asked.Answered<AnswerReply>(var reply) && !reply.hasRefused()) {
            return Body.of(reply.getSdp().toByteArray());
        }
        throw new NotSent(Calls.MEDIA_REFUSED);
    }

    /** What media copies, as a recording that rests or goes on has it offered anew. */
    private final class Copied implements RecordingRest.Streams {
        @Override
        public RecordingRest.Offer offer(boolean rests) throws NotSent {
            if (all.media().offerCopy(copy, rests) instanceof Asked.Answered<AnswerReply>(var reply)
                    && !reply.hasRefused()) {
                String boundary = all.signalling().newTag();
                Body sdp = Body.of(reply.getSdp().toByteArray());
                return new RecordingRest.Offer(
                        RecordingInvitation.type(boundary), RecordingInvitation.body(boundary, sdp, facts.metadata()));
            }
            throw new NotSent(Calls.MEDIA_REFUSED);
        }

        @Override
        public boolean take(SipResponse answer) {
            return all.connects(copy, answer);
        }
    }

    // ------------------------------------------------------------------ getting there

    /** What a server has taken the session with. */
    private record Answered(Dialog dialog, SipResponse response) {}

    /**
     * Empty where the call was over before. A server that is not there, or has no room, leaves it to the next that its name leads to; one
     * that keeps silent does not, so that this comes to an end while the call is young.
     */
    private Optional<Answered> reach(List<Gateways.Place> places, Body offer) throws NotSent, InterruptedException {
        for (Gateways.Place place : places) {
            Optional<Flow> flow = inbox.isOver() ? Optional.empty() : open(place);
            if (flow.isPresent()) {
                SipEvent answer = invite(flow.get(), offer);
                if (answer instanceof SipEvent.Response(var invite, var response, var dialog)
                        && !response.status().equals(NOT_THERE)) {
                    all.gateways().worked(place.id());
                    return Optional.of(answered(invite, response, dialog));
                }
                if (answer == null && !inbox.isOver()) {
                    all.gateways().failed(place.id());
                    throw new NotSent("the recording server does not answer in time");
                }
            }
            if (inbox.isOver()) {
                return Optional.empty();
            }
            all.gateways().failed(place.id());
        }
        throw new NotSent("the recording server is not there");
    }

    private Optional<Flow> open(Gateways.Place place) throws InterruptedException {
        Signalling signalling = all.signalling();
        try {
            return Optional.of(signalling
                            .open(GatewayWords.destination(facts.server().getGateway(), place.target()))
                            .get(CONNECTING.toMillis(), TimeUnit.MILLISECONDS))
                    .filter(flow -> flow.transport().isSecured());
        } catch (ExecutionException | TimeoutException | IllegalArgumentException away) {
            return Optional.empty();
        }
    }

    /** Its last event; null where there is none in time, or the call is over: then it is taken back. */
    private @Nullable SipEvent invite(Flow flow, Body offer) throws NotSent, InterruptedException {
        Signalling signalling = all.signalling();
        String callId = signalling.newCallId();
        signalling.leg(callId, facts.callId(), facts.tenantId());
        ClientTransaction invite = signalling.send(
                new RecordingInvitation(
                                GatewayWords.uri(
                                        facts.server().getGateway(),
                                        facts.server().getUser()),
                                SipUri.of(new Host(facts.domain())),
                                flow.contact(""),
                                signalling.newTag(),
                                callId,
                                signalling.newTag(),
                                offer,
                                facts.metadata())
                        .request(),
                flow,
                inbox);
        long deadline = Scene.in(ANSWERING);
        for (SipEvent event = inbox.next(deadline); event != null; event = inbox.next(deadline)) {
            switch (event) {
                case SipEvent.Response(var of, var response, var dialog)
                when of.equals(invite) && response.status().isFinal() -> {
                    return event;
                }
                case SipEvent.Failed(var of, var why)
                when of.equals(invite) -> {
                    return event;
                }
                case SipEvent.Request(var dialog, var request) -> refuse(request);
                default -> {} // of an INVITE before, say
            }
            if (inbox.hasOverflowed()) {
                invite.abandon();
                throw new NotSent(FLOODS);
            }
        }
        invite.abandon();
        return null;
    }

    private static Answered answered(ClientTransaction invite, SipResponse response, Optional<Dialog> made)
            throws NotSent {
        if (!response.status().isSuccess() || made.isEmpty()) {
            throw new NotSent(
                    "the recording server answers " + response.status().code());
        }
        Dialog dialog = made.get();
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        invite.abandon(); // whoever else answers it records nothing
        return new Answered(dialog, response);
    }

    // ------------------------------------------------------------------ until it is over

    /** Whether there is somebody left to hang up on. */
    private boolean untilOver(Answered answer) throws NotSent, InterruptedException {
        if (!all.connects(copy, answer.response())) {
            throw new NotSent("the recording server does not take what it is offered");
        }
        sent.accept(true);
        Dialog dialog = answer.dialog();
        var rest = new RecordingRest(new Copied(), dialog, System::nanoTime, RandomGenerator.getDefault());
        while (!inbox.isOver()) {
            switch (inbox.heard(rest.tell(inbox.rests()))) {
                case null -> {}
                case SipEvent.Response(var of, var response, var in) when rest.asks(of) -> rest.answered(response);
                case SipEvent.Failed(var of, var why) when rest.asks(of) -> rest.failed(why);
                case SipEvent.Request(var on, var request)
                when on.equals(dialog) && request.request().is(Method.BYE) -> {
                    request.respond(Status.OK);
                    tell(new NotSent("the recording server hung up"), true);
                    return false;
                }
                case SipEvent.Request(var on, var request) -> refuse(request);
                case SipEvent.SessionExpired(var on)
                when on.equals(dialog) -> throw new NotSent("the recording server did not refresh the session");
                case SipEvent.FlowLost(var on) when on.equals(dialog) -> throw new NotSent("connection lost");
                default -> {} // of what comes besides, nothing concerns what it records
            }
            if (inbox.hasOverflowed()) {
                throw new NotSent(FLOODS);
            }
        }
        return true;
    }

    private void hangUp(Dialog dialog) throws InterruptedException {
        ClientTransaction bye = dialog.bye();
        long deadline = Scene.in(LAST_ANSWERS);
        for (SipEvent event = inbox.last(deadline); event != null; event = inbox.last(deadline)) {
            switch (event) {
                case SipEvent.Request(var on, var request) -> refuseLate(request);
                case SipEvent.Response(var of, var response, var in)
                when of.request().is(Method.INVITE) && response.status().isSuccess() ->
                    dialog.ack(Headers.EMPTY, Body.EMPTY); // of what was asked just before
                case SipEvent.Response(var of, var response, var in)
                when of.equals(bye) && response.status().isFinal() -> {
                    answerTheRest();
                    return;
                }
                case SipEvent.Failed(var of, var why)
                when of.equals(bye) -> {
                    answerTheRest();
                    return;
                }
                default -> {}
            }
        }
    }

    /** What waits yet; whatever comes from now on the loop answers, for there is no dialog any more. */
    private void answerTheRest() throws InterruptedException {
        long now = System.nanoTime();
        for (SipEvent event = inbox.last(now); event != null; event = inbox.last(now)) {
            if (event instanceof SipEvent.Request(var on, var request)) {
                refuseLate(request);
            }
        }
    }

    private static void refuseLate(ServerTransaction request) {
        request.respond(request.request().is(Method.BYE) ? Status.OK : Status.CALL_DOES_NOT_EXIST);
    }

    /**
     * Its streams are what the call gives: nobody changes them from there. The session stays as it is.
     *
     * @rfc 3261 14.2
     */
    private static void refuse(ServerTransaction request) {
        switch (request.request().method().name()) {
            case "INVITE", "UPDATE" -> request.respond(Status.NOT_ACCEPTABLE_HERE);
            case "BYE", "OPTIONS" -> request.respond(request.response(Status.OK).with(Crossing.ALLOW));
            default ->
                request.respond(request.response(Status.METHOD_NOT_ALLOWED).with(Crossing.ALLOW));
        }
    }
}
