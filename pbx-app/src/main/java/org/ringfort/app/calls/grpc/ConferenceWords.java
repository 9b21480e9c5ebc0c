package org.ringfort.app.calls.grpc;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.calls.ConferenceAct;
import org.ringfort.app.calls.LiveConference;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.contract.control.v1.LeadConference;
import org.ringfort.contract.sound.v1.ConferenceSeen;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.LegId;
import org.ringfort.kernel.id.TenantId;

/** Conferences in our words. Pure. */
final class ConferenceWords {
    private static final int MOST_MEMBERS = 200;

    private ConferenceWords() {}

    static LeadConference lead(CallId call, String legId, ConferenceAct act) {
        return LeadConference.newBuilder()
                .setCallId(call.toString())
                .setLegId(legId)
                .setAct(
                        switch (act) {
                            case MUTE -> org.ringfort.contract.sound.v1.ConferenceAct.CONFERENCE_ACT_MUTE;
                            case UNMUTE -> org.ringfort.contract.sound.v1.ConferenceAct.CONFERENCE_ACT_UNMUTE;
                            case MUTE_ALL -> org.ringfort.contract.sound.v1.ConferenceAct.CONFERENCE_ACT_MUTE_ALL;
                            case UNMUTE_ALL -> org.ringfort.contract.sound.v1.ConferenceAct.CONFERENCE_ACT_UNMUTE_ALL;
                            case LOCK -> org.ringfort.contract.sound.v1.ConferenceAct.CONFERENCE_ACT_LOCK;
                            case UNLOCK -> org.ringfort.contract.sound.v1.ConferenceAct.CONFERENCE_ACT_UNLOCK;
                            case BEGIN -> org.ringfort.contract.sound.v1.ConferenceAct.CONFERENCE_ACT_BEGIN;
                            case END -> org.ringfort.contract.sound.v1.ConferenceAct.CONFERENCE_ACT_END;
                        })
                .build();
    }

    /**
     * Empty where it is no room's: a page is a conference that its edge made.
     *
     * @throws IllegalArgumentException where there are more than the contract has, or one is of no call or leg
     */
    static Optional<LiveConference> seen(ConferenceSeen told) {
        if (told.getMembersCount() > MOST_MEMBERS) {
            throw new IllegalArgumentException(told.getMembersCount() + " in a conference");
        }
        String[] name = told.getConferenceId().split("/", -1);
        if (name.length != 2 || name[0].equals("page")) {
            return Optional.empty();
        }
        return Optional.of(new LiveConference(
                TenantId.parse(name[0]),
                new RoomId(UUID.fromString(name[1])),
                told.getWaits(),
                told.getLocked(),
                told.getMembersList().stream()
                        .map(member -> new LiveConference.Member(
                                CallId.parse(member.getCallId()),
                                LegId.parse(member.getLegId()).toString(),
                                Instant.ofEpochMilli(member.getSinceMs()),
                                member.getModerator(),
                                member.getMuted(),
                                member.getListens(),
                                member.getSpeaks()))
                        .toList()));
    }
}
