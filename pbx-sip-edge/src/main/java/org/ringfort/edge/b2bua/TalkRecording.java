package org.ringfort.edge.b2bua;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.LiveRecording;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RecordingServer;
import org.ringfort.contract.control.v1.Talker;
import org.ringfort.contract.control.v1.TalkingReply;
import org.ringfort.contract.control.v1.TalkingRequest;
import org.ringfort.contract.media.v1.CopiedLeg;
import org.ringfort.edge.peer.Asked;
import org.ringfort.edge.topology.RecordingMetadata;

/**
 * Whether what two say is recorded, and the recording session with the tenant's server where there is one. Of those for whom the call's
 * plan was not made, since one was transferred, or picked the call up, the app is asked; where a call goes on with others, what these
 * say is a recording of its own, with a recording session of its own. Owned by the call's thread, which waits for the app.
 */
final class TalkRecording {
    private static final List<String> LABELS = List.of("1", "2");

    private final Scene scene;
    /** Whether it is known whether those who talk now are recorded. */
    private boolean settled;
    /** How they are to be, where somebody has looked. */
    private Optional<RecordingTerms> wanted = Optional.empty();

    private boolean looked;

    private @Nullable RecordingSession session;
    /** Recording sessions that were begun, and when the first was. */
    private int sessions;

    private Instant firstSession = Instant.EPOCH;
    /** What is recorded now; empty: nothing. */
    private String recordingId = "";
    /** Whether a file of it is kept here. */
    private boolean kept;
    /** Whether the recording server takes it. */
    private boolean sent;
    /** What media does where somebody has it. */
    private LiveRecording ordered = LiveRecording.LIVE_RECORDING_UNSPECIFIED;

    TalkRecording(Scene scene) {
        this.scene = scene;
    }

    /**
     * Of the first two who talk, once.
     *
     * @param mayYet media refuses while a late offer is not answered: it is asked again then
     */
    void begin(Leg one, Leg other, boolean mayYet) {
        begin(one, other, mayYet, () -> planned(one, other));
    }

    /** Media has connected others than before, of whom the first was on the call already. */
    void goesOn(Leg stays, Leg comes) {
        end();
        boolean recordedBefore =
                wanted.filter(terms -> !terms.order().getOnDemand()).isPresent(); // else nobody may have asked
        settled = false;
        looked = false;
        begin(stays, comes, false, () -> later(stays, comes, recordedBefore));
    }

    private void begin(Leg one, Leg other, boolean mayYet, Supplier<Optional<RecordingTerms>> looks) {
        if (settled) {
            return;
        }
        if (!looked) {
            wanted = looks.get();
            looked = true;
        }
        if (wanted.isEmpty()) {
            settled = true;
        } else if (one.endToEnd()) {
            settled = true;
            if (!wanted.get().order().getOnDemand()) { // else nobody has asked for it yet
                missed("encrypted end to end");
            }
            scene.ledger().decided("Not recorded: encrypted end to end");
        } else {
            begin(one, other, mayYet, wanted.get());
        }
    }

    private void begin(Leg one, Leg other, boolean mayYet, RecordingTerms terms) {
        boolean recorded = records(one, other, terms);
        kept = recorded && !terms.order().getElsewhere();
        settled = recorded || !mayYet;
        if (!recorded && settled) {
            missed(Calls.MEDIA_REFUSED);
            recorded = terms.server().isPresent() && records(one, other, terms.elsewhere());
        }
        if (recorded) {
            recordingId = terms.order().getRecordingId();
            ordered = terms.order().getOnDemand()
                    ? LiveRecording.LIVE_RECORDING_UNSPECIFIED
                    : LiveRecording.LIVE_RECORDING_RUNS;
            show();
            terms.server().ifPresent(server -> begin(facts(one, other, terms, server)));
        }
    }

    private void begin(RecordingSession.Facts facts) {
        int part = sessions;
        session = scene.calls()
                .recordingSessions()
                .begin(facts, takes -> scene.inbox().post(new CallEvent.Sent(part, takes)));
    }

    private boolean records(Leg one, Leg other, RecordingTerms terms) {
        return scene.media().recordCall(one, other, terms.keyed(one, other), terms.order());
    }

    private void missed(String why) {
        scene.calls().missedRecording(scene.callId(), scene.plan().getTenantId(), why);
    }

