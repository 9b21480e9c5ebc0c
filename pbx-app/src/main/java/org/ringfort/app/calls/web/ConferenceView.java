package org.ringfort.app.calls.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ringfort.app.calls.LiveCall;
import org.ringfort.app.calls.LiveConference;
import org.ringfort.app.calls.LiveParty;
import org.ringfort.kernel.id.CallId;

/**
 * Who is in a conference room now.
 *
 * @param waits nobody hears anybody, since a moderator is waited for
 * @param locked by a moderator: nobody but moderators comes in
 */
record ConferenceView(UUID roomId, boolean waits, boolean locked, List<ParticipantView> participants) {
    /**
     * @param number empty where it is not known
     * @param name empty where the call has none
     * @param listens is never heard
     * @param speaks louder than the others just now
     */
    record ParticipantView(
            UUID callId,
            String number,
            String name,
            Instant since,
            boolean moderator,
            boolean muted,
            boolean listens,
            boolean speaks) {}

    /** @param calls those that are up; who is in none of them is in no room either */
    static ConferenceView of(LiveConference conference, Function<CallId, Optional<LiveCall>> calls) {
        return new ConferenceView(
                conference.room().value(),
                conference.waits(),
                conference.locked(),
                conference.members().stream()
                        .flatMap(member -> calls.apply(member.call()).stream().map(call -> of(member, call)))
                        .toList());
    }

    private static ParticipantView of(LiveConference.Member member, LiveCall call) {
        String number = call.parties().stream()
                .filter(party -> party.legId().equals(member.legId()))
                .map(LiveParty::number)
                .findFirst()
                .orElse("");
        return new ParticipantView(
                call.id().value(),
                number,
                number.equals(call.caller()) ? call.callerName() : "",
                member.since(),
                member.moderator(),
                member.muted(),
                member.listens(),
                member.speaks());
    }
}
