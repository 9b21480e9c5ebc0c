package org.ringfort.edge.b2bua;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.mediaplane.MediaEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.edge.topology.Note;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;

/**
 * Two legs talk, until one hangs up; how they change their session is {@link Changes}'s. One may send the other elsewhere:
 * while that {@link Transfer} is under way both go on talking, and their sessions stay as they are.
 *
 * @rfc 3261 15
 * @rfc 3515 2.4
 */
final class Talking {
    private static final int MOST_INFOS = 8;
    private static final int MOST_TRANSFERS = 20;

    private final Scene scene;
    private final Map<ClientTransaction, ServerTransaction> infos = new HashMap<>();
    private final Changes changes;
    private final TalkRecording recording;
    private Leg one;
    private Leg other;
    private @Nullable Transfer transfer;
    private @Nullable Progress progress;
    private int transfers;

    Talking(Scene scene, Leg callee) {
        this.scene = scene;
        this.one = scene.callerLeg();
        this.other = callee;
        this.changes = new Changes(scene);
        this.recording = new TalkRecording(scene);
    }

    /** Never returns but by {@link Hangup}. */
    void untilHangup() throws Hangup, InterruptedException {
        scene.ledger().measured(scene.media().report());
        recording.begin(one, other, scene.caller().offersNothing());
        if (scene.caller().offersNothing()) {
            changes.awaitsFirstAnswer(one, other);
        }
        try {
            while (true) {
                CallEvent event = scene.inbox().next(Long.MAX_VALUE);
                if (event != null) {
                    attend(event);
                }
                Transfer asked = transfer;
                if (asked != null) {
                    carryOut(asked);
                    transfer = null;
                }
            }
        } finally {
            if (progress != null) {
                progress.ended(Status.REQUEST_TERMINATED);
            }
            changes.end();
            recording.end();
            infos.values().forEach(info -> info.respond(Status.CALL_DOES_NOT_EXIST));
            infos.clear();
        }
    }

    private void attend(CallEvent event) throws Hangup {
        switch (event) {
            case CallEvent.Sip(var leg, var happened)
            when leg.equals(one) || leg.equals(other) -> attend(leg, happened);
            case CallEvent.Sip elsewhere -> Scene.stray(elsewhere);
            case CallEvent.Media(MediaEvent.Quiet quiet) -> quiet(quiet);
            case CallEvent.Media(MediaEvent.RecordingRests(var id, var rests)) -> recording.rests(id, rests);
            case CallEvent.Media(MediaEvent.Recorded(var _, var ready)) ->
                recording.finished(ready.getFacts().getRecordingId());
            case CallEvent.Sent(var part, var sent) -> recording.sent(part, sent);
            case CallEvent.Wanted(var order) -> wanted(order);
            case CallEvent.HandedOver late -> Scene.stray(late);
            case CallEvent.PickUp late -> Scene.stray(late);
            case CallEvent.PickedUp late -> Scene.stray(late);
            default -> {} // nothing of an application's is left to hear
        }
    }

    private void attend(Leg leg, SipEvent event) throws Hangup {
        switch (event) {
            case SipEvent.Request(var dialog, var request) -> asked(leg, request);
            case SipEvent.Response(var transaction, var response, var dialog) -> {
                if (!informed(transaction, response)
                        && !notified(transaction, response)
                        && !changes.answered(transaction, response, dialog)) {
                    Scene.stray(new CallEvent.Sip(leg, event));
                }
            }
            case SipEvent.Failed(var transaction, var failure) -> {
                ServerTransaction info = infos.remove(transaction);
                if (info != null) {
                    info.respond(Status.REQUEST_TIMEOUT);
                } else {
                    changes.failed(transaction, failure);
                }
            }
            case SipEvent.Cancelled(var transaction, var cancel) -> changes.cancelled(transaction);
            case SipEvent.Unacknowledged unacknowledged -> lost(leg, "did not acknowledge");
            case SipEvent.SessionExpired expired -> lost(leg, "did not refresh the session");
            case SipEvent.Acknowledged(var dialog, var ack) -> {
                changes.acknowledged(leg, ack);
                recording.begin(one, other, false);
            }
            case SipEvent.Abandoned abandoned -> {}
            case SipEvent.FlowLost
                    lost -> {} // the phone may come back on another; media and timers tell where it does not
        }
    }

    private Leg opposite(Leg leg) {
        return leg.equals(one) ? other : one;
    }

