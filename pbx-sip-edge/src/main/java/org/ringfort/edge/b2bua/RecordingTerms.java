package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.RecordingServer;
import org.ringfort.contract.control.v1.TalkingReply;
import org.ringfort.contract.sound.v1.RecordingOrder;

/**
 * How two who talk are recorded, as the app wants it. A value.
 *
 * @param order for one recording; the next needs another
 * @param pausing whose phones may pause it, or begin it on demand: their numbers
 * @param server where it goes as well, or alone
 */
record RecordingTerms(RecordingOrder order, List<String> pausing, Optional<RecordingServer> server) {
    RecordingTerms {
        pausing = List.copyOf(pausing);
    }

    /** As the plan says of those whom it brings together; empty where they are not recorded. */
    static Optional<RecordingTerms> of(Plan plan) {
        if (!plan.hasRecording()) {
            return Optional.empty();
        }
        List<String> pausing = new ArrayList<>(plan.getCalleesPauseRecordingList());
        if (plan.getCallerPausesRecording()) {
            pausing.add(plan.getCaller().getNumber());
        }
        return Optional.of(new RecordingTerms(
                plan.getRecording(),
                pausing,
                plan.hasRecordingServer() ? Optional.of(plan.getRecordingServer()) : Optional.empty()));
    }

    /** As the app says of two for whom no plan was made; empty where they are not recorded. */
    static Optional<RecordingTerms> of(TalkingReply reply) {
        return reply.hasRecording()
                ? Optional.of(new RecordingTerms(
                        reply.getRecording(),
                        reply.getPausingList(),
                        reply.hasRecordingServer() ? Optional.of(reply.getRecordingServer()) : Optional.empty()))
                : Optional.empty();
    }

    /** Whether the plan was made for whoever answers on this leg, be it by its own phones or by a trunk. */
    static boolean isFor(Plan plan, Leg answers) {
        String number = answers.number();
        return plan.getStepsList().stream()
                .anyMatch(step -> answers.outside()
                        ? step.getDial().getNumber().equals(number)
                        : step.getRing().getNumber().equals(number)
                                || step.getRing().getTargetsList().stream()
                                        .anyMatch(target -> target.getNumber().equals(number)));
    }

    /** Whose keys count; never of who is outside. */
    List<Leg> keyed(Leg one, Leg other) {
        return Stream.of(one, other)
                .filter(leg -> !leg.outside() && pausing.contains(leg.number()))
                .toList();
    }

    /** What cannot be kept here may still go to the server. */
    RecordingTerms elsewhere() {
        return new RecordingTerms(order.toBuilder().setElsewhere(true).build(), pausing, server);
    }
}
