package org.ringfort.media.control;

import com.google.protobuf.ByteString;
import java.util.List;
import org.ringfort.contract.media.v1.AnswerReply;
import org.ringfort.contract.media.v1.ConferenceLeft;
import org.ringfort.contract.media.v1.Digit;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.LegQuiet;
import org.ringfort.contract.media.v1.OfferReply;
import org.ringfort.contract.media.v1.PlayDone;
import org.ringfort.contract.media.v1.RecordingRests;
import org.ringfort.contract.media.v1.Refused;
import org.ringfort.contract.media.v1.SessionReport;
import org.ringfort.contract.media.v1.SupervisionEnded;
import org.ringfort.contract.media.v1.TuneWanted;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.negotiation.Codec;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.session.Body;
import org.ringfort.media.session.LegReport;
import org.ringfort.media.session.Offered;
import org.ringfort.media.session.SessionEvent;

/** What sessions say, in the words of the contract. Pure. */
final class Replies {
    private Replies() {}

    static OfferReply offer(Outcome<Offered> outcome) {
        return switch (outcome) {
            case Outcome.Agreed<Offered> agreed -> {
                var offered = org.ringfort.contract.media.v1.Offered.newBuilder()
                        .setHold(agreed.value().hold());
                for (Offered.LegOffer leg : agreed.value().legs()) {
                    offered.addLegs(org.ringfort.contract.media.v1.Offered.Leg.newBuilder()
                            .setLegId(leg.legId())
                            .setSdp(leg.body().map(Replies::octets).orElse(ByteString.EMPTY)));
                }
                yield OfferReply.newBuilder().setOffered(offered).build();
            }
            case Outcome.Refused<Offered> refused ->
                OfferReply.newBuilder().setRefused(refusal(refused.refusal())).build();
        };
    }

    static AnswerReply answer(Outcome<Body> outcome) {
        return switch (outcome) {
            case Outcome.Agreed<Body> agreed ->
                AnswerReply.newBuilder().setSdp(octets(agreed.value())).build();
            case Outcome.Refused<Body> refused ->
                AnswerReply.newBuilder().setRefused(refusal(refused.refusal())).build();
        };
    }

    static Done done(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Agreed<?> ignored -> Done.newBuilder().setDone(true).build();
            case Outcome.Refused<?> refused ->
                Done.newBuilder().setRefused(refusal(refused.refusal())).build();
        };
    }

    static Refused refusal(Refusal refusal) {
        Refused.Reason reason = switch (refusal.reason()) {
            case MALFORMED -> Refused.Reason.REASON_MALFORMED;
            case NOT_ACCEPTABLE -> Refused.Reason.REASON_NOT_ACCEPTABLE;
            case EXHAUSTED -> Refused.Reason.REASON_EXHAUSTED;
            case UNKNOWN -> Refused.Reason.REASON_UNKNOWN;
        };
        return Refused.newBuilder()
                .setReason(reason)
                .setDetail(refusal.detail())
                .build();
    }

    static SessionReport report(List<LegReport> legs) {
        var report = SessionReport.newBuilder();
        legs.forEach(leg -> report.addLegs(leg(leg)));
        return report.build();
    }

    private static org.ringfort.contract.media.v1.LegReport leg(LegReport leg) {
        var figures = leg.figures();
        var report = org.ringfort.contract.media.v1.LegReport.newBuilder()
                .setLegId(leg.legId())
                .setPacketsAuthenticated(figures.authenticated())
                .setPacketsRefused(figures.refused())
                .setPacketsClear(figures.clear())
                .setPacketsSent(figures.sent())
                .setPacketsLost(figures.lost())
                .setJitterUs(figures.jitterMicros())
                .setMeasures(Measures.of(figures));
        leg.agreement().ifPresent(agreement -> {
            report.setKeying(Policies.keying(agreement.keying()));
            figures.profile().ifPresent(profile -> report.setProfile(Policies.profile(profile)));
            report.setCodec(codec(agreement));
        });
        return report.build();
    }

    private static String codec(Agreement agreement) {
        return agreement.codecs().stream()
                .filter(Codec::isAudio)
                .findFirst()
                .map(Codec::encoding)
                .orElse("");
    }

    static FromMedia event(SessionEvent event) {
        var told = FromMedia.newBuilder();
        switch (event) {
            case SessionEvent.Digit digit ->
                told.setDigit(Digit.newBuilder()
                        .setSessionId(digit.sessionId())
                        .setLegId(digit.legId())
                        .setDigit(String.valueOf(digit.key()))
                        .setDurationMs(digit.durationMillis()));
            case SessionEvent.PlayDone done ->
                told.setPlayDone(PlayDone.newBuilder()
                        .setSessionId(done.sessionId())
                        .setLegId(done.legId())
                        .setPlayId(done.playId())
                        .setCut(done.cut()));
            case SessionEvent.Recorded recorded -> told.setRecordingReady(Recordings.ready(recorded.recording()));
            case SessionEvent.ConferenceSeen seen -> told.setConferenceSeen(Conferring.seen(seen));
            case SessionEvent.LegsScored scored -> told.setLegsScored(Measures.scores(scored.legs()));
            case SessionEvent.Quiet quiet ->
                told.setLegQuiet(LegQuiet.newBuilder()
                        .setSessionId(quiet.sessionId())
                        .setLegId(quiet.legId())
                        .setSeconds(quiet.seconds()));
            case SessionEvent.RecordingRests recording ->
                told.setRecordingRests(RecordingRests.newBuilder()
                        .setSessionId(recording.sessionId())
                        .setRecordingId(recording.recording().toString())
                        .setRests(recording.rests()));
            case SessionEvent.TuneWanted wanted ->
                told.setTuneWanted(TuneWanted.newBuilder().setTune(wanted.tune()));
            case SessionEvent.SupervisionEnded ended ->
                told.setSupervisionEnded(SupervisionEnded.newBuilder()
                        .setSessionId(ended.sessionId())
                        .setLegId(ended.legId()));
            case SessionEvent.ConferenceLeft left ->
                told.setConferenceLeft(ConferenceLeft.newBuilder()
                        .setSessionId(left.sessionId())
                        .setLegId(left.legId())
                        .setWhy(Conferring.end(left.why())));
        }
        return told.build();
    }

    private static ByteString octets(Body body) {
        return ByteString.copyFrom(body.octets());
    }
}
