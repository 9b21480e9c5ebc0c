package org.ringfort.app.calls.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.ringfort.contract.control.v1.BindAnswer;
import org.ringfort.contract.control.v1.BindAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers on their way to one edge, from any thread. Those that gather while a virtual thread is on its way to the stream go
 * in one message: a commit answers many phones.
 */
final class BindAnswersOut {
    private static final Logger LOG = LoggerFactory.getLogger(BindAnswersOut.class);
    private static final int MOST_IN_ONE_MESSAGE = 1_000;

    private final ServerCallStreamObserver<BindAnswers> stream;
    private final Object monitor = new Object();
    private List<BindAnswer> gathered = new ArrayList<>();
    private boolean underWay;
    private boolean closed;

    BindAnswersOut(ServerCallStreamObserver<BindAnswers> stream) {
        this.stream = stream;
    }

    void add(BindAnswer answer) {
        synchronized (monitor) {
            if (closed) {
                return;
            }
            gathered.add(answer);
            if (underWay) {
                return;
            }
            underWay = true;
        }
        Thread.ofVirtual().name("bind-answers").start(this::send);
    }

    void close() {
        synchronized (monitor) {
            closed = true;
            gathered = List.of();
        }
    }

    private void send() {
        try {
            for (List<BindAnswer> next = next(); !next.isEmpty(); next = next()) {
                for (int from = 0; from < next.size(); from += MOST_IN_ONE_MESSAGE) {
                    int to = Math.min(next.size(), from + MOST_IN_ONE_MESSAGE);
                    stream.onNext(BindAnswers.newBuilder()
                            .addAllAnswers(next.subList(from, to))
                            .build());
                }
            }
        } catch (RuntimeException gone) {
            LOG.debug("An edge takes no answers any more", gone);
            close();
        }
    }

    private List<BindAnswer> next() {
        synchronized (monitor) {
            List<BindAnswer> next = gathered;
            underWay = !next.isEmpty() && !closed;
            gathered = closed ? List.of() : new ArrayList<>();
            return next;
        }
    }
}
