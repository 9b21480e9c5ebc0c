package org.ringfort.media.control;

import java.util.Optional;
import org.ringfort.contract.media.v1.ConferReply;
import org.ringfort.contract.sound.v1.ConferenceMember;
import org.ringfort.contract.sound.v1.ConferenceSeen;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.recorder.RecordingOrder;
import org.ringfort.media.session.ConferenceAct;
import org.ringfort.media.session.ConferenceEnd;
import org.ringfort.media.session.ConferenceOrder;
import org.ringfort.media.session.SessionEvent;

/** Conferences in the words of the contract. Pure. */
final class Conferring {
    private Conferring() {}

    static Outcome<ConferenceOrder> order(
            org.ringfort.contract.sound.v1.ConferenceOrder order, RecordingOrder.Owner owner) {
        Optional<String> wrong = ConferenceOrder.wrong(order.getConferenceId(), order.getMost());
        if (wrong.isPresent()) {
            return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, wrong.get());
        }
        return order.hasRecording()
                ? Recordings.order(order.getRecording(), owner)
                        .then(recording -> new Outcome.Agreed<>(order(order, Optional.of(recording))))
                : new Outcome.Agreed<>(order(order, Optional.empty()));
    }

    private static ConferenceOrder order(
            org.ringfort.contract.sound.v1.ConferenceOrder order, Optional<RecordingOrder> recording) {
        return new ConferenceOrder(
                order.getConferenceId(),
                order.getModerator(),
                order.getMuted(),
                order.getWaitsForModerator(),
                order.getTones(),
                order.getMost(),
                order.getListens(),
                recording);
    }

    static Outcome<ConferenceAct> act(org.ringfort.contract.sound.v1.ConferenceAct act) {
        return switch (act) {
            case CONFERENCE_ACT_MUTE -> new Outcome.Agreed<>(ConferenceAct.MUTE);
            case CONFERENCE_ACT_UNMUTE -> new Outcome.Agreed<>(ConferenceAct.UNMUTE);
            case CONFERENCE_ACT_MUTE_ALL -> new Outcome.Agreed<>(ConferenceAct.MUTE_ALL);
            case CONFERENCE_ACT_UNMUTE_ALL -> new Outcome.Agreed<>(ConferenceAct.UNMUTE_ALL);
            case CONFERENCE_ACT_LOCK -> new Outcome.Agreed<>(ConferenceAct.LOCK);
            case CONFERENCE_ACT_UNLOCK -> new Outcome.Agreed<>(ConferenceAct.UNLOCK);
            case CONFERENCE_ACT_BEGIN -> new Outcome.Agreed<>(ConferenceAct.BEGIN);
            case CONFERENCE_ACT_END -> new Outcome.Agreed<>(ConferenceAct.END);
            case CONFERENCE_ACT_UNSPECIFIED, UNRECOGNIZED ->
                Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "an act in a conference that is none");
        };
    }

    static ConferReply reply(Outcome<Optional<ConferenceEnd>> outcome) {
        return switch (outcome) {
            case Outcome.Agreed<Optional<ConferenceEnd>> agreed ->
                agreed.value()
                        .map(why -> ConferReply.newBuilder().setTurnedAway(end(why)))
                        .orElseGet(() -> ConferReply.newBuilder().setJoined(true))
                        .build();
            case Outcome.Refused<Optional<ConferenceEnd>> refused ->
                ConferReply.newBuilder()
                        .setRefused(Replies.refusal(refused.refusal()))
                        .build();
        };
    }

    static ConferenceSeen seen(SessionEvent.ConferenceSeen seen) {
        var told = ConferenceSeen.newBuilder()
                .setConferenceId(seen.conferenceId())
                .setWaits(seen.waits())
                .setLocked(seen.locked());
        seen.present()
                .forEach(member -> told.addMembers(ConferenceMember.newBuilder()
                        .setCallId(member.sessionId())
                        .setLegId(member.legId())
                        .setSinceMs(member.sinceMillis())
                        .setModerator(member.moderator())
                        .setMuted(member.muted())
                        .setListens(member.listens())
                        .setSpeaks(member.speaks())));
        return told.build();
    }

    static org.ringfort.contract.sound.v1.ConferenceEnd end(ConferenceEnd why) {
        return switch (why) {
            case FULL -> org.ringfort.contract.sound.v1.ConferenceEnd.CONFERENCE_END_FULL;
            case LOCKED -> org.ringfort.contract.sound.v1.ConferenceEnd.CONFERENCE_END_LOCKED;
            case ENDED -> org.ringfort.contract.sound.v1.ConferenceEnd.CONFERENCE_END_ENDED;
        };
    }
}
