package org.ringfort.app.calls.grpc;

import com.google.protobuf.ByteString;
import java.util.UUID;
import org.ringfort.app.music.HoldMusics;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.TuneReply;
import org.ringfort.contract.control.v1.TuneRequest;
import org.ringfort.kernel.id.TenantId;

/** What those hear who are put on hold, in the contract's words. Any thread; may block for the database. */
final class HeldParties {
    private final HoldMusics music;

    HeldParties(HoldMusics music) {
        this.music = music;
    }

    /** A plan, and what is heard on hold in the call that comes of it. Nobody plays music to an emergency service. */
    RouteReply hear(RouteReply reply) {
        if (!reply.hasPlan() || callsForHelp(reply.getPlan())) {
            return reply;
        }
        Plan plan = reply.getPlan();
        String tune = music.named(new TenantId(UUID.fromString(plan.getTenantId())));
        return reply.toBuilder().setPlan(plan.toBuilder().setHoldMusic(tune)).build();
    }

    private static boolean callsForHelp(Plan plan) {
        return plan.getStepsList().stream()
                .anyMatch(step -> step.hasDial() && step.getDial().getEmergency());
    }

    TuneReply tune(TuneRequest request) {
        return music.tune(request.getTune())
                .map(pcmu -> TuneReply.newBuilder()
                        .setPcmu(ByteString.copyFrom(pcmu))
                        .build())
                .orElseGet(() -> TuneReply.newBuilder().setGone(true).build());
    }
}
