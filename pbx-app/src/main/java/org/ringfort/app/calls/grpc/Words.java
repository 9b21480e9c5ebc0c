package org.ringfort.app.calls.grpc;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.applications.Conference;
import org.ringfort.app.applications.Recorded;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.applications.Supervision;
import org.ringfort.app.calls.CallTrace;
import org.ringfort.app.calls.CallerIdentity;
import org.ringfort.app.calls.EndedCall;
import org.ringfort.app.calls.LegSecurity;
import org.ringfort.app.calls.LiveCall;
import org.ringfort.app.calls.LiveParty;
import org.ringfort.app.calls.RegistrationNews;
import org.ringfort.app.calls.Traces;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.contract.control.v1.HungUpBy;
import org.ringfort.contract.control.v1.LegRole;
import org.ringfort.contract.control.v1.RegistrationChanged;
import org.ringfort.contract.control.v1.Supervise;
import org.ringfort.contract.control.v1.Supervised;
import org.ringfort.contract.control.v1.TraceTold;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.SrtpProfile;
import org.ringfort.contract.sound.v1.ConferenceEnd;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.contract.sound.v1.SupervisionOrder;
import org.ringfort.contract.sound.v1.SupervisionReach;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;

/** The contract's words and ours, each way. What does not parse throws {@link IllegalArgumentException}. */
final class Words {
    private Words() {}

    static LiveCall live(String edgeId, org.ringfort.contract.control.v1.LiveCall call) {
        return new LiveCall(
                CallId.parse(call.getCallId()),
                TenantId.parse(call.getTenantId()),
                edgeId,
                state(call.getState()),
                call.getCaller(),
                call.getCallerName(),
                call.getDialled(),
                call.getConnected(),
                Instant.ofEpochMilli(call.getStartedAtMs()),
                moment(call.getAnsweredAtMs()),
                call.getLegsList().stream().map(Words::security).toList(),
                call.getPartiesList().stream()
                        .map(party -> new LiveParty(party.getLegId(), role(party.getRole()), party.getNumber()))
                        .toList(),
                switch (call.getRecording()) {
                    case LIVE_RECORDING_RUNS -> LiveCall.Recording.RUNS;
                    case LIVE_RECORDING_RESTS -> LiveCall.Recording.RESTS;
                    case LIVE_RECORDING_UNSPECIFIED, UNRECOGNIZED -> LiveCall.Recording.NONE;
                });
    }

    static Traces.Told trace(String edgeId, TraceTold told) {
        List<CallTrace.Message> messages = told.getMessagesList().stream()
                .map(message -> new CallTrace.Message(
                        Instant.EPOCH.plus(message.getAtUs(), ChronoUnit.MICROS),
                        edgeId,
                        message.getSent(),
                        transport(message.getTransport()),
                        message.getEdgeAddress(),
                        message.getPeerAddress(),
                        message.getOctets().toStringUtf8()))
                .toList();
        return new Traces.Told(told.getTenantId(), new CallTrace(messages, told.getTruncated()));
    }

    static EndedCall ended(CallRecord call) {
        return new EndedCall(
                CallId.parse(call.getCallId()),
                TenantId.parse(call.getTenantId()),
                call.getCaller(),
                call.getCallerName(),
                call.getDialled(),
                call.getConnected(),
                Instant.ofEpochMilli(call.getStartedAtMs()),
                moment(call.getRungAtMs()),
                moment(call.getAnsweredAtMs()),
                Instant.ofEpochMilli(call.getEndedAtMs()),
                call.getStatus(),
                by(call.getHungUpBy()),
                call.getEndReason(),
                call.getWhy(),
                call.getRule(),
                identity(call.getIdentity()),
                call.getLegsList().stream().map(Words::leg).toList());
    }

    static CallerIdentity identity(org.ringfort.contract.control.v1.CallerIdentity said) {
        return new CallerIdentity(
                said.getVerstat(), said.getAttestation(), said.getOriginId(), said.getWhy(), said.getDivertedByList());
    }

    static org.ringfort.contract.control.v1.CallerIdentity identity(CallerIdentity known) {
        return org.ringfort.contract.control.v1.CallerIdentity.newBuilder()
                .setVerstat(known.verstat())
                .setAttestation(known.attestation())
                .setOriginId(known.originId())
                .setWhy(known.why())
                .addAllDivertedBy(known.divertedBy())
                .build();
    }

