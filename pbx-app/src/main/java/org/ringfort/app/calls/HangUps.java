package org.ringfort.app.calls;

import java.util.List;
import java.util.Map;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.springframework.stereotype.Service;

/** Ends calls, and pauses their recordings, by order of somebody who may. */
@Service
public class HangUps {
    private final LiveCalls live;
    private final Edges edges;
    private final TenantTransactions transactions;
    private final Audit audit;

    HangUps(LiveCalls live, Edges edges, TenantTransactions transactions, Audit audit) {
        this.live = live;
        this.edges = edges;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Ends a call of the current tenant; written to the audit trail before it is done. */
    public void hangUp(CallId id) {
        LiveCall call = live.find(TenantScope.current(), id).orElseThrow(Problem::notFound);
        transactions.current(() -> {
            audit.record(AuditEntry.of(
                    Events.CALL_HUNG_UP, "call", id, Map.of("caller", call.caller(), "dialled", call.dialled())));
            return true;
        });
        told(edges.hangUp(call, "hung up by an administrator"));
    }

    /** Ends a call that may not go on, if it is still up; why it may not is in the audit trail already. */
    public void end(TenantId tenant, CallId id, String why) {
        live.find(tenant, id).ifPresent(call -> edges.hangUp(call, why));
    }

    /** Pauses the recording of a call of the current tenant, or lets it go on; in the audit trail before it is done. */
    public void pauseRecording(CallId id, boolean paused) {
        LiveCall call = live.find(TenantScope.current(), id).orElseThrow(Problem::notFound);
        Map<String, String> parties = Map.of("caller", call.caller(), "dialled", call.dialled());
        transactions.current(() -> {
            audit.record(
                    paused
                            ? AuditEntry.of(Events.RECORDING_PAUSED, "call", id, parties)
                            : AuditEntry.of(Events.RECORDING_RESUMED, "call", id, parties));
            return true;
        });
        told(edges.pauseRecording(call, paused));
    }

    private static void told(boolean edge) {
        if (!edge) {
            throw edgeAway();
        }
    }

    static Problem edgeAway() {
        return new Problem(503, "edge-away", "The edge that carries this call cannot be reached now.", List.of());
    }
}
