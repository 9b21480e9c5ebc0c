package org.ringfort.app.calls.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.applications.RecordingTaker;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.DeliverRequest;
import org.ringfort.contract.sound.v1.RecordingEnd;
import org.ringfort.contract.sound.v1.RecordingFacts;

class DeliveryInTest {
    private final List<DeliverReply> replies = new ArrayList<>();
    private final List<Status> refusals = new ArrayList<>();
    private final List<RecordingTaker.Delivery> taken = new ArrayList<>();
    private Optional<String> missing = Optional.empty();

    private final DeliveryIn delivery = new DeliveryIn(
            List.of(new RecordingTaker() {
                @Override
                public String kind() {
                    return "call";
                }

                @Override
                public Optional<String> waitsFor(UUID recording, byte[] label) {
                    return missing;
                }

                @Override
                public Taken take(Delivery whole) {
                    taken.add(whole);
                    return new Taken.Stored();
                }
            }),
            new StreamObserver<>() {
                @Override
                public void onNext(DeliverReply value) {
                    replies.add(value);
                }

                @Override
                public void onError(Throwable refused) {
                    refusals.add(Status.fromThrowable(refused));
                }

                @Override
                public void onCompleted() {}
            });

    private void send(String id) {
        delivery.onNext(DeliverRequest.newBuilder()
                .setFacts(RecordingFacts.newBuilder()
                        .setRecordingId(id)
                        .setEnd(RecordingEnd.RECORDING_END_HANGUP)
                        .setLabel(ByteString.copyFromUtf8("call:label")))
                .build());
        delivery.onNext(DeliverRequest.newBuilder()
                .setOctets(ByteString.copyFrom(new byte[3]))
                .build());
        delivery.onCompleted();
    }

    @Test
    void what_can_be_kept_is() {
        send(UUID.randomUUID().toString());
        assertThat(taken)
                .singleElement()
                .satisfies(whole -> assertThat(whole.octets()).hasSize(3));
        assertThat(replies).singleElement().matches(DeliverReply::getStored);
    }

    @Test
    void what_waits_for_a_key_is_refused_before_its_octets_and_once() {
        missing = Optional.of("the key is missing");
        send(UUID.randomUUID().toString());
        assertThat(refusals).singleElement().satisfies(status -> {
            assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(status.getDescription()).isEqualTo("the key is missing");
        });
        assertThat(taken).isEmpty();
    }

    @Test
    void a_name_that_is_none_is_an_argument_that_is_wrong() {
        send("nonsense");
        assertThat(refusals).extracting(Status::getCode).containsExactly(Status.Code.INVALID_ARGUMENT);
    }
}
