package org.ringfort.app.calls;

import java.util.List;
import java.util.function.Predicate;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.trunks.TrunkLoad;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps trunks within their limits: a plan is given away only with a place on each trunk that it names. */
@Component
class OutgoingCalls {
    private final TrunkLoad load;
    private final LiveCalls live;

    OutgoingCalls(TrunkLoad load, LiveCalls live) {
        this.load = load;
        this.live = live;
    }

    /** The plan without the trunks that are full; a refusal where none is left. */
    RoutePlan claimed(TenantId tenant, String callId, RoutePlan plan) {
        if (plan.steps().stream().noneMatch(Step.Dial.class::isInstance)) {
            return plan;
        }
        String call = CallId.parse(callId).toString();
        Predicate<String> isLive =
                known -> live.find(tenant, CallId.parse(known)).isPresent();
        List<Step> steps = plan.steps().stream()
                .filter(step -> !(step instanceof Step.Dial dial)
                        || load.claim(dial.way().trunk(), call, isLive, dial.emergency()))
                .toList();
        if (!steps.isEmpty()) {
            return new RoutePlan(steps, plan.rule(), plan.why());
        }
        String why = plan.why() + ": full";
        return new RoutePlan(List.of(new Step.Refuse(503, "Too Many Calls", why)), "trunk-limit", why);
    }

    @EventListener
    void over(CallChanged changed) {
        if (changed.call().state() == LiveCall.State.ENDED) {
            load.over(changed.call().id().toString());
        }
    }
}