    private void asked(Leg leg, ServerTransaction request) throws Hangup {
        switch (request.request().method().name()) {
            case "BYE" -> {
                request.respond(Status.OK);
                leg.ended(Status.OK, scene.ledger().now());
                if (!sends(leg)) {
                    throw scene.hungUp(leg);
                }
                scene.ledger().measured(scene.media().close(leg));
            }
            case "INVITE", "UPDATE" -> {
                if (transfer == null) {
                    changes.asked(leg, opposite(leg), request);
                } else {
                    request.respond(Status.REQUEST_PENDING);
                }
            }
            case "INFO" -> inform(leg, request);
            case "REFER" -> refer(leg, request);
            case "SUBSCRIBE" -> subscribe(leg, request);
            case "OPTIONS" -> request.respond(request.response(Status.OK).with(Crossing.ALLOW));
            default ->
                request.respond(request.response(Status.METHOD_NOT_ALLOWED).with(Crossing.ALLOW));
        }
    }

    /** A party can no longer be talked to: the call is over, unless that one is on its way out of it. */
    private void lost(Leg leg, String why) throws Hangup {
        if (!sends(leg)) {
            throw Hangup.bySystem(Status.REQUEST_TIMEOUT, leg.name() + " " + why);
        }
        leave(leg);
    }

    // ------------------------------------------------------------------ transfer

    /** Whether this party is sending the other elsewhere just now. */
    private boolean sends(Leg leg) {
        return transfer != null && transfer.transferor().equals(leg);
    }

    private void refer(Leg leg, ServerTransaction request) {
        if (leg.outside() || leg.endToEnd()) { // who stays would go on with the keys of who left
            request.respond(leg.outside() ? Status.DECLINE : Status.NOT_ACCEPTABLE_HERE);
            return;
        }
        if (transfer != null || changes.underWay()) {
            request.respond(Status.REQUEST_PENDING);
            return;
        }
        switch (Referral.read(request, leg, scene.plan().getDomain())) {
            case Referral.Reading.Refused(var status) -> request.respond(status);
            case Referral.Reading.Understood(var referral) -> {
                if (transfers == MOST_TRANSFERS) {
                    request.respond(Status.DECLINE);
                    return;
                }
                transfers++;
                var told = Progress.accepting(referral, leg);
                progress = told;
                transfer = new Transfer(scene, leg, opposite(leg), referral, told, this::attend);
            }
        }
    }

    private void subscribe(Leg leg, ServerTransaction request) {
        if (progress != null && sends(leg)) {
            progress.asked(request);
        } else {
            request.respond(Status.CALL_DOES_NOT_EXIST);
        }
    }

    private void carryOut(Transfer asked) throws Hangup, InterruptedException {
        switch (asked.run()) {
            case Transfer.Outcome.Talks(var answered) -> {
                replaced(asked, answered);
                if (asked.transferor().held() && !resumes(one, other)) {
                    scene.mediaRefused(one, Status.NOT_ACCEPTABLE_HERE.code(), "stays on hold after a transfer");
                }
                scene.ledger().measured(scene.media().report());
                recording.goesOn(one, other);
            }
            case Transfer.Outcome.Joins(var joined, var onHold) -> {
                replaced(asked, joined);
                boolean agreed = resumes(one, other);
                if ((onHold || !agreed) && !resumes(other, one) && !agreed) {
                    throw Hangup.bySystem(Status.NOT_ACCEPTABLE_HERE, "no session in common after a transfer");
                }
                scene.ledger().measured(scene.media().report());
                recording.goesOn(one, other);
            }
            case Transfer.Outcome.Served(var by) -> {
                recording.end();
                Leg remaining = asked.remaining();
                remaining.meets(asked.destination());
                scene.parties().are(remaining);
                scene.ledger().talks(remaining, by.getName(), remaining.equals(scene.callerLeg()));
                tell(Status.OK);
                leave(asked.transferor());
                Party who = Party.newBuilder()
                        .setNumber(asked.number())
                        .setDisplayName(asked.displayName())
                        .setDeviceId(remaining.record().getDeviceId())
                        .build();
                new Application(scene, by, remaining, who, asked.destination()).serve();
            }
            case Transfer.Outcome.Failed(var status) -> {
                tell(status);
                if (asked.transferor().over()) {
                    throw Hangup.bySystem(status, "transfer failed with " + status.code());
                }
            }
        }
    }

