package org.ringfort.edge.controlplane;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.peer.Asked;

/** The one reply of a question that did not block. gRPC calls its methods one at a time, the last of them once. */
final class Awaited<T> implements StreamObserver<T> {
    private final Consumer<Asked<T>> answered;
    private @Nullable T reply;

    Awaited(Consumer<Asked<T>> answered) {
        this.answered = answered;
    }

    @Override
    public void onNext(T value) {
        reply = value;
    }

    @Override
    public void onError(Throwable broken) {
        answered.accept(
                new Asked.Unavailable<>(Status.fromThrowable(broken).getCode().name()));
    }

    @Override
    public void onCompleted() {
        T whole = reply;
        answered.accept(
                whole == null ? new Asked.Unavailable<>(Status.Code.INTERNAL.name()) : new Asked.Answered<>(whole));
    }
}
