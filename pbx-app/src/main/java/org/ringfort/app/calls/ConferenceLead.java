package org.ringfort.app.calls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.springframework.stereotype.Service;

/**
 * Leads conferences of the current tenant, by order of somebody who may; written to the audit trail before it is done. What becomes of it
 * is told as all that happens in a room is.
 */
@Service
public class ConferenceLead {
    private final LiveConferences conferences;
    private final LiveCalls live;
    private final Edges edges;
    private final HangUps hangUps;
    private final TenantTransactions transactions;
    private final Audit audit;

    ConferenceLead(
            LiveConferences conferences,
            LiveCalls live,
            Edges edges,
            HangUps hangUps,
            TenantTransactions transactions,
            Audit audit) {
        this.conferences = conferences;
        this.live = live;
        this.edges = edges;
        this.hangUps = hangUps;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** As the audit trail keeps it. */
    private record Led(ConferenceAct act, String caller) {}

    /** Does what concerns all who are in a room, wherever they are. */
    public void all(RoomId room, ConferenceAct act) {
        Map<String, Member> byEdge = new LinkedHashMap<>();
        members(room).forEach(member -> byEdge.putIfAbsent(member.call().edgeId(), member));
        written(room, new Led(act, ""));
        told(byEdge.values().stream()
                .map(member -> edges.lead(member.call(), member.legId(), act))
                .reduce(false, Boolean::logicalOr));
    }

    /** Does what concerns one call that is in a room, whose parties are all meant. */
    public void one(RoomId room, CallId call, ConferenceAct act) {
        List<Member> meant = of(room, call);
        written(room, new Led(act, meant.getFirst().call().caller()));
        told(meant.stream()
                .map(member -> edges.lead(member.call(), member.legId(), act))
                .reduce(false, Boolean::logicalOr));
    }

    /** Ends a call that is in a room. */
    public void putOut(RoomId room, CallId call) {
        hangUps.hangUp(of(room, call).getFirst().call().id());
    }

    private record Member(LiveCall call, String legId) {}

    private List<Member> of(RoomId room, CallId call) {
        List<Member> meant = members(room).stream()
                .filter(member -> member.call().id().equals(call))
                .toList();
        if (meant.isEmpty()) {
            throw Problem.notFound();
        }
        return meant;
    }

    private List<Member> members(RoomId room) {
        TenantId tenant = TenantScope.current();
        List<Member> members = conferences.of(tenant, room).members().stream()
                .flatMap(member ->
                        live.find(tenant, member.call()).stream().map(call -> new Member(call, member.legId())))
                .toList();
        if (members.isEmpty()) {
            throw Problem.notFound();
        }
        return members;
    }

    private void written(RoomId room, Led led) {
        transactions.current(() -> {
            audit.record(AuditEntry.of(Events.CONFERENCE_LED, "conference-room", room, led));
            return true;
        });
    }

    private static void told(boolean edge) {
        if (!edge) {
            throw HangUps.edgeAway();
        }
    }
}
