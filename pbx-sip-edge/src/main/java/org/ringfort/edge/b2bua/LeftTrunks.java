package org.ringfort.edge.b2bua;

import java.util.Collection;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.TrunkLeft;

/** Tells the app by which trunks a call does not go after all, so that others may before it is over. */
final class LeftTrunks {
    private LeftTrunks() {}

    /** It failed there. Where the app is away, it frees the place when the call is over. */
    static void tell(Scene scene, Dial step) {
        var _ = scene.app()
                .tell(FromEdge.newBuilder()
                        .setTrunkLeft(
                                TrunkLeft.newBuilder().setCallId(scene.callId()).setTrunkId(step.getTrunkId()))
                        .build());
    }

    /** Nobody tries these any more. */
    static void untried(Scene scene, Collection<Step> steps) {
        steps.stream().filter(Step::hasDial).forEach(step -> tell(scene, step.getDial()));
    }
}
