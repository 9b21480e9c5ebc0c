package org.ringfort.edge.b2bua;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.edge.b2bua.Onward.Decision;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;

/**
 * Phones that are rung and answer 3xx: where each of them sends the call. Never passed on to the caller; followed by us, as
 * often as {@link #MOST} times for one destination that was dialled, and to no number twice.
 *
 * @rfc 3261 8.1.3.4
 * @rfc 3261 16.5
 */
final class Redirections {
    static final int MOST = 5;

    private final Scene scene;
    private final Set<String> been = new HashSet<>();
    private int followed;

    /** @param dialled where the call goes at first */
    Redirections(Scene scene, String dialled) {
        this.scene = scene;
        been.add(dialled);
    }

    /** Where {@code leg} sends {@code sent}; blocks for the app's answer. */
    Decision from(Leg leg, Leg sent, SipResponse response) {
        been.add(leg.record().getNumber());
        Optional<Destination> to = response.headers().all(Contact.At.class).stream()
                .sorted(Comparator.comparingInt(Contact.At::q).reversed())
                .flatMap(contact -> Destination.of(contact.uri(), scene.plan().getDomain(), leg.flow()).stream())
                .findFirst();
        if (to.isEmpty()) {
            return new Decision.No(Status.FORBIDDEN);
        }
        if (!been.add(to.get().key())) {
            return new Decision.No(Status.LOOP_DETECTED);
        }
        if (++followed > MOST) {
            return new Decision.No(Status.TOO_MANY_HOPS);
        }
        return new Onward(scene, leg, sent, OnBehalf.Cause.CAUSE_REDIRECT).to(to.get());
    }
}
