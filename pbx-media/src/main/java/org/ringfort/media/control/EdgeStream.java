package org.ringfort.media.control;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.media.v1.FromEdge;
import org.ringfort.contract.media.v1.FromMedia;
import org.ringfort.contract.media.v1.Hello;
import org.ringfort.contract.media.v1.Welcome;
import org.ringfort.media.session.EdgeName;
import org.ringfort.media.session.EdgeSink;
import org.ringfort.media.session.SessionEvent;
import org.ringfort.media.session.Sessions;

/**
 * One edge's stream. Once it stands, only the sessions' thread writes to it. An edge that does not read is cut off after
 * {@value #MOST_UNREAD} events: it comes back and finds its sessions.
 */
final class EdgeStream implements StreamObserver<FromEdge>, EdgeSink {
    private static final int MOST_UNREAD = 4_096;

    private final Sessions sessions;
    private final String incarnation;
    private final ServerCallStreamObserver<FromMedia> out;
    private volatile @Nullable EdgeName edge;
    private int unread;
    private boolean over;

    EdgeStream(Sessions sessions, String incarnation, ServerCallStreamObserver<FromMedia> out) {
        this.sessions = sessions;
        this.incarnation = incarnation;
        this.out = out;
    }

    @Override
    public void onNext(FromEdge message) {
        switch (message.getEventCase()) {
            case HELLO -> hello(message.getHello());
            case EVENT_NOT_SET -> {
                // a later edge says something that this media does not know
            }
        }
    }

    private void hello(Hello hello) {
        if (edge != null) {
            return;
        }
        var name = new EdgeName(hello.getEdgeId(), hello.getIncarnation());
        edge = name;
        sessions.post(() -> {
            send(FromMedia.newBuilder()
                    .setWelcome(Welcome.newBuilder().setMediaIncarnation(incarnation))
                    .build());
            sessions.attach(name, this);
        });
    }

    @Override
    public void tell(SessionEvent event) {
        send(Replies.event(event));
    }

    private void send(FromMedia message) {
        if (over || out.isCancelled()) {
            return;
        }
        unread = out.isReady() ? 0 : unread + 1;
        if (unread > MOST_UNREAD) {
            over = true;
            out.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("the edge does not read")
                    .asRuntimeException());
            gone();
            return;
        }
        out.onNext(message);
    }

    /** The stream broke; any thread. */
    void gone() {
        Optional.ofNullable(edge).ifPresent(name -> {
            try {
                sessions.post(() -> sessions.detach(name, this));
            } catch (IllegalStateException stopping) {
                // every session ends with the process anyway
            }
        });
    }

    @Override
    public void onError(Throwable broken) {
        gone();
    }

    @Override
    public void onCompleted() {
        gone();
        out.onCompleted();
    }
}
