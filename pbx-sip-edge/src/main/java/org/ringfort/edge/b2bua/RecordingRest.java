package org.ringfort.edge.b2bua;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.edge.b2bua.RecordingSession.NotSent;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.edge.topology.RecordingInvitation;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.Headers;

/**
 * Tells a recording server that a recording rests, or goes on: a re-INVITE of ours, one at a time, whose streams are inactive or sent
 * again, with the metadata beside it. How often somebody pauses meanwhile does not matter: what is told next is what is so then. A
 * server that does not want to know of a pause goes on as it was, and gets nothing all the same; one that does not take what goes on is
 * sent nothing more. The session's thread alone.
 *
 * @rfc 7866 7.1.1.1
 * @rfc 3261 14.1
 */
final class RecordingRest {
    private static final int TRIES = 5;
    private static final String SILENT = "the recording server does not answer in time";

    private final RecordingSessions all;
    private final RecordingSession.Facts facts;
    private final String copy;
    private final Dialog dialog;
    private @Nullable ClientTransaction asked;
    /** When its answer has to be there. */
    private long answeredBy;
    /** What the server was told last, and what it is being told. */
    private boolean told;

    private boolean telling;
    private int tries;
    private long notBefore;

    RecordingRest(RecordingSessions all, RecordingSession.Facts facts, String copy, Dialog dialog) {
        this.all = all;
        this.facts = facts;
        this.copy = copy;
        this.dialog = dialog;
        this.notBefore = System.nanoTime();
    }

    /**
     * Says it where the server does not know it, and where it may be said.
     *
     * @return when to come again at the latest ({@link System#nanoTime} scale; {@link Long#MAX_VALUE}: when something happens)
     * @throws NotSent where it was told and has not answered in time, be it that it says it will (100)
     */
    long tell(boolean rests) throws NotSent {
        if (asked != null) {
            return awaited();
        }
        if (rests == told) {
            return Long.MAX_VALUE;
        }
        if (notBefore - System.nanoTime() > 0) {
            return notBefore;
        }
        telling = rests;
        String boundary = all.signalling().newTag();
        asked = dialog.request(
                Method.INVITE,
                Headers.of(
                        RecordingInvitation.source(dialog.flow().contact("")),
                        Crossing.ALLOW,
                        RecordingInvitation.type(boundary)),
                RecordingInvitation.body(boundary, offer(), facts.metadata()));
        answeredBy = Scene.in(RecordingSession.ANSWERING);
        return answeredBy;
    }

    private long awaited() throws NotSent {
        if (answeredBy - System.nanoTime() <= 0) {
            throw new NotSent(SILENT);
        }
        return answeredBy;
    }

    private Body offer() throws NotSent {
        if (all.media().offerCopy(copy, telling) instanceof Asked.Answered<AnswerReply>(var reply) && !reply.hasRefused()) {
            return Body.of(reply.getSdp().toByteArray());
        }
        throw new NotSent(Calls.MEDIA_REFUSED);
    }

    /** Whether it is what the server was told last. */
    boolean asks(ClientTransaction transaction) {
        return transaction.equals(asked);
    }

    void answered(SipResponse response) throws NotSent {
        if (!response.status().isFinal()) {
            return;
        }
        asked = null;
        int code = response.status().code();
        if (response.status().isSuccess()) {
            dialog.ack(Headers.EMPTY, Body.EMPTY);
            settled(all.connects(copy, response), "the recording server does not take what it is offered");
        } else if (code == 491) {
            later();
        } else if (code == 481 || code == 408) {
            throw new NotSent("the recording server no longer knows the session");
        } else {
            settled(false, "the recording server answers " + code);
        }
    }

    void failed(SipEvent.Failure failure) throws NotSent {
        asked = null;
        if (failure != SipEvent.Failure.GLARE) {
            throw new NotSent(SILENT);
        }
        later();
    }

    /** Something else is under way between the two. */
    private void later() throws NotSent {
        if (++tries == TRIES) {
            settled(false, "the recording server has no time");
            return;
        }
        notBefore = System.nanoTime()
                + DialogRules.afterGlare(dialog.state(), RandomGenerator.getDefault())
                        .toNanos();
    }

    private void settled(boolean taken, String why) throws NotSent {
        if (!taken && !telling) {
            throw new NotSent(why);
        }
        tries = 0;
        told = telling;
    }
}
