package org.ringfort.edge.b2bua;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Location;
import org.ringfort.contract.control.v1.Point;
import org.ringfort.edge.controlplane.GatewayWords;
import org.ringfort.edge.topology.Reach;
import org.ringfort.edge.topology.SessionWish;
import org.ringfort.edge.topology.TrunkInvitation;
import org.ringfort.edge.topology.Whereabouts;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.address.SipUri;

/** Makes the INVITE for a gateway out of the plan. */
final class GatewayInvitation {
    private GatewayInvitation() {}

    static TrunkInvitation of(Scene scene, Waiting waiting, Dial step, Gateway gateway, int share, Body offer) {
        String caller = step.getCallingAs().isEmpty() ? step.getCallerNumber() : step.getCallingAs();
        var more = new TrunkHeaders(step, caller);
        SipUri target = target(step, gateway);
        return new TrunkInvitation(
                target,
                caller,
                waiting.anonymous() || step.getWithheld(),
                more.asserted(),
                identities(step),
                scene.signalling().newTag(),
                scene.signalling().newCallId(),
                offer,
                new Reach(waiting.hopsLeft(), share),
                SessionWish.of(scene.plan().getSessionExpiresSeconds()),
                more.of(waiting, target, scene.callId()),
                where(scene, step, target, caller));
    }

    /**
     * The number at the gateway, as the gateway writes it. What is written as people of a country dial it is no telephone number
     * in the sense of that parameter, which would need to say where it is dialled.
     */
    private static SipUri target(Dial step, Gateway gateway) {
        String written = step.getCalledAs().isEmpty() ? step.getNumber() : step.getCalledAs();
        SipUri uri = GatewayWords.uri(gateway, written);
        return written.equals(step.getNumber()) ? uri.withParameter("user", "phone") : uri;
    }

    /** Whether the carrier is told where the caller is: emergency services are, by trunks that want it. */
    static boolean tellsWhere(Dial step) {
        return step.getEmergency()
                && step.getSendsLocation()
                && place(step.getLocation()).isKnown();
    }

    /** Those of who is sent on come first, each as it is; ours says the last step of its way. */
    private static List<String> identities(Dial step) {
        List<String> all = new ArrayList<>(step.getPassedIdentitiesList());
        if (!step.getIdentity().isEmpty()) {
            all.add(step.getIdentity());
        }
        return all;
    }

    private static Optional<Whereabouts> where(Scene scene, Dial step, SipUri target, String caller) {
        if (!tellsWhere(step)) {
            return Optional.empty();
        }
        String entity = caller.isEmpty()
                ? "pres:anonymous@anonymous.invalid"
                : "pres:" + SipUri.of(caller, target.host()).toString().substring("sip:".length());
        return Optional.of(Whereabouts.of(
                place(step.getLocation()),
                entity,
                scene.callId(),
                Instant.ofEpochMilli(scene.ledger().now()),
                List.of(scene.signalling().newCallId(), scene.signalling().newCallId())));
    }

    private static Whereabouts.Place place(Location said) {
        Map<String, String> civic = new HashMap<>();
        said.getCivicList().forEach(element -> civic.put(element.getName(), element.getValue()));
        return new Whereabouts.Place(
                civic, said.getLanguage(), said.hasPoint() ? point(said.getPoint()) : Optional.empty());
    }

    /** Empty where it is none on this earth. */
    private static Optional<Whereabouts.Point> point(Point said) {
        return Math.abs(said.getLatitude()) <= 90 && Math.abs(said.getLongitude()) <= 180
                ? Optional.of(new Whereabouts.Point(said.getLatitude(), said.getLongitude()))
                : Optional.empty();
    }
}
