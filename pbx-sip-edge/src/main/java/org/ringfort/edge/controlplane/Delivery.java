package org.ringfort.edge.controlplane;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.ControlPlaneGrpc;
import org.ringfort.contract.control.v1.DeliverReply;
import org.ringfort.contract.control.v1.DeliverRequest;
import org.ringfort.contract.sound.v1.RecordingFacts;

/** One recording on its way to the app, no faster than the app reads. The thread that calls {@link #of} waits. */
final class Delivery implements ClientResponseObserver<DeliverRequest, DeliverReply> {
    private final CompletableFuture<DeliverReply> reply = new CompletableFuture<>();
    private final Semaphore stirred = new Semaphore(0);
    private @Nullable ClientCallStreamObserver<DeliverRequest> call;

    private Delivery() {}

    /** @throws io.grpc.StatusRuntimeException where the app could not be asked */
    static DeliverReply of(ControlPlaneGrpc.ControlPlaneStub stub, RecordingFacts facts, Iterator<ByteString> octets) {
        var delivery = new Delivery();
        stub.deliver(delivery);
        try {
            return delivery.send(facts, octets);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.asRuntimeException();
        }
    }

    private DeliverReply send(RecordingFacts facts, Iterator<ByteString> octets) throws InterruptedException {
        ClientCallStreamObserver<DeliverRequest> here = call;
        if (here == null) {
            throw Status.INTERNAL.asRuntimeException();
        }
        try {
            here.onNext(DeliverRequest.newBuilder().setFacts(facts).build());
            while (octets.hasNext()) {
                while (!here.isReady() && !reply.isDone()) {
                    stirred.acquire();
                }
                if (reply.isDone()) {
                    return answer(); // the app has said no, or knows the recording already
                }
                here.onNext(DeliverRequest.newBuilder().setOctets(octets.next()).build());
            }
            here.onCompleted();
        } catch (IllegalStateException over) {
            here.cancel("delivery over", over); // harmless where the call has ended by itself
        } catch (RuntimeException | InterruptedException unread) {
            here.cancel("recording could not be read", unread);
            throw unread;
        }
        return answer();
    }

    private DeliverReply answer() throws InterruptedException {
        try {
            return reply.get();
        } catch (ExecutionException broken) {
            throw Status.fromThrowable(broken.getCause()).asRuntimeException();
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<DeliverRequest> requestStream) {
        call = requestStream;
        requestStream.setOnReadyHandler(stirred::release);
    }

    @Override
    public void onNext(DeliverReply value) {
        reply.complete(value);
        stirred.release();
    }

    @Override
    public void onError(Throwable broke) {
        reply.completeExceptionally(broke);
        stirred.release();
    }

    @Override
    public void onCompleted() {
        reply.completeExceptionally(Status.INTERNAL.asException()); // no effect after a reply
        stirred.release();
    }
}
