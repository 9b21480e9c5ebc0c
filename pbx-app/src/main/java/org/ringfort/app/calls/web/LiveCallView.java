package org.ringfort.app.calls.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.calls.LiveCall;
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
        @Nullable LiveSupervisorView supervisor) {

    record LiveLegView(
            String id,
            String transport,
            String tlsVersion,
            String tlsCipher,
            String tlsGroup,
            String tlsClient,
            String legacyZone,
            String keying,
            String profile) {}

    /** @param reach {@code listen}, {@code whisper} or {@code barge} */
    record LiveSupervisorView(String number, String reach) {}

    static LiveCallView of(LiveCall call, Optional<LiveSupervisor> supervisor) {
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
                        .map(leg -> new LiveLegView(
                                leg.legId(),
                                leg.transport(),
                                leg.tlsVersion(),
                                leg.tlsCipher(),
                                leg.tlsGroup(),
                                leg.tlsClient(),
                                leg.zone(),
                                leg.keying(),
                                leg.srtpProfile()))
                        .toList(),
                supervisor
                        .map(who -> new LiveSupervisorView(who.number(), who.reach()))
                        .orElse(null));
    }
}