    /** Another takes the place of the party that leaves. */
    private void replaced(Transfer done, Leg by) {
        recording.end();
        one = done.remaining();
        other = by;
        one.meets(other);
        scene.parties().are(one, other);
        scene.ledger().talks(one, by.record().getNumber(), one.equals(scene.callerLeg()));
        tell(Status.OK);
        leave(done.transferor());
    }

    private void tell(Status outcome) {
        if (progress != null) {
            progress.ended(outcome);
            progress = null;
        }
    }

    /** A party leaves the call, by BYE where it has not said so itself. */
    private void leave(Leg leg) {
        if (!leg.over()) {
            leg.dialog().ifPresent(Dialog::bye);
            leg.ended(Status.OK, scene.ledger().now());
        }
        scene.ledger().measured(scene.media().close(leg));
    }

    /** Offers {@code leg} what the other has agreed to; where it does not want it, all is as it was. */
    private boolean resumes(Leg leg, Leg with) throws Hangup, InterruptedException {
        boolean resumed = scene.media().offer(with, Body.EMPTY, List.of(leg))
                        instanceof MediaSession.Agreed.Bodies offered
                && new Reoffer(scene, leg, this::attend)
                        .offer(offered.first())
                        .filter(answer -> scene.media().answer(leg, with, answer) instanceof MediaSession.Agreed.Bodies)
                        .isPresent();
        if (!resumed) {
            scene.media().rollback();
        }
        return resumed;
    }

    /**
     * Another call of the same tenant wants the party that talks with the holder of a dialog here: it is given away, and this
     * call is over.
     *
     * @rfc 3891 3
     */
    private void wanted(Handover order) throws Hangup {
        Leg holder = order.concerns(scene.plan().getTenantId(), one) ? one : other;
        if (!order.concerns(scene.plan().getTenantId(), holder)) {
            order.refuse(Status.CALL_DOES_NOT_EXIST);
        } else if (order.earlyOnly()) {
            order.refuse(Status.BUSY_HERE);
        } else if (one.endToEnd()) {
            order.refuse(Status.NOT_ACCEPTABLE_HERE);
        } else if (transfer != null || changes.underWay()) {
            order.refuse(Status.REQUEST_PENDING);
        } else if (order.agree()) {
            giveAway(opposite(holder), holder, order);
        }
    }

    private void giveAway(Leg given, Leg holder, Handover order) throws Hangup {
        scene.ledger().measured(scene.media().report());
        if (!scene.media().give(given, order.toCall())) {
            order.refuse(Status.SERVER_INTERNAL_ERROR);
            return;
        }
        scene.ledger().gave(given);
        scene.parties().are(holder);
        order.give(given, holder.held());
        scene.inbox().forward(given);
        throw Hangup.bySystem(Status.OK, "taken over by call " + order.toCall());
    }

    /** Whether the response was one to a NOTIFY; a phone that refuses one gets no more. */
    private boolean notified(ClientTransaction transaction, SipResponse response) {
        boolean ours = transaction.request().is(Method.NOTIFY);
        if (ours && response.status().isFailure() && progress != null) {
            progress.refused();
        }
        return ours;
    }

    // ------------------------------------------------------------------ the rest

    /** Whether the response was one to an INFO that was passed on. */
    private boolean informed(ClientTransaction transaction, SipResponse response) {
        ServerTransaction info = response.status().isFinal() ? infos.remove(transaction) : null;
        if (info != null) {
            info.respond(response.status().isSuccess() ? Status.OK : Crossing.failure(response.status()));
        }
        return info != null;
    }

    private void inform(Leg from, ServerTransaction request) {
        var note = Note.of(request.request());
        Dialog onward = opposite(from).dialog().orElse(null);
        if (note.isEmpty()) {
            request.respond(Status.UNSUPPORTED_MEDIA_TYPE);
        } else if (onward == null || infos.size() >= MOST_INFOS) {
            request.respond(Status.SERVER_INTERNAL_ERROR);
        } else {
            infos.put(
                    onward.request(Method.INFO, note.get().headers(), note.get().body()), request);
        }
    }

    private void quiet(MediaEvent.Quiet quiet) throws Hangup {
        boolean held = one.held() || other.held();
        for (Leg silent : List.of(one, other)) {
            if (quiet.legId().equals(silent.id())
                    && !silent.over()
                    && !held
                    && quiet.seconds() >= scene.settings().quiet().toSeconds()) {
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "no media from the " + silent.name());
            }
        }
    }
}
