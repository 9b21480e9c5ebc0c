package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.List;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;

/**
 * One step of the plan that calls the public network: the gateways of a trunk, one after the other, until one takes the call
 * or a person has said no.
 */
final class Dialling {
    /** How it ended. */
    sealed interface Dialled {
        /** Somebody is there; the body is media's answer for the caller. */
        record Answered(Leg leg, Body forCaller) implements Dialled {}

        /** The far side has said no: nothing else is tried. */
        record Final(Status status) implements Dialled {}

        /** No gateway took the call; another trunk may. */
        record Unreached(Status best) implements Dialled {}
    }

    private final Scene scene;
    private final Dial step;

    Dialling(Scene scene, Dial step) {
        this.scene = scene;
        this.step = step;
    }

    Dialled dial() throws Hangup, InterruptedException {
        List<Status> failures = new ArrayList<>();
        for (Gateway gateway : scene.gateways().inOrder(step.getGatewaysList(), Gateway::getGatewayId)) {
            switch (new GatewayCall(scene, step, gateway).call()) {
                case GatewayCall.Outcome.Answered(var leg, var forCaller) -> {
                    scene.gateways().worked(gateway.getGatewayId());
                    return new Dialled.Answered(leg, forCaller);
                }
                case GatewayCall.Outcome.Refused(var status) -> {
                    scene.gateways().worked(gateway.getGatewayId());
                    return new Dialled.Final(Crossing.failure(status));
                }
                case GatewayCall.Outcome.Failed(var status) -> {
                    scene.gateways().failed(gateway.getGatewayId());
                    failures.add(status);
                }
            }
        }
        return new Dialled.Unreached(Crossing.best(failures).orElse(Status.SERVICE_UNAVAILABLE));
    }
}
