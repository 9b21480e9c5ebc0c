package org.ringfort.media.control;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ringfort.contract.media.v1.Done;
import org.ringfort.contract.media.v1.RecordingChunk;
import org.ringfort.media.recorder.RecordingShelf;

/** Hands recordings out and takes them off the shelf; the disk is touched on virtual threads only. */
final class RecordingDelivery {
    private static final int CHUNK_BYTES = 65_536;
    private static final long SLOWEST_READER_SECONDS = 30;

    private final RecordingShelf shelf;

    RecordingDelivery(RecordingShelf shelf) {
        this.shelf = shelf;
    }

    void fetch(Optional<UUID> id, ServerCallStreamObserver<RecordingChunk> out) {
        var ready = new Semaphore(0);
        out.setOnReadyHandler(ready::release);
        out.setOnCancelHandler(ready::release);
        Thread.ofVirtual().name("fetch").start(() -> send(id, ready, out));
    }

    private void send(Optional<UUID> id, Semaphore ready, ServerCallStreamObserver<RecordingChunk> out) {
        try {
            Optional<InputStream> found = id.isEmpty() ? Optional.empty() : shelf.fetch(id.get());
            if (found.isEmpty()) {
                out.onError(
                        Status.NOT_FOUND.withDescription("no such recording").asRuntimeException());
                return;
            }
            try (InputStream octets = found.get()) {
                for (byte[] chunk = octets.readNBytes(CHUNK_BYTES);
                        chunk.length > 0;
                        chunk = octets.readNBytes(CHUNK_BYTES)) {
                    while (!out.isReady()) {
                        if (out.isCancelled() || !ready.tryAcquire(SLOWEST_READER_SECONDS, TimeUnit.SECONDS)) {
                            out.onError(Status.CANCELLED.asRuntimeException());
                            return;
                        }
                    }
                    out.onNext(RecordingChunk.newBuilder()
                            .setOctets(ByteString.copyFrom(chunk))
                            .build());
                }
            }
            out.onCompleted();
        } catch (IOException | InterruptedException broken) {
            out.onError(Status.UNAVAILABLE
                    .withDescription("the recording could not be read")
                    .asRuntimeException());
        }
    }

    void discard(Optional<UUID> id, StreamObserver<Done> out) {
        Thread.ofVirtual().name("discard").start(() -> {
            try {
                id.ifPresent(shelf::discard);
                out.onNext(Done.newBuilder().setDone(true).build());
                out.onCompleted();
            } catch (RuntimeException refused) {
                out.onError(Status.UNAVAILABLE
                        .withDescription("the recording could not be removed")
                        .asRuntimeException());
            }
        });
    }
}
