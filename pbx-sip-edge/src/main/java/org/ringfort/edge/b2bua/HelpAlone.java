package org.ringfort.edge.b2bua;

import java.util.Optional;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.edge.controlplane.ControlPlane;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The app cannot be asked about a call: one for help, of a phone that is registered here, goes by the plan that the app has given
 * away in advance; every other ends. Owned by the call's thread.
 */
final class HelpAlone {
    private static final Logger LOG = LoggerFactory.getLogger(HelpAlone.class);

    private HelpAlone() {}

    /** @param why the app cannot be asked */
    static Plan plan(ControlPlane app, String callId, ServerTransaction invite, Called dialled, String why)
            throws Hangup {
        Optional<Plan> prepared = invite.isEmergency()
                ? app.help().plan(invite.flow(), invite.request(), dialled.user())
                : Optional.empty();
        Plan plan = prepared.orElseThrow(() -> Hangup.unavailable("app unavailable: " + why));
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.EMERGENCY_PLACED_ALONE)
                .addKeyValue(Fields.CALL_ID, callId)
                .addKeyValue(Fields.TENANT, plan.getTenantId())
                .addKeyValue(Fields.EXTENSION, plan.getCaller().getNumber())
                .addKeyValue(Fields.SOURCE_IP, invite.flow().remoteAddress())
                .addKeyValue(Fields.EVENT_REASON, why)
                .log("somebody calls for help while the app is away");
        return plan.toBuilder()
                .setWhy(plan.getWhy() + "; the app was away")
                .setTakesNothingOver(true) // whose place it would take, nobody has proved that he may
                .build();
    }
}
