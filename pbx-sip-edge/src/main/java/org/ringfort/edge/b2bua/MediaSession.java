package org.ringfort.edge.b2bua;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ringfort.contract.media.v1.AdoptRequest;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.AnswerRequest;
import org.ringfort.contract.media.v1.ConferReply;
import org.ringfort.contract.media.v1.ConferRequest;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.OfferRequest;
import org.ringfort.contract.media.v1.Offered;
import org.ringfort.contract.media.v1.PlayRequest;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.RecordRequest;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.media.v1.SessionReport;
import org.ringfort.contract.media.v1.SuperviseRequest;
import org.ringfort.contract.media.v1.Toward;
import org.ringfort.contract.sound.v1.ConferenceAct;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.contract.sound.v1.SupervisionOrder;
import org.ringfort.edge.mediaplane.MediaPlane;
import org.ringfort.edge.peer.Asked;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;

/** The media of one call: offers and answers between its legs, and verbs on the leg that media terminates. */
final class MediaSession {
    /** What became of an offer or an answer. */
    sealed interface Agreed {
        /** Bodies for the legs asked for, in order. */
        record Bodies(List<Body> bodies, boolean hold) implements Agreed {
            Body first() {
                return bodies.getFirst();
            }
        }

        /** Media says no. */
        record No(Status status, String why) implements Agreed {}

        /** Media could not be asked. */
        record Away(String why) implements Agreed {}
    }

    private final MediaPlane plane;
    private final String id;
    private int plays;
    private String tenantId = "";
    private String holdMusic = "";

    MediaSession(MediaPlane plane, String id) {
        this.plane = plane;
        this.id = id;
    }

    /** Whose call it is; told before the first offer. Media lets it meet other sessions of the same tenant alone. */
    void tenant(String id) {
        tenantId = id;
    }

    /** What a party hears whom a device of the tenant keeps on hold; told before the first offer. */
    void holdMusic(String tune) {
        holdMusic = tune;
    }

    /** A carrier is heard with what it sends: that may be music of whoever holds there. */
    private String holdMusic(Leg by) {
        return by.outside() ? "" : holdMusic;
    }

    /**
     * {@code from} offers to {@code toward}, perhaps nobody; a new offer of a known leg is a re-offer. Where it says nothing,
     * media offers what it has agreed to before, or may agree to. Where it reaches for help, media's reserve is open to it.
     */
    Agreed offer(Leg from, Body sdp, List<Leg> toward) {
        return offer(from, sdp, toward, toward.stream().anyMatch(Leg::isHelp));
    }

    /** The same of {@code from} alone, whose call may be for help though nobody is offered anything yet. */
    Agreed offer(Leg from, Body sdp, boolean forHelp) {
        return offer(from, sdp, List.of(), forHelp);
    }

    private Agreed offer(Leg from, Body sdp, List<Leg> toward, boolean forHelp) {
        var request = OfferRequest.newBuilder()
                .setSessionId(id)
                .setTenantId(tenantId)
                .setLegId(from.id())
                .setSdp(octets(sdp))
                .setPolicy(from.policy())
                .setSignallingSecured(from.secured())
                .setSignallingHost(from.signallingHost())
                .setHoldMusic(holdMusic(from))
                .setForHelp(forHelp);
        toward.forEach(leg -> request.addToward(Toward.newBuilder()
                .setLegId(leg.id())
                .setPolicy(leg.policy())
                .setSignallingSecured(leg.secured())
                .setHoldMusic(holdMusic(leg))));
        return switch (plane.offer(request)) {
            case Asked.Answered<OfferReply>(var reply) ->
                reply.hasOffered() ? bodies(reply.getOffered()) : no(reply.getRefused());
            case Asked.Unavailable<OfferReply>(var why) -> new Agreed.Away(why);
        };
    }

    /**
     * {@code by} answers our offer, or where it says nothing is taken at what it agreed to before; the body is for {@code
     * toward}: an answer, our offer where it has made none, empty where it has answered us already.
     */
    Agreed answer(Leg by, Leg toward, Body sdp) {
        return answered(plane.answer(AnswerRequest.newBuilder()
                .setSessionId(id)
                .setLegId(by.id())
                .setTowardLegId(toward.id())
                .setSdp(octets(sdp))
                .setSignallingHost(by.signallingHost())
                .build()));
    }

    /** {@code by} answers what media offered it by itself. */
    Agreed answer(Leg by, Body sdp) {
        return answered(plane.answer(AnswerRequest.newBuilder()
                .setSessionId(id)
                .setLegId(by.id())
                .setSdp(octets(sdp))
                .setSignallingHost(by.signallingHost())
                .build()));
    }

    /** Gives a leg away to the session of another call; false where media says no. */
    boolean give(Leg leg, String toSession) {
        return done(plane.adopt(AdoptRequest.newBuilder()
                .setSessionId(toSession)
                .setFromSessionId(id)
                .setLegId(leg.id())
                .build()));
    }

    /** The latest offer came to nothing: every leg is what it was before. */
    void rollback() {
        plane.rollback(id);
    }

