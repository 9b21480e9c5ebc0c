package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Headers;

/**
 * A re-INVITE of our own: a party that talks is offered another session, and what it says is waited for. Where it has one of
 * its own under way, we try again a little later.
 *
 * @rfc 3261 14.1
 */
final class Reoffer {
    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Scene scene;
    private final Leg leg;
    private final Meanwhile meanwhile;
    private boolean glare;

    /** Attends to what happens while something else is waited for. */
    interface Meanwhile {
        void attend(CallEvent event) throws Hangup;
    }

    Reoffer(Scene scene, Leg leg, Meanwhile meanwhile) {
        this.scene = scene;
        this.leg = leg;
        this.meanwhile = meanwhile;
    }

    /** The party's answer; empty where it refuses or says nothing. */
    Optional<Body> offer(Body sdp) throws Hangup, InterruptedException {
        Optional<Dialog> dialog = leg.dialog();
        for (int i = 0; dialog.isPresent() && i < TRIES; i++) {
            glare = false;
            Optional<Body> answer = once(dialog.get(), sdp);
            if (!glare) {
                return answer;
            }
            pause(DialogRules.afterGlare(dialog.get().state(), RandomGenerator.getDefault()));
        }
        return Optional.empty();
    }

    private Optional<Body> once(Dialog dialog, Body sdp) throws Hangup, InterruptedException {
        ClientTransaction sent = dialog.request(Method.INVITE, Headers.of(Crossing.ALLOW, ContentType.SDP), sdp);
        long deadline = Scene.in(PATIENCE);
        while (true) {
            CallEvent event = scene.inbox().next(deadline);
            switch (event) {
                case null -> throw silent();
                case CallEvent.Sip(var on, SipEvent.Response(var to, var response, var in))
                when to.equals(sent) -> {
                    if (response.status().isFinal()) {
                        return answered(dialog, response);
                    }
                }
                case CallEvent.Sip(var on, SipEvent.Failed(var of, var failure))
                when of.equals(sent) -> {
                    if (failure == SipEvent.Failure.TIMEOUT) {
                        throw silent();
                    }
                    glare = failure == SipEvent.Failure.GLARE;
                    return Optional.empty();
                }
                default -> meanwhile.attend(event);
            }
        }
    }

    /** RFC 3261 12.2.1.2: the call is over for who says nothing. */
    private Hangup silent() {
        return Hangup.bySystem(Status.REQUEST_TIMEOUT, leg.name() + " does not answer");
    }

    private Optional<Body> answered(Dialog dialog, SipResponse response) throws Hangup {
        glare = response.status().code() == 491;
        if (response.status().code() == 481 || response.status().code() == 408) {
            throw Hangup.bySystem(Status.REQUEST_TIMEOUT, leg.name() + " no longer knows the call");
        }
        if (!response.status().isSuccess()) {
            return Optional.empty();
        }
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        return Scene.sdp(response);
    }

    private void pause(Duration howLong) throws Hangup, InterruptedException {
        long deadline = Scene.in(howLong);
        for (CallEvent event = scene.inbox().next(deadline);
                event != null;
                event = scene.inbox().next(deadline)) {
            meanwhile.attend(event);
        }
    }
}
