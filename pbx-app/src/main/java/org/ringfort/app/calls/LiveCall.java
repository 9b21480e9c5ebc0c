package org.ringfort.app.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

/**
 * A call that is up, as its edge last told.
 *
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
        List<LegSecurity> legs) {
    public LiveCall {
        legs = List.copyOf(legs);
    }

    /** How far it got. */
    public enum State {
        RINGING,
        ANSWERED,
        HELD,
        ENDED
    }
}
