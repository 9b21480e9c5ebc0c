package org.ringfort.edge.b2bua;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.media.v1.CopiedLeg;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.edge.topology.RecordingMetadata;

/**
 * Whether what two say is recorded, and the recording session with the tenant's server where there is one. Owned by the call's thread.
 */
final class TalkRecording {
    private static final List<String> LABELS = List.of("1", "2");

    private final Scene scene;
    /** Whether it is known whether this call is recorded. */
    private boolean settled;

    private @Nullable RecordingSession session;

    TalkRecording(Scene scene) {
        this.scene = scene;
    }

    /**
     * Where the plan says so, once: who comes in another's place later is in no recording that he was not told of.
     *
     * @param mayYet media refuses while a late offer is not answered: it is asked again then
     */
    void begin(Leg one, Leg other, boolean mayYet) {
        Plan plan = scene.plan();
        if (!plan.hasRecording() || settled) {
            return;
        }
        if (one.endToEnd()) {
            settled = true;
            if (!plan.getRecording().getOnDemand()) { // else nobody has asked for it yet
                scene.calls().missedRecording(scene.callId(), plan.getTenantId(), "encrypted end to end");
            }
            scene.ledger().decided("Not recorded: encrypted end to end");
            return;
        }
        boolean recorded = records(one, other, plan.getRecording());
        settled = recorded || !mayYet;
        if (!recorded && settled) {
            scene.calls().missedRecording(scene.callId(), plan.getTenantId(), Calls.MEDIA_REFUSED);
            recorded = plan.hasRecordingServer() && records(one, other, elsewhere(plan.getRecording()));
        }
        if (recorded && plan.hasRecordingServer()) {
            session = scene.calls().recordingSessions().begin(facts(one, other));
        }
    }

    /** What cannot be kept here may still go to the server. */
    private static RecordingOrder elsewhere(RecordingOrder order) {
        return order.toBuilder().setElsewhere(true).build();
    }

    private boolean records(Leg one, Leg other, RecordingOrder order) {
        Plan plan = scene.plan();
        List<Leg> keyed = new ArrayList<>(2);
        if (plan.getCallerPausesRecording() && !one.outside()) {
            keyed.add(one);
        }
        if (plan.getCalleesPauseRecordingList().contains(other.record().getNumber()) && !other.outside()) {
            keyed.add(other);
        }
        return scene.media().recordCall(one, other, keyed, order);
    }

    private RecordingSession.Facts facts(Leg one, Leg other) {
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
            parties.add(RecordingMetadata.Party.of(leg.id(), leg.record().getNumber(), plan.getDomain(), name, label));
        }
        return new RecordingSession.Facts(
                scene.callId(),
                plan.getTenantId(),
                plan.getDomain(),
                plan.getRecordingServer(),
                copied,
                new RecordingMetadata(
                        scene.callId(), Instant.ofEpochMilli(scene.ledger().now()), parties),
                plan.getRecording().getOnDemand());
    }

    /** Media has paused it, or lets it run: the server is told. */
    void rests(boolean rests) {
        if (session != null) {
            session.rests(rests);
        }
    }

    /** The two do not talk any more, or not with each other. */
    void end() {
        if (session != null) {
            session.end();
            session = null;
        }
    }
}
