package org.ringfort.app.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

/**
 * A call that is up, as its edge last told.
 *
 * @param parties whose legs these are
 * @param connected who answered: a number, or an application's name; empty until then
 */
public record LiveCall(
        CallId id,
        TenantId tenant,
        String edgeId,
        State state,
        String caller,
        String callerName,
        String dialled,
        String connected,
        Instant startedAt,
        Optional<Instant> answeredAt,
        List<LegSecurity> legs,
        List<LiveParty> parties,
        Recording recording) {
    public LiveCall {
        legs = List.copyOf(legs);
        parties = List.copyOf(parties);
    }

    /** The same, over. */
    LiveCall ended() {
        return new LiveCall(
                id,
                tenant,
                edgeId,
                State.ENDED,
                caller,
                callerName,
                dialled,
                connected,
                startedAt,
                answeredAt,
                legs,
                parties,
                recording);
    }

    /** What the call's recording does; a voicemail's or a conference's is none. */
    public enum Recording {
        /** There is none, or none yet, or no more. */
        NONE,
        RUNS,
        RESTS
    }

    /** How far it got. */
    public enum State {
        RINGING,
        ANSWERED,
        HELD,
        ENDED
    }
}
