package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.edge.topology.Invitation;
import org.ringfort.edge.topology.Reach;
import org.ringfort.edge.topology.SessionWish;
import org.ringfort.edge.topology.Verified;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.Headers;

/**
 * One flow of a phone that is rung.
 *
 * @param share of the call's breadth
 */
record Attempt(Fork fork, Target target, int share) {

    /** The INVITE that rings it; empty where what the app told of it cannot be called. */
    Optional<Invitation> invitation(Scene scene, Waiting waiting, Body offer) {
        Optional<Host> domain = Host.parse(scene.plan().getDomain());
        Optional<Uri> uri = Uri.parse(target.getUri());
        if (domain.isEmpty() || uri.isEmpty()) {
            return Optional.empty();
        }
        List<NameAddress> path = target.getPathList().stream()
                .flatMap(hop -> NameAddress.parse(hop).stream())
                .toList();
        return Optional.of(new Invitation(
                uri.get(),
                path,
                domain.get(),
                waiting.number(),
                waiting.displayName(),
                waiting.anonymous(),
                fork.step().getNumber(),
                scene.signalling().newTag(),
                scene.signalling().newCallId(),
                offer,
                new Reach(waiting.hopsLeft(), share),
                SessionWish.of(scene.plan().getSessionExpiresSeconds()),
                beside(waiting, domain.get())));
    }

    private Headers beside(Waiting waiting, Host domain) {
        String verstat = waiting.anonymous() ? "" : waiting.verstat();
        return waiting.brought().toPhone(domain, fork.step().getNumber()).toBuilder()
                .add(Verified.header(waiting.number(), waiting.displayName(), verstat))
                .build();
    }
}
