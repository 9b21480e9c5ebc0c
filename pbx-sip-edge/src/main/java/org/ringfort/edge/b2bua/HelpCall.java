package org.ringfort.edge.b2bua;

import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.HelpCalled;

/**
 * Says once that an emergency service is called by a trunk, when the request has left and never before: whoever is to be notified
 * holds nothing up. Of other calls it says nothing. Owned by the call's thread.
 */
final class HelpCall implements Runnable {
    private final Scene scene;
    private final Waiting waiting;
    private final Dial step;
    private boolean told;

    /** @param waiting who will talk with the service: it is his device that is named */
    HelpCall(Scene scene, Waiting waiting, Dial step) {
        this.scene = scene;
        this.waiting = waiting;
        this.step = step;
    }

    @Override
    public void run() {
        if (told || !step.getEmergency()) {
            return;
        }
        told = true;
        scene.app()
                .tell(HelpCalled.newBuilder()
                        .setTenantId(scene.plan().getTenantId())
                        .setCallId(scene.callId())
                        .setTrunkId(step.getTrunkId())
                        .setTrunk(step.getTrunk())
                        .setNumber(step.getNumber())
                        .setExtension(waiting.leg().record().getNumber())
                        .setDeviceId(waiting.leg().record().getDeviceId())
                        .setLocation(step.getLocation().getName())
                        .setLocationSent(GatewayInvitation.tellsWhere(step))
                        .setAtMs(scene.ledger().now())
                        .build());
    }
}