    // ------------------------------------------------------------------ how they are recorded

    /** Where the app is away the plan's order, which nobody has used yet, is good for whoever has answered. */
    private Optional<RecordingTerms> planned(Leg one, Leg other) {
        Optional<RecordingTerms> planned = RecordingTerms.of(scene.plan());
        return RecordingTerms.isFor(scene.plan(), other)
                ? planned
                : switch (asked(one, other)) {
                    case Asked.Answered<TalkingReply>(var reply) -> RecordingTerms.of(reply);
                    case Asked.Unavailable<TalkingReply> away -> planned;
                };
    }

    /** Where the app is away there is no order; that is told where those who talked before were to be recorded. */
    private Optional<RecordingTerms> later(Leg stays, Leg comes, boolean recordedBefore) {
        return switch (asked(stays, comes)) {
            case Asked.Answered<TalkingReply>(var reply) -> RecordingTerms.of(reply);
            case Asked.Unavailable<TalkingReply>(var why) -> {
                if (recordedBefore) {
                    missed("after a transfer: " + why);
                }
                yield Optional.empty();
            }
        };
    }

    /** Nothing that may fail stands between anybody and help. */
    private Asked<TalkingReply> asked(Leg one, Leg other) {
        return one.isHelp() || other.isHelp()
                ? new Asked.Answered<>(TalkingReply.getDefaultInstance())
                : scene.app()
                        .talking(TalkingRequest.newBuilder()
                                .setTenantId(scene.plan().getTenantId())
                                .setCallId(scene.callId())
                                .addTalkers(talker(one))
                                .addTalkers(talker(other))
                                .build());
    }

    private static Talker talker(Leg leg) {
        return Talker.newBuilder()
                .setNumber(leg.number())
                .setOutside(leg.outside())
                .build();
    }

    // ------------------------------------------------------------------ the recording session

    private RecordingSession.Facts facts(Leg one, Leg other, RecordingTerms terms, RecordingServer server) {
        Plan plan = scene.plan();
        List<CopiedLeg> copied = new ArrayList<>(2);
        List<RecordingMetadata.Party> parties = new ArrayList<>(2);
        for (Leg leg : List.of(one, other)) {
            String label = LABELS.get(copied.size());
            copied.add(CopiedLeg.newBuilder()
                    .setLegId("recording-" + label)
                    .setCopiedLegId(leg.id())
                    .setLabel(label)
                    .build());
            String name = leg.equals(scene.callerLeg()) ? plan.getCaller().getDisplayName() : "";
            parties.add(RecordingMetadata.Party.of(leg.id(), leg.number(), plan.getDomain(), name, label));
        }
        Instant now = Instant.ofEpochMilli(scene.ledger().now());
        if (sessions++ == 0) {
            firstSession = now;
        }
        return new RecordingSession.Facts(
                scene.callId(),
                plan.getTenantId(),
                plan.getDomain(),
                server,
                copied,
                new RecordingMetadata(scene.callId(), sessions, firstSession, now, parties),
                terms.order().getOnDemand());
    }

    /** Media has paused a recording, or lets it run: the server is told, unless it is none of those who talk now. */
    void rests(String id, boolean rests) {
        boolean ours = id.isEmpty() || id.equals(recordingId); // older media names none
        if (ours) {
            ordered = rests ? LiveRecording.LIVE_RECORDING_RESTS : LiveRecording.LIVE_RECORDING_RUNS;
            show();
        }
        if (session != null && ours) {
            session.rests(rests);
        }
    }

    /** Media has finished a recording of this call: at its hour it is over, though a server goes on. */
    void finished(String id) {
        if (id.equals(recordingId)) {
            kept = false;
            show();
        }
    }

    /** The server of the call's so-manieth recording session takes what is said, or does not any more. */
    void sent(int part, boolean takes) {
        if (session != null && part == sessions) {
            sent = takes;
            show();
        }
    }

    /** What nobody has is not recorded, whatever media does. */
    private void show() {
        scene.ledger().recording(kept || sent ? ordered : LiveRecording.LIVE_RECORDING_UNSPECIFIED);
    }

    /** The two do not talk any more, or not with each other. */
    void end() {
        kept = false;
        sent = false;
        show();
        recordingId = "";
        if (session != null) {
            session.end();
            session = null;
        }
    }
}