    /** Media itself answers the leg that offered; a leg that did not gets an offer. */
    Agreed terminate(Leg leg) {
        return answered(plane.terminate(id, leg.id()));
    }

    private static Agreed answered(Asked<AnswerReply> asked) {
        return switch (asked) {
            case Asked.Answered<AnswerReply>(var reply) ->
                reply.hasRefused()
                        ? no(reply.getRefused())
                        : new Agreed.Bodies(List.of(Body.of(reply.getSdp().toByteArray())), false);
            case Asked.Unavailable<AnswerReply>(var why) -> new Agreed.Away(why);
        };
    }

    /** Plays; the number names it in the event of its end. Empty where media refused or is away. */
    OptionalInt play(Leg leg, List<Sound> sounds) {
        int number = ++plays;
        var asked = plane.play(PlayRequest.newBuilder()
                .setSessionId(id)
                .setLegId(leg.id())
                .setPlayId(number)
                .addAllSounds(sounds)
                .build());
        return done(asked) ? OptionalInt.of(number) : OptionalInt.empty();
    }

    void stopPlay(Leg leg) {
        plane.stopPlay(id, leg.id());
    }

    boolean echo(Leg leg) {
        return done(plane.echo(id, leg.id()));
    }

    boolean record(Leg leg, RecordingOrder order) {
        return done(plane.record(RecordRequest.newBuilder()
                .setSessionId(id)
                .setLegId(leg.id())
                .setOrder(order)
                .build()));
    }

    void stopRecording(Leg leg) {
        plane.stopRecording(id, leg.id());
    }

    /**
     * Records what both say, until both are closed; false where media refused or is away.
     *
     * @param keyed of both, whose keys pause it
     */
    boolean recordCall(Leg one, Leg other, List<Leg> keyed, RecordingOrder order) {
        return done(plane.recordCall(RecordCallRequest.newBuilder()
                .addAllKeyedLegIds(keyed.stream().map(Leg::id).toList())
                .setSessionId(id)
                .addLegIds(one.id())
                .addLegIds(other.id())
                .setOrder(order)
                .build()));
    }

    /** What is said from now on is silence in the recording, or is kept again; false where media refused or is away. */
    boolean pauseRecording(boolean paused) {
        return done(plane.pauseRecording(id, paused));
    }

    /** Puts the leg into a conference; empty where media refused or is away. */
    Optional<ConferReply> confer(Leg leg, ConferenceOrder order) {
        var asked = plane.confer(ConferRequest.newBuilder()
                .setSessionId(id)
                .setLegId(leg.id())
                .setOrder(order)
                .build());
        return asked instanceof Asked.Answered<ConferReply>(var reply) && !reply.hasRefused()
                ? Optional.of(reply)
                : Optional.empty();
    }

    /** An administrator leads the conference that a leg is in; false where media refused or is away. */
    boolean lead(String legId, ConferenceAct act) {
        return done(plane.lead(id, legId, act));
    }

    /** Lets the leg into the call of two others; false where media refused or is away. */
    boolean supervise(Leg leg, String call, Supervised who, SupervisionOrder order) {
        return done(plane.supervise(SuperviseRequest.newBuilder()
                .setSessionId(id)
                .setLegId(leg.id())
                .setCallSessionId(call)
                .setSupervisedLegId(who.supervised().id())
                .setOtherLegId(who.other().id())
                .setOrder(order)
                .build()));
    }

    /** What is known of the legs now; empty where media is away. */
    SessionReport report() {
        return reported(plane.report(id));
    }

    SessionReport close(Leg leg) {
        return reported(plane.closeLeg(id, leg.id()));
    }

    SessionReport close() {
        plane.forget(id);
        return reported(plane.close(id));
    }

    private static SessionReport reported(Asked<SessionReport> asked) {
        return switch (asked) {
            case Asked.Answered<SessionReport>(var report) -> report;
            case Asked.Unavailable<SessionReport> away -> SessionReport.getDefaultInstance();
        };
    }

    private static boolean done(Asked<Done> asked) {
        return asked instanceof Asked.Answered<Done>(var reply) && reply.getDone();
    }

    private static Agreed bodies(Offered offered) {
        List<Body> bodies = new ArrayList<>();
        offered.getLegsList().forEach(leg -> bodies.add(Body.of(leg.getSdp().toByteArray())));
        return new Agreed.Bodies(List.copyOf(bodies), offered.getHold());
    }

    private static Agreed no(Refused refused) {
        Status status = switch (refused.getReason()) {
            case REASON_MALFORMED -> Status.BAD_REQUEST;
            case REASON_NOT_ACCEPTABLE -> Status.NOT_ACCEPTABLE_HERE;
            case REASON_EXHAUSTED -> Status.SERVICE_UNAVAILABLE;
            case REASON_UNKNOWN, REASON_UNSPECIFIED, UNRECOGNIZED -> Status.SERVER_INTERNAL_ERROR;
        };
        return new Agreed.No(status, refused.getDetail());
    }

    private static ByteString octets(Body body) {
        return ByteString.copyFrom(body.view());
    }
}
