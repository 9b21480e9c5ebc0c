package org.ringfort.edge.b2bua;

import java.util.Optional;
import org.ringfort.contract.sound.v1.ConferenceAct;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.mediaplane.MediaEvent;
import org.ringfort.protocol.sip.Status;

/** What happens to a call. Posted by the loop, by media and by the app; taken by the call's own thread. */
sealed interface CallEvent {
    /** On one of its legs. */
    record Sip(Leg leg, SipEvent event) implements CallEvent {}

    record Media(MediaEvent event) implements CallEvent {}

    /** The app drives. */
    record Verb(org.ringfort.contract.control.v1.Verb verb) implements CallEvent {}

    /** The app's stream is gone. */
    record AppGone() implements CallEvent {}

    /** Another call wants one of its parties. */
    record Wanted(Handover order) implements CallEvent {}

    /** Something that the call has waited for is there; nothing to whoever does not wait any more. */
    record Done() implements CallEvent {}

    /** Another call wants to answer what rings here. */
    record PickUp(Pickup order) implements CallEvent {}

    /**
     * What a call that rings says to who wants to answer it.
     *
     * @param refusal empty where it may
     */
    record MayPickUp(Pickup order, Optional<Status> refusal) implements CallEvent {}

    /** Who was admitted has answered its phone, and gives it. */
    record PickedUp(Pickup order) implements CallEvent {}

    /** What another call says that was asked for a party. */
    record HandedOver(Handover order, Handover.Answer answer) implements CallEvent {}

    /** An administrator, or the edge's own end, wants the call to end. */
    record HangUpOrdered(String why) implements CallEvent {}

    /** A recording server takes what is recorded, or does not any more: that of the so-manieth recording session of the call. */
    record Sent(int part, boolean sent) implements CallEvent {}

    /** An administrator wants the call's recording to pause, or to go on. */
    record PauseOrdered(boolean paused) implements Aside {}

    /** An administrator leads the conference that a leg of this call is in. */
    record LeadOrdered(String legId, ConferenceAct act) implements Aside {}

    /** What media is told beside whatever the call does. */
    sealed interface Aside extends CallEvent {}
}
