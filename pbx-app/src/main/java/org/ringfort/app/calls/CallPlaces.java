package org.ringfort.app.calls;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkLoad;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps tenants and trunks within their limits: a plan is given away only with a place among its tenant's calls and on each
 * trunk that it names, or that it came by.
 */
@Component
class CallPlaces {
    private final TrunkLoad load;
    private final LiveCalls live;

    CallPlaces(TrunkLoad load, LiveCalls live) {
        this.load = load;
        this.live = live;
    }

    /**
     * The plan, where the tenant may have one call more; a refusal where it may not. A plan that refuses takes no place.
     *
     * @param always takes a place however many there are: emergency calls
     * @param trunks takes the places that the plan needs beside
     */
    RoutePlan within(Tenant tenant, String callId, RoutePlan plan, boolean always, UnaryOperator<RoutePlan> trunks) {
        if (refuses(plan)) {
            return plan;
        }
        CallId call = CallId.parse(callId);
        if (!live.claim(tenant.id(), call, always ? Integer.MAX_VALUE : tenant.maxCalls())) {
            String why = "The tenant's " + tenant.maxCalls() + " calls are all up";
            return new RoutePlan(List.of(new Step.Refuse(503, "Too Many Calls", why)), "tenant-limit", why);
        }
        RoutePlan placed = trunks.apply(plan);
        if (refuses(placed)) {
            live.givenUp(tenant.id(), call);
        }
        return placed;
    }

    private static boolean refuses(RoutePlan plan) {
        return plan.steps().stream().allMatch(Step.Refuse.class::isInstance);
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
        return full(plan, "trunk-limit");
    }

    /** The plan of a call that comes in, with a place on the trunk that brings it; a refusal where there is none. */
    RoutePlan taken(Trunk trunk, String callId, RoutePlan plan) {
        Predicate<String> isLive =
                known -> live.find(trunk.tenant(), CallId.parse(known)).isPresent();
        return load.claim(trunk, CallId.parse(callId).toString(), isLive, false) ? plan : full(plan, "trunk-limit");
    }

    private static RoutePlan full(RoutePlan plan, String rule) {
        String why = plan.why() + ": full";
        return new RoutePlan(List.of(new Step.Refuse(503, "Too Many Calls", why)), rule, why);
    }

    @EventListener
    void over(CallChanged changed) {
        if (changed.call().state() == LiveCall.State.ENDED) {
            load.over(changed.call().id().toString());
        }
    }
}
