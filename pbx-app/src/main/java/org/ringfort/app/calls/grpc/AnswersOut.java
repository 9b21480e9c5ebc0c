package org.ringfort.app.calls.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.ringfort.contract.control.v1.Answer;
import org.ringfort.contract.control.v1.Answers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers on their way to one edge, from any thread. Those that gather while a virtual thread, theirs or one for them, is
 * on its way to the stream go in one message: a commit answers many phones.
 */
final class AnswersOut {
    private static final Logger LOG = LoggerFactory.getLogger(AnswersOut.class);
    private static final int MOST_IN_ONE_MESSAGE = 1_000;

    private final ServerCallStreamObserver<Answers> stream;
    private final Object monitor = new Object();
    private List<Answer> gathered = new ArrayList<>();
    private boolean underWay;
    private boolean closed;

    AnswersOut(ServerCallStreamObserver<Answers> stream) {
        this.stream = stream;
    }

    void add(Answer answer) {
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
        if (Thread.currentThread().isVirtual()) {
            send();
        } else {
            Thread.ofVirtual().name("control-answers").start(this::send); // a commit's thread has others to tell
        }
    }

    void close() {
        synchronized (monitor) {
            closed = true;
            gathered = List.of();
        }
    }

    private void send() {
        try {
            for (List<Answer> next = next(); !next.isEmpty(); next = next()) {
                for (int from = 0; from < next.size(); from += MOST_IN_ONE_MESSAGE) {
                    int to = Math.min(next.size(), from + MOST_IN_ONE_MESSAGE);
                    stream.onNext(Answers.newBuilder()
                            .addAllAnswers(next.subList(from, to))
                            .build());
                }
            }
        } catch (RuntimeException gone) {
            LOG.debug("An edge takes no answers any more", gone);
            close();
        }
    }

    private List<Answer> next() {
        synchronized (monitor) {
            List<Answer> next = gathered;
            underWay = !next.isEmpty() && !closed;
            gathered = closed ? List.of() : new ArrayList<>();
            return next;
        }
    }
}
