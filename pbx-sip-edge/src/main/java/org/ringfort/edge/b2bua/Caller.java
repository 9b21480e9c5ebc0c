package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.ringfort.edge.controlplane.AssertedIdentity;
import org.ringfort.edge.controlplane.SipAnswers;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.topology.Brought;
import org.ringfort.edge.topology.Claims;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.RetryAfter;
import org.ringfort.protocol.sip.header.SessionExpires;

/** Whoever sent the INVITE, until it has its final answer. Owned by the call's thread. */
final class Caller {
    private final ServerTransaction invite;
    private final Claims claims;
    private final RandomGenerator random;
    private final int sessionSeconds;
    private boolean rings;
    private boolean answered;
    private boolean gone;

    Caller(ServerTransaction invite, RandomGenerator random, int sessionSeconds) {
        this.invite = invite;
        this.claims = Claims.of(invite.request());
        this.random = random;
        this.sessionSeconds = sessionSeconds;
    }

    Body offer() {
        return invite.request().body();
    }

    /** Whether its INVITE has no offer, so that it is offered to in the 200 and answers in ACK. */
    boolean offersNothing() {
        return invite.request().body().isEmpty();
    }

    /** Hops that a call onward may take; the loop has refused requests without any left. */
    int hopsLeft() {
        return Math.max(0, invite.request().headers().maxForwards().orElse(70) - 1);
    }

    /** Branches that whoever it calls may have together. */
    Breadth breadth() {
        return Breadth.of(invite.request());
    }

    /** Whether whom it calls is not to learn who it is. */
    boolean anonymous() {
        return claims.anonymous();
    }

    /** Whether its From names nobody, at whatever host: so carriers write who is withheld, some without any Privacy. */
    boolean unnamed() {
        return invite.request()
                .headers()
                .from()
                .address()
                .sipUri()
                .filter(uri -> Ascii.same(uri.userText().strip(), "anonymous"))
                .isPresent();
    }

    /** Who it says that it is; believed of nobody. */
    Claims claims() {
        return claims;
    }

    /** What it says beside, as far as it is believed: names of headers, none of a phone. */
    Brought brought(List<String> believed) {
        return Brought.of(invite.request(), believed);
    }

    /** Tokens that it brought for its number; believed of nobody. */
    List<String> signed() {
        return AssertedIdentity.signed(invite.request());
    }

    boolean answered() {
        return answered;
    }

    /**
     * 180, once. Not to a caller that wants it reliably and has made no offer: the first reliable response would have to
     * carry ours, and what to offer is known only when somebody has answered.
     *
     * @rfc 3262 5
     */
    void ring() {
        boolean offerFirst =
                offersNothing() && invite.request().headers().require().contains("100rel");
        if (!rings && !offerFirst) {
            rings = true;
            invite.respond(inDialog(Status.RINGING));
        }
    }

    /** 183 with what the callee lets be heard before it answers. */
    void progress(Body earlyMedia) {
        invite.respond(inDialog(Status.SESSION_PROGRESS).with(ContentType.SDP).withBody(earlyMedia));
    }

    void answer(Body sdp) {
        answered = true;
        SipResponse ok = inDialog(Status.OK).with(Crossing.ALLOW);
        if (sessionSeconds > 0) {
            ok = ok.with(new SessionExpires(sessionSeconds, Optional.empty()));
        }
        invite.respond(ok.with(ContentType.SDP).withBody(sdp));
    }

    /** The final answer of a call that was not answered; nothing where it has one, or nobody is there to hear it. */
    void refuse(Hangup how) {
        if (answered || gone) {
            return;
        }
        answered = true;
        SipResponse refusal = invite.response(how.status());
        if (how.retryLater()) {
            refusal = SipAnswers.unavailable(refusal, random);
        }
        if (how.retryAfterSeconds().isPresent()) {
            refusal = refusal.with(new RetryAfter(how.retryAfterSeconds().getAsInt()));
        }
        invite.respond(refusal);
    }

    /**
     * What the caller does while it waits.
     *
     * @param changes answers an offer that comes meanwhile
     */
    void whileWaiting(SipEvent event, Consumer<ServerTransaction> changes) throws Hangup {
        switch (event) {
            case SipEvent.Cancelled cancelled -> throw Hangup.byCaller("caller cancelled");
            case SipEvent.Abandoned abandoned -> {
                gone = true;
                throw Hangup.byCaller("caller's connection was lost");
            }
            case SipEvent.Unacknowledged unacknowledged ->
                throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "caller did not acknowledge");
            case SipEvent.Request(var dialog, var request) -> early(request, changes);
            default -> {}
        }
    }

    /** A request in the early dialog. */
    private static void early(ServerTransaction request, Consumer<ServerTransaction> changes) throws Hangup {
        if (request.request().is(Method.BYE)) {
            request.respond(Status.OK);
            throw Hangup.byCaller("caller hung up while it rang");
        }
        if (request.request().is(Method.OPTIONS) || request.request().is(Method.INFO)) {
            request.respond(request.response(Status.OK).with(Crossing.ALLOW));
        } else if (request.request().is(Method.REFER)) {
            request.respond(Status.DECLINE); // nobody is there yet who could be sent elsewhere
        } else if (request.request().is(Method.UPDATE) || request.request().is(Method.PRACK)) {
            changes.accept(request);
        } else {
            request.respond(request.response(Status.METHOD_NOT_ALLOWED).with(Crossing.ALLOW));
        }
    }

    private SipResponse inDialog(Status status) {
        String user = invite.request().requestUri() instanceof SipUri dialled ? dialled.userText() : "";
        return invite.response(status).with(Contact.of(invite.flow().contact(user)));
    }
}
