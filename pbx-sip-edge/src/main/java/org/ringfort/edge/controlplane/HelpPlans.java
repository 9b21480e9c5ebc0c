package org.ringfort.edge.controlplane;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.HelpReply;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;

/**
 * What the app has said of how phones call for help: no more than so many octets. Gateways, which phones share, are kept and
 * counted once, for as long as any plan leads there. Any thread; locked for moments, and for one plan at a time.
 */
final class HelpPlans {
    private static final int MOST_PLANS = 100;

    private final long most;
    private final Map<Gateway, Shared> gateways = new HashMap<>();
    private long octets;

    private static final class Shared {
        private final Gateway gateway;
        private int uses;

        private Shared(Gateway gateway) {
            this.gateway = gateway;
        }
    }

    HelpPlans(long most) {
        this.most = most;
    }

    /** Of all that is kept. */
    synchronized long octets() {
        return octets;
    }

    /** False where there is no room: then nothing is known of the phone, rather than what was true once. */
    boolean keep(HelpPhone phone, HelpReply reply) {
        Map<String, Plan> plans = new HashMap<>();
        long size = 0;
        for (Map.Entry<String, Plan> told : helping(reply).entrySet()) {
            Plan plan = withGateways(told.getValue(), this::use);
            plans.put(told.getKey(), plan);
            size += withGateways(plan, _ -> List.of()).getSerializedSize();
        }
        return swap(phone, new HelpPhone.Known(Map.copyOf(plans), size));
    }

    private synchronized boolean swap(HelpPhone phone, HelpPhone.Known fresh) {
        HelpPhone.Known before = phone.known;
        octets += fresh.octets();
        phone.known = fresh;
        giveBack(before);
        if (phone.gone || octets > most) {
            drop(phone);
            return phone.gone;
        }
        return true;
    }

    /** Nothing is known of the phone any more. */
    synchronized void drop(HelpPhone phone) {
        HelpPhone.Known before = phone.known;
        phone.known = HelpPhone.Known.NOTHING;
        giveBack(before);
    }

    private void giveBack(HelpPhone.Known known) {
        octets -= known.octets();
        known.plans().values().stream()
                .flatMap(plan -> plan.getStepsList().stream())
                .flatMap(step -> step.getDial().getGatewaysList().stream())
                .forEach(this::disuse);
    }

    private synchronized List<Gateway> use(List<Gateway> told) {
        return told.stream().map(this::use).toList();
    }

    private Gateway use(Gateway told) {
        Shared shared = gateways.get(told);
        if (shared == null) {
            shared = new Shared(told);
            gateways.put(told, shared);
            octets += told.getSerializedSize();
        }
        shared.uses++;
        return shared.gateway;
    }

    private void disuse(Gateway gateway) {
        Shared shared = gateways.get(gateway);
        if (shared != null && --shared.uses == 0) {
            gateways.remove(gateway);
            octets -= gateway.getSerializedSize();
        }
    }

    private static Plan withGateways(Plan plan, Function<List<Gateway>, List<Gateway>> which) {
        Plan.Builder same = plan.toBuilder();
        for (Step.Builder step : same.getStepsBuilderList()) {
            List<Gateway> gateways = which.apply(step.getDial().getGatewaysList());
            step.getDialBuilder().clearGateways().addAllGateways(gateways);
        }
        return same.build();
    }

    /** By what is dialled. What leads anywhere else is left out, whatever the app says. */
    private static Map<String, Plan> helping(HelpReply reply) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        reply.getPlansList().stream()
                .limit(MOST_PLANS)
                .filter(plan -> plan.getStepsCount() > 0)
                .filter(plan -> plan.getStepsList().stream().allMatch(HelpPlans::helps))
                .forEach(plan -> plans.put(plan.getDialled().toLowerCase(Locale.ROOT), plan));
        return plans;
    }

    /** What the app says here can call nobody else. */
    private static boolean helps(Step step) {
        return step.hasDial() && step.getDial().getEmergency();
    }
}
