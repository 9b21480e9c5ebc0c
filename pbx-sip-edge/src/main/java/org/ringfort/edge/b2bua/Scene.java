package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.BodyParts;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every act of one call shares, once it has a plan. Owned by the call's thread. */
record Scene(
        String callId,
        Calls calls,
        Plan plan,
        Inbox inbox,
        MediaSession media,
        Ledger ledger,
        Caller caller,
        Leg callerLeg,
        Parties parties,
        Journey journey) {
    private static final Logger LOG = LoggerFactory.getLogger(Scene.class);

    Calls.Settings settings() {
        return calls.settings();
    }

    ControlPlane app() {
        return calls.app();
    }

    Signalling signalling() {
        return calls.signalling();
    }

    Gateways gateways() {
        return calls.gateways();
    }

    /** An INVITE of ours goes out for the one who waits: it is a leg of this call, and may come back to us. */
    void goesOut(SipRequest invite, Waiting waiting) {
        traced(invite.headers().callId());
        calls.journeys().goesOn(journey, waiting.journey(), invite);
    }

    /** The dialogs of that Call-ID are a leg of this call. */
    void traced(String sipCallId) {
        signalling().leg(sipCallId, callId, plan.getTenantId());
    }

    static long in(Duration duration) {
        return System.nanoTime() + duration.toNanos();
    }

    /**
     * Media's offers for {@code toward} out of what the caller offers, empty for whom nothing can be offered; or the call ends as
     * media says. Only the caller's own offer ends it: phones of which none may be offered anything leave the rest of the plan,
     * a voicemail say, as it is.
     */
    MediaSession.Agreed.Bodies offer(List<Leg> toward) throws Hangup {
        MediaSession.Agreed agreed = media.offer(callerLeg, caller.offer(), toward);
        if (agreed instanceof MediaSession.Agreed.No && !toward.isEmpty()) {
            MediaSession.Agreed.Bodies alone = settled(
                    callerLeg,
                    media.offer(callerLeg, caller.offer(), toward.stream().anyMatch(Leg::isHelp)));
            return new MediaSession.Agreed.Bodies(Collections.nCopies(toward.size(), Body.EMPTY), alone.hold());
        }
        return settled(callerLeg, agreed);
    }

    /** What was agreed, or the call's end: 488 and the like, 503 where media is away. */
    MediaSession.Agreed.Bodies settled(Leg leg, MediaSession.Agreed agreed) throws Hangup {
        return switch (agreed) {
            case MediaSession.Agreed.Bodies bodies -> bodies;
            case MediaSession.Agreed.No(var status, var why) -> {
                mediaRefused(leg, status.code(), why);
                throw Hangup.bySystem(status, "media refused: " + why);
            }
            case MediaSession.Agreed.Away(var why) -> throw Hangup.unavailable("media unavailable: " + why);
        };
    }

    /** A party has hung up. */
    Hangup hungUp(Leg leg) {
        return leg.equals(callerLeg) ? Hangup.byCaller("caller hung up") : Hangup.byCallee("callee hung up");
    }

    void mediaRefused(Leg leg, int status, String why) {
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.CALL_MEDIA_REFUSED)
                .addKeyValue(Fields.CALL_ID, callId)
                .addKeyValue(Fields.TENANT, plan.getTenantId())
                .addKeyValue(Fields.SOURCE_IP, leg.record().getRemoteAddress())
                .addKeyValue(Fields.SIP_STATUS, status)
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("media refused what a leg offers or answers");
        app().reports()
                .report(SecurityEvent.newBuilder()
                        .setName(Events.CALL_MEDIA_REFUSED)
                        .setTenantId(plan.getTenantId())
                        .setSource(Source.newBuilder().setAddress(leg.record().getRemoteAddress()))
                        .setDetail(why));
    }

    /**
     * What comes too late: a 2xx of a leg that lost while it was on its way is acknowledged and ended at once, a request of a
     * leg that is over is told so.
     */
    static void stray(CallEvent event) {
        switch (event) {
            case CallEvent.Sip(var leg, var happened) -> stray(happened);
            case CallEvent.Wanted(var order) -> order.refuse(Status.TEMPORARILY_UNAVAILABLE);
            case CallEvent.PickUp(var order) -> order.refuse(Status.BUSY_HERE);
            case CallEvent.PickedUp(var order) ->
                order.over().flatMap(Leg::dialog).ifPresent(Dialog::bye);
            case CallEvent.HandedOver(var order, Handover.Answer.Given(var leg, var onHold)) ->
                leg.dialog().ifPresent(Dialog::bye);
            default -> {}
        }
    }

    private static void stray(SipEvent happened) {
        switch (happened) {
            case SipEvent.Response(var transaction, var response, var dialog)
            when transaction.request().is(Method.INVITE) && response.status().isSuccess() ->
                dialog.ifPresent(Scene::acknowledgeAndEnd);
            case SipEvent.Request(var dialog, var request)
            when request.request().is(Method.BYE) -> request.respond(Status.OK);
            case SipEvent.Request(var dialog, var request) -> request.respond(Status.CALL_DOES_NOT_EXIST);
            default -> {}
        }
    }

    static void acknowledgeAndEnd(Dialog dialog) {
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        dialog.bye();
    }

    /**
     * The session description that a response carries, perhaps beside something else; empty where it carries none. A body of which nothing
     * is said is taken for one: media says what is wrong with it.
     */
    static Optional<Body> sdp(SipResponse response) {
        Body body = response.body();
        if (body.isEmpty()) {
            return Optional.empty();
        }
        return response.headers()
                .contentType()
                .map(type -> BodyParts.first(ContentType.SDP, type, body))
                .orElseGet(() -> Optional.of(body));
    }
}
