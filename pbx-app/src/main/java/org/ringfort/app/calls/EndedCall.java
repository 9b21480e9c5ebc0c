package org.ringfort.app.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

/**
 * A call from first to last, whatever became of it.
 *
 * @param status final SIP status towards the caller
 * @param endReason in words
 * @param why the dial plan's sentence, and {@code rule} its row
 * @param identity what was known of the caller's number, or was signed of it
 */
public record EndedCall(
        CallId id,
        TenantId tenant,
        String caller,
        String callerName,
        String dialled,
        String connected,
        Instant startedAt,
        Optional<Instant> rungAt,
        Optional<Instant> answeredAt,
        Instant endedAt,
        int status,
        HungUpBy hungUpBy,
        String endReason,
        String why,
        String rule,
        CallerIdentity identity,
        List<Leg> legs) {
    public EndedCall {
        legs = List.copyOf(legs);
    }

    /** Who ended it. */
    public enum HungUpBy {
        UNKNOWN,
        CALLER,
        CALLEE,
        SYSTEM,
        ADMINISTRATOR
    }

    /** What a leg was for. */
    public enum Role {
        UNKNOWN,
        CALLER,
        CALLEE,
        APPLICATION
    }

    /**
     * One leg.
     *
     * @param why why it was tried
     */
    public record Leg(
            String id,
            Role role,
            String number,
            String deviceId,
            int status,
            Optional<Instant> startedAt,
            Optional<Instant> answeredAt,
            Optional<Instant> endedAt,
            LegSecurity security,
            String remoteAddress,
            String userAgent,
            String codec,
            Packets packets,
            LegMeasures measures,
            String why) {}

    /** What media counted on a leg. */
    public record Packets(long authenticated, long refused, long clear, long sent, long lost, int jitterMicros) {}
}