    private static EndedCall.Leg leg(CallLeg leg) {
        return new EndedCall.Leg(
                leg.getLegId(),
                role(leg.getRole()),
                leg.getNumber(),
                leg.getDeviceId(),
                leg.getStatus(),
                moment(leg.getStartedAtMs()),
                moment(leg.getAnsweredAtMs()),
                moment(leg.getEndedAtMs()),
                security(leg.getSecurity()),
                leg.getRemoteAddress(),
                leg.getUserAgent(),
                leg.getCodec(),
                new EndedCall.Packets(
                        leg.getPacketsAuthenticated(),
                        leg.getPacketsRefused(),
                        leg.getPacketsClear(),
                        leg.getPacketsSent(),
                        leg.getPacketsLost(),
                        leg.getJitterUs()),
                MeasureWords.measures(leg.getMeasures()),
                leg.getWhy());
    }

    private static String transport(Transport transport) {
        return switch (transport) {
            case TRANSPORT_UDP -> "UDP";
            case TRANSPORT_TCP -> "TCP";
            case TRANSPORT_TLS -> "TLS";
            case TRANSPORT_WSS -> "WSS";
            case TRANSPORT_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static LegSecurity security(org.ringfort.contract.control.v1.LegSecurity leg) {
        return new LegSecurity(
                leg.getLegId(),
                transport(leg.getTransport()),
                leg.getTlsVersion(),
                leg.getTlsCipher(),
                leg.getTlsGroup(),
                leg.getTlsClient(),
                leg.getLegacyZone(),
                keying(leg.getKeying()),
                profile(leg.getProfile()));
    }

    private static String keying(Keying keying) {
        return switch (keying) {
            case KEYING_SDES -> "SDES";
            case KEYING_DTLS -> "DTLS";
            case KEYING_ZRTP -> "ZRTP";
            case KEYING_CLEAR -> "CLEAR";
            case KEYING_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static String profile(SrtpProfile profile) {
        return switch (profile) {
            case SRTP_PROFILE_AES_CM_128_HMAC_SHA1_80 -> "AES_CM_128_HMAC_SHA1_80";
            case SRTP_PROFILE_AES_CM_128_HMAC_SHA1_32 -> "AES_CM_128_HMAC_SHA1_32";
            case SRTP_PROFILE_AES_256_CM_HMAC_SHA1_80 -> "AES_256_CM_HMAC_SHA1_80";
            case SRTP_PROFILE_AES_256_CM_HMAC_SHA1_32 -> "AES_256_CM_HMAC_SHA1_32";
            case SRTP_PROFILE_AEAD_AES_128_GCM -> "AEAD_AES_128_GCM";
            case SRTP_PROFILE_AEAD_AES_256_GCM -> "AEAD_AES_256_GCM";
            case SRTP_PROFILE_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static LiveCall.State state(CallState state) {
        return switch (state) {
            case CALL_STATE_RINGING -> LiveCall.State.RINGING;
            case CALL_STATE_ANSWERED -> LiveCall.State.ANSWERED;
            case CALL_STATE_HELD -> LiveCall.State.HELD;
            case CALL_STATE_ENDED -> LiveCall.State.ENDED;
            case CALL_STATE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("call state " + state);
        };
    }

    private static EndedCall.HungUpBy by(HungUpBy by) {
        return switch (by) {
            case HUNG_UP_BY_CALLER -> EndedCall.HungUpBy.CALLER;
            case HUNG_UP_BY_CALLEE -> EndedCall.HungUpBy.CALLEE;
            case HUNG_UP_BY_SYSTEM -> EndedCall.HungUpBy.SYSTEM;
            case HUNG_UP_BY_ADMINISTRATOR -> EndedCall.HungUpBy.ADMINISTRATOR;
            case HUNG_UP_BY_UNSPECIFIED, UNRECOGNIZED -> EndedCall.HungUpBy.UNKNOWN;
        };
    }

    private static EndedCall.Role role(LegRole role) {
        return switch (role) {
            case LEG_ROLE_CALLER -> EndedCall.Role.CALLER;
            case LEG_ROLE_CALLEE -> EndedCall.Role.CALLEE;
            case LEG_ROLE_APPLICATION -> EndedCall.Role.APPLICATION;
            case LEG_ROLE_UNSPECIFIED, UNRECOGNIZED -> EndedCall.Role.UNKNOWN;
        };
    }

    static Optional<Instant> moment(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static List<Sound> sounds(List<org.ringfort.app.applications.Sound> sounds) {
        return sounds.stream().map(Words::sound).toList();
    }

    private static Sound sound(org.ringfort.app.applications.Sound sound) {
        return switch (sound) {
            case org.ringfort.app.applications.Sound.Prompt(String name) ->
                Sound.newBuilder().setPrompt(name).build();
            case org.ringfort.app.applications.Sound.Pcmu(byte[] octets) ->
                Sound.newBuilder().setPcmu(ByteString.copyFrom(octets)).build();
            case org.ringfort.app.applications.Sound.Silence(Duration length) ->
                Sound.newBuilder()
                        .setSilenceMs(Math.toIntExact(length.toMillis()))
                        .build();
        };
    }

    static RecordingOrder order(Recording recording) {
        return RecordingOrder.newBuilder()
                .setRecordingId(recording.id().toString())
                .setDataKey(ByteString.copyFrom(recording.dataKey().reveal()))
                .setLabel(ByteString.copyFrom(recording.label()))
                .setMaxSeconds(Math.toIntExact(recording.limit().toSeconds()))
                .setSilenceSeconds(Math.toIntExact(recording.silence().toSeconds()))
                .setBeep(recording.beep())
                .setStopDigits(recording.stopDigits())
                .build();
    }

    static ConferenceOrder order(Conference conference) {
        ConferenceOrder.Builder order = ConferenceOrder.newBuilder()
                .setConferenceId(conference.id())
                .setModerator(conference.moderator())
                .setMuted(conference.muted())
                .setWaitsForModerator(conference.waitsForModerator())
                .setTones(conference.tones())
                .setMost(conference.most());
        conference.recording().ifPresent(recording -> order.setRecording(order(recording)));
        return order.build();
    }

    static Supervise order(Supervision supervision) {
        return Supervise.newBuilder()
                .setCallId(supervision.call().toString())
                .setNumber(supervision.number())
                .setKeys(supervision.keys())
                .setOrder(SupervisionOrder.newBuilder()
                        .setTone(supervision.tone())
                        .setReach(
                                switch (supervision.reach()) {
                                    case LISTEN -> SupervisionReach.SUPERVISION_REACH_LISTEN;
                                    case WHISPER -> SupervisionReach.SUPERVISION_REACH_WHISPER;
                                    case BARGE -> SupervisionReach.SUPERVISION_REACH_BARGE;
                                }))
                .build();
    }

    static Supervision.Outcome outcome(Supervised supervised) {
        return switch (supervised.getOutcomeCase()) {
            case KEY -> new Supervision.Outcome.Key(supervised.getKey().charAt(0));
            case OVER -> new Supervision.Outcome.Over();
            case REFUSED, OUTCOME_NOT_SET -> new Supervision.Outcome.Refused();
        };
    }

    static Conference.End end(ConferenceEnd end) {
        return switch (end) {
            case CONFERENCE_END_FULL -> Conference.End.FULL;
            case CONFERENCE_END_LOCKED -> Conference.End.LOCKED;
            case CONFERENCE_END_ENDED, CONFERENCE_END_UNSPECIFIED, UNRECOGNIZED -> Conference.End.ENDED;
        };
    }

    static Recorded.End end(RecordingEnd end) {
        return switch (end) {
            case RECORDING_END_SILENCE -> Recorded.End.SILENCE;
            case RECORDING_END_LIMIT -> Recorded.End.LIMIT;
            case RECORDING_END_DIGIT -> Recorded.End.DIGIT;
            case RECORDING_END_STOPPED -> Recorded.End.STOPPED;
            case RECORDING_END_HANGUP -> Recorded.End.HANGUP;
            case RECORDING_END_INTERRUPTED -> Recorded.End.INTERRUPTED;
            case RECORDING_END_FAILED, RECORDING_END_UNSPECIFIED, UNRECOGNIZED -> Recorded.End.FAILED;
        };
    }

    static RegistrationChanged.What what(RegistrationNews.What what) {
        return switch (what) {
            case REGISTERED -> RegistrationChanged.What.WHAT_REGISTERED;
            case UNREGISTERED -> RegistrationChanged.What.WHAT_UNREGISTERED;
            case EXPIRED -> RegistrationChanged.What.WHAT_EXPIRED;
            case DEACTIVATED -> RegistrationChanged.What.WHAT_DEACTIVATED;
            case REJECTED -> RegistrationChanged.What.WHAT_REJECTED;
        };
    }
}
