package org.ringfort.app.calls.grpc;

import java.util.List;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.contract.policy.v1.MediaPolicy;

/** What is recorded is said in what media can mix: G.711, on all legs of a plan. */
final class Recordable {
    private static final List<String> CODECS = List.of("PCMU", "PCMA", "telephone-event");

    private Recordable() {}

    static void only(Plan.Builder plan) {
        plan.setMedia(only(plan.getMedia()));
        for (Step.Builder step : plan.getStepsBuilderList()) {
            if (step.hasRing()) {
                for (Target.Builder target : step.getRingBuilder().getTargetsBuilderList()) {
                    target.setMedia(only(target.getMedia()));
                }
            } else if (step.hasDial()) {
                step.getDialBuilder().setMedia(only(step.getDial().getMedia()));
            }
        }
    }

    private static MediaPolicy only(MediaPolicy policy) {
        return policy.toBuilder().clearCodecs().addAllCodecs(CODECS).build();
    }
}
