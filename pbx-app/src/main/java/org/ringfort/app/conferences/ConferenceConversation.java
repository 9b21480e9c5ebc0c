package org.ringfort.app.conferences;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.applications.Application;
import org.ringfort.app.applications.Caller;
import org.ringfort.app.applications.Caller.Collected;
import org.ringfort.app.applications.Caller.Question;
import org.ringfort.app.applications.CallerGone;
import org.ringfort.app.applications.Conference;
import org.ringfort.app.applications.Sound;
import org.ringfort.app.voicemail.PinPolicy;
import org.springframework.stereotype.Component;

/** The way into a room: its PIN, and then the conference until one hangs up or it ends. */
@Component
final class ConferenceConversation implements Application {
    private static final int TRIES = 3;
    private static final Duration FIRST_DIGIT = Duration.ofSeconds(8);
    private static final Duration NEXT_DIGIT = Duration.ofSeconds(3);

    private final Rooms rooms;
    private final RoomPins pins;
    private final RoomRecorder recorder;

    ConferenceConversation(Rooms rooms, RoomPins pins, RoomRecorder recorder) {
        this.rooms = rooms;
        this.pins = pins;
        this.recorder = recorder;
    }

    @Override
    public String name() {
        return "conference";
    }

    @Override
    public void converse(Visit visit, Caller caller) throws CallerGone {
        Optional<Room> found = rooms.find(visit.tenant(), new RoomId(UUID.fromString(visit.argument())));
        if (found.isEmpty()) {
            goodbye(caller, "the room is gone", "not-available");
            return;
        }
        Room room = found.get();
        RoomRole role = admitted(room, visit, caller);
        switch (role) {
            case WRONG -> goodbye(caller, "wrong PIN", "conf-wrong-pin");
            case LOCKED -> goodbye(caller, "too many wrong PINs", "conf-pins-locked");
            case MODERATOR, PARTICIPANT -> confer(room, role == RoomRole.MODERATOR, visit, caller);
        }
    }

    /** Who has to type nothing may say that he is a moderator. */
    private RoomRole admitted(Room room, Visit visit, Caller caller) throws CallerGone {
        if (!room.hasPin() && !room.hasModeratorPin()) {
            return RoomRole.PARTICIPANT;
        }
        String ask = room.hasPin() ? "conf-enter-pin" : "conf-enter-pin-or-hash";
        List<Sound> prompt = Sound.prompts(ask);
        for (int tries = 0; tries < TRIES; tries++) {
            Collected typed = caller.collect(new Question(prompt, PinPolicy.LONGEST, "#", FIRST_DIGIT, NEXT_DIGIT));
            if (typed.digits().isEmpty() && !room.hasPin()) {
                return RoomRole.PARTICIPANT;
            }
            RoomRole role = typed.digits().isEmpty()
                    ? RoomRole.WRONG
                    : pins.check(room.tenant(), room.id(), typed.digits(), visit.call());
            if (role != RoomRole.WRONG) {
                return role;
            }
            prompt = Sound.prompts("conf-wrong-pin", ask);
        }
        return RoomRole.WRONG;
    }

    private void confer(Room room, boolean moderator, Visit visit, Caller caller) throws CallerGone {
        Conference.End end = caller.confer(new Conference(
                room.conferenceId(),
                moderator,
                room.muteOnEntry() && !moderator,
                room.waitsForModerator(),
                room.tones(),
                room.most(),
                recorder.order(room, visit)));
        switch (end) {
            case FULL -> goodbye(caller, "the room is full", "conf-full");
            case LOCKED -> goodbye(caller, "the room is locked", "conf-locked");
            case ENDED -> goodbye(caller, "a moderator ended the conference", "conf-ended");
        }
    }

    private static void goodbye(Caller caller, String why, String prompt) throws CallerGone {
        caller.play(Sound.prompts(prompt, "goodbye"));
        caller.hangUp(why);
    }
}
