package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.edge.routing.Breakers;
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

    private final Scene scene;
    private final Waiting waiting;
    private final Dial step;
    private final GatewaySearch search;
    private final FailOverRule rule;
    /** Of the call's breadth: one gateway is called at a time. */
    private int share;

    private final HelpCall help;

    Dialling(Scene scene, Waiting waiting, Dial step) {
        this.scene = scene;
        this.waiting = waiting;
        this.step = step;
        this.search = new GatewaySearch(scene, waiting);
        this.rule = FailOverRule.of(step);
        this.help = new HelpCall(scene, waiting, step);
    }

    Dialled dial() throws Hangup, InterruptedException {
        Dialled dialled = tried();
        if (!(dialled instanceof Dialled.Answered)) {
            LeftTrunks.tell(scene, step);
        }
        return dialled;
    }

    private Dialled tried() throws Hangup, InterruptedException {
        List<Integer> shares = waiting.breadth().shares(1);
        if (shares.isEmpty() && !step.getEmergency()) {
            return new Dialled.Final(Status.MAX_BREADTH_EXCEEDED);
        }
        share = shares.isEmpty() ? 0 : shares.getFirst();
        Dialled dialled = gatewayByGateway();
        waiting.breadth().back(share);
        return dialled;
    }

    private Dialled gatewayByGateway() throws Hangup, InterruptedException {
        List<Gateway> left = new ArrayList<>(step.getGatewaysList());
        List<Status> failures = new ArrayList<>();
        while (!left.isEmpty()) {
            Gateway gateway = scene.gateways().next(left, Gateway::getGatewayId);
            left.remove(gateway);
            switch (at(gateway)) {
                case GatewayCall.Outcome.Answered(var leg, var forCaller) -> {
                    worked(gateway);
                    return new Dialled.Answered(leg, forCaller);
                }
                case GatewayCall.Outcome.Refused(var status) -> {
                    judge(gateway, status);
                    if (!rule.isLeftAt(status)) {
                        return new Dialled.Final(Crossing.failure(status));
                    }
                    failures.add(Crossing.failure(status));
                }
                case GatewayCall.Outcome.GivenUp(var status) -> {
                    if (!step.getEmergency()) {
                        return new Dialled.Final(Crossing.failure(status));
                    }
                    failures.add(Crossing.failure(status));
                }
                case GatewayCall.Outcome.Failed(var status, var why) -> {
                    failed(gateway, why);
                    failures.add(status);
                }
            }
        }
        return new Dialled.Unreached(Crossing.best(failures).orElse(Status.SERVICE_UNAVAILABLE));
    }

    private void judge(Gateway gateway, Status status) {
        if (FailOverRule.isItsFault(status)) {
            failed(gateway, Integer.toString(status.code()));
        } else {
            worked(gateway);
        }
    }

    private void worked(Gateway gateway) {
        scene.gateways().breakers().worked(gateway.getGatewayId());
    }

    private void failed(Gateway gateway, String why) {
        var known = new Breakers.Known(scene.plan().getTenantId(), step.getTrunkId(), gateway.getGatewayId());
        scene.gateways().breakers().failed(known, rule.rest(), why);
    }

    /** What a gateway says wherever it is; the next place is tried where one is not there, or has no room. */
    private GatewayCall.Outcome at(Gateway gateway) throws Hangup, InterruptedException {
        List<Gateways.Place> places = search.places(gateway, GatewayCall.patience(step));
        if (places.isEmpty()) {
            return call(gateway, Optional.empty());
        }
        for (Gateways.Place place : places) {
            GatewayCall.Outcome outcome = call(gateway, Optional.of(place));
            Optional<Status> fault = fault(outcome);
            if (fault.isEmpty()) {
                scene.gateways().worked(place.id());
                return outcome;
            }
            scene.gateways().failed(place.id());
            if (!isElsewhereBetter(fault.get()) || place.equals(places.getLast())) {
                return outcome;
            }
        }
        throw new IllegalStateException("no place is the last");
    }

    /** What its place did not do, if that is why there is no call. */
    private static Optional<Status> fault(GatewayCall.Outcome outcome) {
        return switch (outcome) {
            case GatewayCall.Outcome.Failed(var status, var why) -> Optional.of(status);
            case GatewayCall.Outcome.Refused(var status) -> Optional.of(status).filter(FailOverRule::isItsFault);
            case GatewayCall.Outcome.Answered answered -> Optional.empty();
            case GatewayCall.Outcome.GivenUp givenUp -> Optional.empty();
        };
    }

    private GatewayCall.Outcome call(Gateway gateway, Optional<Gateways.Place> place)
            throws Hangup, InterruptedException {
        GatewayCall.Outcome outcome = new GatewayCall(scene, waiting, step, gateway, place, share, help).call();
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
