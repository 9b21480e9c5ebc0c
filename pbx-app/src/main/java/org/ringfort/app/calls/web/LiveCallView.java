package org.ringfort.app.calls.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.calls.EndedCall;
import org.ringfort.app.calls.LegScore;
import org.ringfort.app.calls.LegSecurity;
import org.ringfort.app.calls.LiveCall;
import org.ringfort.app.calls.LiveParty;
import org.ringfort.app.calls.LiveSupervisor;

record LiveCallView(
        UUID id,
        LiveCall.State state,
        String caller,
        String callerName,
        String dialled,
        String connected,
        Instant startedAt,
        @Nullable Instant answeredAt,
        List<LiveLegView> legs,
        @Nullable LiveSupervisorView supervisor,

        @Schema(description = "What the call's recording does now: NONE where there is none, or none yet")
        LiveCall.Recording recording) {

    /**
     * @param role what it is for; {@code UNKNOWN} where its edge does not tell
     * @param number empty where it is not known
     * @param score null where nothing is judged: too little was said, or it is on hold
     */
    record LiveLegView(
            String id,
            EndedCall.Role role,
            String number,
            String transport,
            String tlsVersion,
            String tlsCipher,
            String tlsGroup,
            String tlsClient,
            String legacyZone,
            String keying,
            String profile,
            @Nullable LegScoreView score) {
        private static final LiveParty NOBODY = new LiveParty("", EndedCall.Role.UNKNOWN, "");

        static LiveLegView of(LegSecurity leg, List<LiveParty> parties, Optional<LegScore> score) {
            LiveParty party = parties.stream()
                    .filter(one -> one.legId().equals(leg.legId()))
                    .findFirst()
                    .orElse(NOBODY);
            return new LiveLegView(
                    leg.legId(),
                    party.role(),
                    party.number(),
                    leg.transport(),
                    leg.tlsVersion(),
                    leg.tlsCipher(),
                    leg.tlsGroup(),
                    leg.tlsClient(),
                    leg.zone(),
                    leg.keying(),
                    leg.srtpProfile(),
                    score.map(LegScoreView::of).orElse(null));
        }
    }

    /** @param reach {@code listen}, {@code whisper} or {@code barge} */
    record LiveSupervisorView(String number, String reach) {}

    static LiveCallView of(LiveCall call, Optional<LiveSupervisor> supervisor, Map<String, LegScore> scores) {
        return new LiveCallView(
                call.id().value(),
                call.state(),
                call.caller(),
                call.callerName(),
                call.dialled(),
                call.connected(),
                call.startedAt(),
                call.answeredAt().orElse(null),
                call.legs().stream()
                        .map(leg -> LiveLegView.of(leg, call.parties(), Optional.ofNullable(scores.get(leg.legId()))))
                        .toList(),
                supervisor
                        .map(who -> new LiveSupervisorView(who.number(), who.reach()))
                        .orElse(null),
                call.recording());
    }
}
