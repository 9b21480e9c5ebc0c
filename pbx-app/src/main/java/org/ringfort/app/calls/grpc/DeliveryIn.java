package org.ringfort.app.calls.grpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.applications.RecordingTaker;
import org.ringfort.app.applications.RecordingTaker.Delivery;
import org.ringfort.app.applications.RecordingTaker.Taken;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.DeliverRequest;
import org.ringfort.contract.sound.v1.RecordingFacts;

/** One recording on its way in: facts, then octets, then whoever takes its kind. */
final class DeliveryIn implements StreamObserver<DeliverRequest> {
    /** An hour of G.711 and its tags. */
    private static final int MOST_OCTETS = 32 * 1024 * 1024;

    private final List<RecordingTaker> takers;
    private final StreamObserver<DeliverReply> reply;
    private ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private @Nullable RecordingFacts facts;
    private boolean refused;

    DeliveryIn(List<RecordingTaker> takers, StreamObserver<DeliverReply> reply) {
        this.takers = takers;
        this.reply = reply;
    }

    @Override
    public void onNext(DeliverRequest part) {
        if (refused) {
            return;
        }
        if (part.hasFacts() && facts == null) {
            facts = part.getFacts();
            waits(part.getFacts()).ifPresent(why -> refuse(Status.UNAVAILABLE.withDescription(why)));
        } else if (facts == null || part.hasFacts()) {
            refuse(Status.INVALID_ARGUMENT.withDescription("facts first, and once"));
        } else if (octets.size() + part.getOctets().size() > MOST_OCTETS) {
            refuse(Status.RESOURCE_EXHAUSTED.withDescription("too large"));
        } else {
            octets.writeBytes(part.getOctets().toByteArray());
        }
    }

    /** Why it cannot be kept now, said before all of it is sent. */
    private Optional<String> waits(RecordingFacts known) {
        try {
            UUID id = UUID.fromString(known.getRecordingId());
            byte[] label = known.getLabel().toByteArray();
            return taker(label).flatMap(one -> one.waitsFor(id, label));
        } catch (RuntimeException unclear) {
            return Optional.empty(); // what is wrong is said of the whole
        }
    }

    private Optional<RecordingTaker> taker(byte[] label) {
        String text = new String(label, StandardCharsets.ISO_8859_1);
        String kind = text.substring(0, Math.max(0, text.indexOf(':')));
        return takers.stream().filter(one -> one.kind().equals(kind)).findFirst();
    }

    private void refuse(Status status) {
        refused = true;
        reply.onError(status.asRuntimeException());
    }

    @Override
    public void onCompleted() {
        RecordingFacts known = facts;
        if (refused) {
            return;
        }
        if (known == null) {
            refuse(Status.INVALID_ARGUMENT.withDescription("no facts"));
            return;
        }
        ControlPlaneDoor.answer(reply, () -> take(known));
    }

    private DeliverReply take(RecordingFacts known) {
        byte[] label = known.getLabel().toByteArray();
        Optional<RecordingTaker> taker = taker(label);
        if (taker.isEmpty()) {
            return DeliverReply.newBuilder()
                    .setRejected("nobody takes such recordings")
                    .build();
        }
        byte[] all = octets.toByteArray();
        octets = new ByteArrayOutputStream(0); // it may be tens of megabytes, and this may take long
        Taken taken = taker.get()
                .take(new Delivery(
                        UUID.fromString(known.getRecordingId()),
                        label,
                        Duration.ofMillis(Integer.toUnsignedLong(known.getDurationMs())),
                        Duration.ofMillis(Integer.toUnsignedLong(known.getPausedMs())),
                        Words.end(known.getEnd()),
                        Instant.ofEpochMilli(known.getStartedAtMs()),
                        all));
        return switch (taken) {
            case Taken.Stored() -> DeliverReply.newBuilder().setStored(true).build();
            case Taken.Rejected(String why) ->
                DeliverReply.newBuilder().setRejected(why).build();
            case Taken.Later(String why) ->
                throw Status.UNAVAILABLE.withDescription(why).asRuntimeException();
        };
    }

    @Override
    public void onError(Throwable lost) {
        octets.reset(); // delivered again later
    }
}
