package org.ringfort.media.control;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.contract.media.v1.RecordCallRequest;
import org.ringfort.contract.media.v1.RecordRequest;
import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingFacts;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.recorder.Label;
import org.ringfort.media.recorder.Recording;
import org.ringfort.media.recorder.RecordingOrder;

/** Recordings in the words of the contract. Pure. */
final class Recordings {
    private Recordings() {}

    static Outcome<RecordingOrder> order(RecordRequest request, String edgeId) {
        return order(request.getOrder(), new RecordingOrder.Owner(edgeId, request.getSessionId(), request.getLegId()));
    }

    static Outcome<RecordingOrder> order(RecordCallRequest request, String edgeId) {
        return request.getLegIdsCount() == 2
                ? order(
                        request.getOrder(),
                        new RecordingOrder.Owner(edgeId, request.getSessionId(), request.getLegIds(0)))
                : refused("a call has two legs");
    }

    static Outcome<RecordingOrder> order(
            org.ringfort.contract.sound.v1.RecordingOrder order, RecordingOrder.Owner owner) {
        Optional<UUID> id = id(order.getRecordingId());
        if (id.isEmpty()) {
            return refused("the recording's id is no UUID");
        }
        Secret key = Secret.of(order.getDataKey().toByteArray());
        Label label = Label.of(order.getLabel().toByteArray());
        Optional<String> wrong = RecordingOrder.wrong(
                key, label, order.getMaxSeconds(), order.getSilenceSeconds(), order.getStopDigits());
        if (wrong.isPresent()) {
            return refused(wrong.get());
        }
        return new Outcome.Agreed<>(new RecordingOrder(
                id.get(),
                owner,
                key,
                label,
                order.getMaxSeconds(),
                order.getSilenceSeconds(),
                order.getStopDigits(),
                order.getOnDemand(),
                order.getElsewhere()));
    }

    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException misshapen) {
            return Optional.empty();
        }
    }

    static RecordingReady ready(Recording recording) {
        return RecordingReady.newBuilder()
                .setSessionId(recording.owner().sessionId())
                .setLegId(recording.owner().legId())
                .setFacts(RecordingFacts.newBuilder()
                        .setRecordingId(recording.id().toString())
                        .setLabel(ByteString.copyFrom(recording.label().octets()))
                        .setDurationMs(recording.durationMillis())
                        .setEnd(RecordingEnd.valueOf(
                                "RECORDING_END_" + recording.end().name()))
                        .setStartedAtMs(recording.startedAtMillis())
                        .setSizeBytes(recording.sizeBytes())
                        .setPausedMs(recording.pausedMillis()))
                .build();
    }

    private static Outcome<RecordingOrder> refused(String detail) {
        return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, detail);
    }
}
