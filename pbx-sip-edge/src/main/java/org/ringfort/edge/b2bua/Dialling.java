package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;

/**
 * One step of the plan that calls the public network: the gateways of a trunk, one after the other, and of each the places that
 * its name leads to, until one takes the call or a person has said no. A call for help goes on to the next whatever a gateway
 * says, but that a person is busy or declines.
 */
final class Dialling {
    /** How it ended. */
    sealed interface Dialled {
        /** Somebody is there; the body is media's answer for who waits. */
        record Answered(Leg leg, Body forCaller) implements Dialled {}

        /** The far side has said no: nothing else is tried. */
        record Final(Status status) implements Dialled {}

        /** No gateway took the call; another trunk may. */
        record Unreached(Status best) implements Dialled {}
    }

    /** Busy, busy everywhere, declined. */
    private static final Set<Integer> BY_A_PERSON = Set.of(486, 600, 603);

    private final Scene scene;
    private final Waiting waiting;
    private final Dial step;
    private final GatewaySearch search;

    Dialling(Scene scene, Waiting waiting, Dial step) {
        this.scene = scene;
        this.waiting = waiting;
        this.step = step;
        this.search = new GatewaySearch(scene, waiting);
    }

    Dialled dial() throws Hangup, InterruptedException {
        List<Status> failures = new ArrayList<>();
        for (Gateway gateway : scene.gateways().inOrder(step.getGatewaysList(), Gateway::getGatewayId)) {
            switch (at(gateway)) {
                case GatewayCall.Outcome.Answered(var leg, var forCaller) -> {
                    scene.gateways().worked(gateway.getGatewayId());
                    return new Dialled.Answered(leg, forCaller);
                }
                case GatewayCall.Outcome.Refused(var status) -> {
                    scene.gateways().worked(gateway.getGatewayId());
                    if (!isLeftAt(status)) {
                        return new Dialled.Final(Crossing.failure(status));
                    }
                    failures.add(Crossing.failure(status));
                }
                case GatewayCall.Outcome.Failed(var status) -> {
                    scene.gateways().failed(gateway.getGatewayId());
                    failures.add(status);
                }
            }
        }
        return new Dialled.Unreached(Crossing.best(failures).orElse(Status.SERVICE_UNAVAILABLE));
    }

    /** Whether another gateway may do better than one that said so. */
    private boolean isLeftAt(Status status) {
        return step.getEmergency() && !BY_A_PERSON.contains(status.code());
    }

    /** What a gateway says wherever it is; the next place is tried where one is not there, or has no room. */
    private GatewayCall.Outcome at(Gateway gateway) throws Hangup, InterruptedException {
        List<Gateways.Place> places = search.places(gateway, GatewayCall.patience(step));
        if (places.isEmpty()) {
            return call(gateway, Optional.empty());
        }
        GatewayCall.Outcome outcome = new GatewayCall.Outcome.Failed(Status.SERVICE_UNAVAILABLE);
        for (Gateways.Place place : places) {
            outcome = call(gateway, Optional.of(place));
            if (!(outcome instanceof GatewayCall.Outcome.Failed(var status))) {
                scene.gateways().worked(place.id());
                return outcome;
            }
            scene.gateways().failed(place.id());
            if (!isElsewhereBetter(status)) {
                return outcome;
            }
        }
        return outcome;
    }

    private GatewayCall.Outcome call(Gateway gateway, Optional<Gateways.Place> place)
            throws Hangup, InterruptedException {
        GatewayCall.Outcome outcome = new GatewayCall(scene, waiting, step, gateway, place).call();
        if (!(outcome instanceof GatewayCall.Outcome.Answered)) {
            waiting.unanswered();
        }
        return outcome;
    }

    /** @rfc 3263 4.3 */
    private static boolean isElsewhereBetter(Status status) {
        return status.code() == 503 || status.code() == 408;
    }
}
