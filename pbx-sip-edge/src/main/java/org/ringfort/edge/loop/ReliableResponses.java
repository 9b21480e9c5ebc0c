package org.ringfort.edge.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.RAck;
import org.ringfort.protocol.sip.header.RSeq;

/**
 * Reliable provisional responses to one INVITE, one at a time: those that follow wait for the PRACK, and a 2xx too. On the loop
 * only.
 *
 * @rfc 3262 3
 */
final class ReliableResponses {
    /** The option tag. */
    static final String TAG = "100rel";
    /** More than this many waiting for one PRACK is no phone call. */
    private static final int MAX_WAITING = 8;

    private final Core core;
    private final ServerHandle invite;
    private final Runnable unacknowledged;
    private final Deque<SipResponse> waiting = new ArrayDeque<>();
    private long rseq;
    private @Nullable Repeater outstanding;

    ReliableResponses(Core core, ServerHandle invite, Runnable unacknowledged) {
        this.core = core;
        this.invite = invite;
        this.unacknowledged = unacknowledged;
        this.rseq = core.random.nextInt(1 << 20);
    }

    /** Whether {@code response} must or had better be sent reliably. */
    boolean applies(SipResponse response) {
        boolean provisional =
                response.status().isProvisional() && response.status().code() > 100;
        SipRequest request = invite.request();
        return provisional
                && (request.headers().require().contains(TAG)
                        || (request.headers().supported().contains(TAG)
                                && !response.body().isEmpty()));
    }

    /** Whether {@code response} has to wait for a PRACK. */
    boolean mustWait(SipResponse response) {
        return isOutstanding() && (applies(response) || response.status().isSuccess());
    }

    void await(SipResponse response) {
        if (waiting.size() < MAX_WAITING) {
            waiting.add(response);
        } else {
            core.metrics.dropped("provisional-queue-full");
        }
    }

    /** Sends it with the next RSeq, and again until PRACK. */
    void send(SipResponse response) {
        rseq++;
        SipResponse numbered = response.withHeaders(response.headers()
                .without(HeaderName.REQUIRE)
                .plus(OptionTags.require(TAG))
                .plus(new RSeq(rseq)));
        invite.transmit(numbered);
        outstanding = new Repeater(
                core,
                () -> core.send(invite.flow(), numbered),
                core.settings.timers().giveUp(),
                this::next,
                unacknowledged);
    }

    /** Whether {@code prack} acknowledges what is outstanding; if so that is done with. */
    boolean acknowledge(SipRequest prack) {
        RAck rack = prack.headers().rack().orElse(null);
        if (rack == null
                || outstanding == null
                || !outstanding.isWaiting()
                || rack.rseq() != rseq
                || rack.cseq() != invite.request().headers().cseq().number()
                || !rack.method().equals(Method.INVITE)) {
            return false;
        }
        outstanding.acknowledge();
        return true;
    }

    private void next() {
        outstanding = null;
        SipResponse response = waiting.poll();
        while (response != null) {
            invite.send(response);
            response = isOutstanding() ? null : waiting.poll();
        }
    }

    private boolean isOutstanding() {
        return outstanding != null && outstanding.isWaiting();
    }

    void stop() {
        waiting.clear();
        if (outstanding != null) {
            outstanding.stop();
        }
    }
}
