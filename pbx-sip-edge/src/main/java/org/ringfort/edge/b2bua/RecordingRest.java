package org.ringfort.edge.b2bua;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.b2bua.RecordingSession.NotSent;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.edge.topology.RecordingInvitation;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.ContentType;
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

    private final Streams streams;
    private final Dialog dialog;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private @Nullable ClientTransaction asked;
    /** When its answer has to be there. */
    private long answeredBy;
    /** What the server was told last, and what it is being told. */
    private boolean told;

    private boolean telling;
    private int tries;
    private long notBefore;

    /** What media sends of the call. */
    interface Streams {
        /** Media's word that they are inactive, or sent, with the metadata beside it. */
        Offer offer(boolean rests) throws NotSent;

        /** Whether media goes along with what the server has answered. */
        boolean take(SipResponse answer);
    }

    /** The body of a re-INVITE. */
    record Offer(ContentType type, Body body) {}

    /**
     * @param nanoTime of {@link System#nanoTime} scale
     * @param random of how long to wait where something else is under way
     */
    RecordingRest(Streams streams, Dialog dialog, LongSupplier nanoTime, RandomGenerator random) {
        this.streams = streams;
        this.dialog = dialog;
        this.nanoTime = nanoTime;
        this.random = random;
        this.notBefore = nanoTime.getAsLong();
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
        if (notBefore - nanoTime.getAsLong() > 0) {
            return notBefore;
        }
        telling = rests;
        Offer offer = streams.offer(telling);
        asked = dialog.request(
                Method.INVITE,
                Headers.of(RecordingInvitation.source(dialog.flow().contact("")), Crossing.ALLOW, offer.type()),
                offer.body());
        answeredBy = nanoTime.getAsLong() + RecordingSession.ANSWERING.toNanos();
        return answeredBy;
    }

    private long awaited() throws NotSent {
        if (answeredBy - nanoTime.getAsLong() <= 0) {
            throw new NotSent(SILENT);
        }
        return answeredBy;
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
            settled(streams.take(response), "the recording server does not take what it is offered");
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
        notBefore = nanoTime.getAsLong()
                + DialogRules.afterGlare(dialog.state(), random).toNanos();
    }

    private void settled(boolean taken, String why) throws NotSent {
        if (!taken && !telling) {
            throw new NotSent(why);
        }
        tries = 0;
        told = telling;
    }
}
