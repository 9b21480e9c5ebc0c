package org.ringfort.app.calls;

import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.dialplan.Dialplan;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says that somebody calls for help, and raises an alarm where he reached nobody: in the log at once, in the audit trail beside the
 * call. Nothing of it is ever waited for. Any thread.
 */
@Component
public class HelpCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HelpCalls.class);

    private final Audit audit;
    private final Rounds<Said> trail;

    HelpCalls(Audit audit) {
        this.audit = audit;
        this.trail = new Rounds<>(work -> Thread.ofVirtual().name("help-trail").start(work), this::write);
    }

    private record Said(TenantId tenant, boolean called, String extension, Facts facts) {}

    /** As the audit trail keeps it. */
    private record Facts(String number, String device, String why) {}

    /**
     * The request to an emergency service has left the edge.
     *
     * @param extension who calls
     * @param device empty: unknown
     * @param trunk its name
     */
    public void called(
            TenantId tenant, String call, String number, String extension, String device, String trunk, String edge) {
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.EMERGENCY_CALLED)
                .addKeyValue(Fields.TENANT, tenant.toString())
                .addKeyValue(Fields.EXTENSION, extension)
                .addKeyValue(Fields.CALL_ID, call)
                .addKeyValue("ringfort.trunk", trunk)
                .addKeyValue("ringfort.edge", edge)
                .log("somebody calls for help");
        trail.wanted(new Said(tenant, true, extension, new Facts(number, device, "by trunk " + trunk)));
    }

    /** A plan was made; where it says that help cannot be called, that is an alarm. */
    void planned(TenantId tenant, String call, String number, String extension, RoutePlan plan) {
        if (plan.rule().equals(Dialplan.HELPLESS)) {
            unreached(tenant, call, number, extension, plan.why());
        }
    }

    @EventListener
    void ended(CallsEnded ended) {
        for (EndedCall call : ended.calls()) {
            boolean gaveUp = call.hungUpBy() == EndedCall.HungUpBy.CALLER;
            if (call.rule().equals(Dialplan.EMERGENCY) && call.answeredAt().isEmpty() && !gaveUp) {
                unreached(
                        call.tenant(),
                        call.id().toString(),
                        call.dialled(),
                        call.caller(),
                        "ended with " + call.status() + ": " + call.endReason());
            }
        }
    }

    private void unreached(TenantId tenant, String call, String number, String extension, String why) {
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, Events.EMERGENCY_UNREACHED)
                .addKeyValue(Fields.TENANT, tenant.toString())
                .addKeyValue(Fields.EXTENSION, extension)
                .addKeyValue(Fields.CALL_ID, call)
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("somebody called for help and reached nobody");
        trail.wanted(new Said(tenant, false, extension, new Facts(number, "", why)));
    }

    private void write(Said said) {
        try {
            var _ = Actors.call(Actor.system("calls", said.tenant()), () -> {
                audit.recordSeparately(
                        said.tenant(),
                        said.called()
                                ? AuditEntry.of(Events.EMERGENCY_CALLED, "extension", said.extension(), said.facts())
                                : AuditEntry.of(
                                        Events.EMERGENCY_UNREACHED, "extension", said.extension(), said.facts()));
                return true;
            });
        } catch (RuntimeException notNow) {
            LOG.warn("That somebody called for help could not be written to the audit trail", notNow);
        }
    }
}
