package org.ringfort.edge.loop;

import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.DialogState.Phase;
import org.ringfort.edge.dialog.SessionTimers;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.MinSe;
import org.ringfort.protocol.sip.header.RetryAfter;

/**
 * The peer's INVITE, the one that made the dialog or a later one: which is pending, its reliable provisional answers, and
 * its 2xx until ACK. On the loop only.
 */
final class IncomingChange {
    private final Core core;
    private final DialogCell dialog;
    private @Nullable ServerHandle pending;
    private @Nullable ReliableResponses reliable;
    private @Nullable Repeater accepted;

    IncomingChange(Core core, DialogCell dialog) {
        this.core = core;
        this.dialog = dialog;
    }

    boolean isPending() {
        return pending != null;
    }

    void begins(ServerHandle invite) {
        pending = invite;
    }

    /** BYE has come meanwhile (RFC 3261 15.1.2). */
    void terminated() {
        if (pending != null) {
            pending.send(pending.response(Status.REQUEST_TERMINATED));
        }
    }

    boolean acknowledges(SipRequest prack) {
        return reliable != null && reliable.acknowledge(prack);
    }

    /** ACK came; whether it is the first for a 2xx. */
    boolean acknowledged() {
        if (accepted == null || !accepted.isWaiting()) {
            return false;
        }
        accepted.acknowledge();
        return true;
    }

    /**
     * Whether an INVITE or UPDATE had to be refused at once.
     *
     * @rfc 3261 14.2
     * @rfc 3311 5.2
     * @rfc 4028 9
     */
    boolean refuses(ServerHandle handle) {
        SipRequest request = handle.request();
        if (SessionTimers.isTooShort(request, core.settings.minSessionExpires())) {
            handle.send(handle.response(Status.SESSION_INTERVAL_TOO_SMALL)
                    .with(new MinSe((int) core.settings.minSessionExpires().toSeconds())));
            return true;
        }
        if (request.is(Method.UPDATE) && request.body().isEmpty()) {
            return false;
        }
        boolean invites = request.is(Method.INVITE);
        if (dialog.exchange().oursOpen() || (invites && dialog.offers())) {
            handle.send(handle.response(Status.REQUEST_PENDING));
            return true;
        }
        if (dialog.exchange().theirsOpen() || (invites && pending != null)) {
            handle.send(handle.response(Status.SERVER_INTERNAL_ERROR).with(new RetryAfter(core.random.nextInt(11))));
            return true;
        }
        return false;
    }

    /** Sends a response to an INVITE, now or when PRACK has come. */
    void sending(ServerHandle handle, SipResponse response) {
        if (response.status().isFailure()) {
            handle.transmit(response);
            noLongerPending(handle);
            dialog.exchange().over(handle);
            if (!dialog.isConfirmed()) {
                dialog.end();
            }
            return;
        }
        if (reliable == null) {
            reliable = new ReliableResponses(core, handle, () -> dialog.tell(new SipEvent.Unacknowledged(dialog)));
        }
        if (reliable.mustWait(response)) {
            reliable.await(response);
        } else if (response.status().isProvisional()) {
            if (dialog.state().phase() == Phase.NASCENT) {
                dialog.moved(dialog.state().withPhase(Phase.EARLY));
            }
            dialog.rememberLocal(response);
            if (reliable.applies(response)) {
                says(handle, response);
                reliable.send(response);
            } else {
                handle.transmit(response);
            }
        } else {
            accept(handle, response);
        }
    }

    /** A reliable response with a body: the answer to the offer of its INVITE, or our offer where that had none. */
    private void says(ServerHandle handle, SipResponse response) {
        if (!Exchange.isSession(response)) {
            return;
        }
        if (Exchange.isSession(handle.request())) {
            dialog.exchange().weAnswer(handle);
        } else {
            dialog.exchange().weOffer(handle);
        }
    }

    private void accept(ServerHandle handle, SipResponse response) {
        dialog.moved(dialog.state().withPhase(Phase.CONFIRMED));
        SipResponse agreed = dialog.session().agreed(handle.request(), response);
        dialog.rememberLocal(agreed);
        says(handle, agreed);
        handle.transmit(agreed);
        noLongerPending(handle);
        if (accepted != null) {
            accepted.stop();
        }
        accepted = new Repeater(
                core,
                () -> core.send(dialog.flow(), agreed),
                core.settings.timers().t2(),
                () -> {},
                () -> dialog.tell(new SipEvent.Unacknowledged(dialog)));
    }

    void noLongerPending(ServerHandle handle) {
        if (pending == handle) {
            pending = null;
            if (reliable != null) {
                reliable.stop();
                reliable = null;
            }
        }
    }

    void stop() {
        if (accepted != null) {
            accepted.stop();
        }
        if (reliable != null) {
            reliable.stop();
        }
    }
}
