package org.ringfort.edge.controlplane;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.BindAnswer;
import org.ringfort.contract.control.v1.BindAnswers;
import org.ringfort.contract.control.v1.BindQuestion;
import org.ringfort.contract.control.v1.BindQuestions;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.edge.peer.Asked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * REGISTERs on their way to the app and back. Who comes alone is asked for at once; those that come within ten milliseconds of
 * the last message gather for the next one, since the app commits no faster and a message costs as much as many questions.
 *
 * <p>The stream is opened by the first question that finds none. When it breaks, everybody who waits hears that the app is
 * unavailable, and so does everybody for whom the app takes too long. How many wait is bounded by who asks.
 *
 * <p>The lock guards all fields; nothing blocks under it.
 */
final class BindStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BindStream.class);
    private static final long APART_NANOS = 10_000_000;
    private static final long LOOK_FOR_LATE_MILLIS = 200;
    private static final int MOST_IN_ONE_MESSAGE = 256;

    private final Function<StreamObserver<BindAnswers>, StreamObserver<BindQuestions>> opening;
    private final long patienceNanos;
    private final ScheduledThreadPoolExecutor timer;
    private final ReentrantLock lock = new ReentrantLock();
    /** In the order they were asked, hence of their deadlines. */
    private final LinkedHashMap<Long, Waiting> waiting = new LinkedHashMap<>();

    private final ArrayDeque<Long> unsent = new ArrayDeque<>();
    private long lastId;
    private long lastSentNanos = System.nanoTime() - APART_NANOS;
    private boolean sendingPlanned;
    private @Nullable Stream stream;

    private record Waiting(BindRequest request, Consumer<Asked<BindReply>> answered, long deadlineNanos) {
        /** One asker's fault is not that of the others. */
        void tell(Asked<BindReply> what) {
            try {
                answered.accept(what);
            } catch (RuntimeException bug) {
                LOG.error("Somebody who asked for a binding failed at the answer", bug);
            }
        }
    }

    /** @param opening opens a stream to the app; must not block */
    BindStream(Function<StreamObserver<BindAnswers>, StreamObserver<BindQuestions>> opening, Duration patience) {
        this.opening = opening;
        this.patienceNanos = patience.toNanos();
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("bind-stream").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        var _ = timer.scheduleWithFixedDelay(
                this::answerLate, LOOK_FOR_LATE_MILLIS, LOOK_FOR_LATE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** {@code answered} is called once, on a thread of gRPC's or of ours, and must not block. */
    void ask(BindRequest request, Consumer<Asked<BindReply>> answered) {
        lock.lock();
        try {
            long now = System.nanoTime();
            long id = ++lastId;
            waiting.put(id, new Waiting(request, answered, now + patienceNanos));
            unsent.add(id);
            long due = lastSentNanos + APART_NANOS - now;
            if (due <= 0) {
                send(now);
            } else if (!sendingPlanned) {
                sendingPlanned = true;
                var _ = timer.schedule(this::gathered, due, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void gathered() {
        lock.lock();
        try {
            sendingPlanned = false;
            send(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Says all that has gathered, as far as the app takes it; under the lock. */
    private void send(long now) {
        Stream here = stream;
        if (here == null) {
            here = new Stream();
            stream = here;
            here.out = opening.apply(here);
        }
        while (!unsent.isEmpty() && here.ready()) {
            BindQuestions.Builder message = BindQuestions.newBuilder();
            while (!unsent.isEmpty() && message.getQuestionsCount() < MOST_IN_ONE_MESSAGE) {
                long id = unsent.remove();
                Waiting asks = waiting.get(id);
                if (asks != null) {
                    message.addQuestions(BindQuestion.newBuilder()
                            .setQuestionId(id)
                            .setPatienceMs((int) Math.max(1, (asks.deadlineNanos() - now) / 1_000_000))
                            .setRequest(asks.request()));
                }
            }
            here.say(message.build());
            lastSentNanos = now;
        }
    }

    private void answerLate() {
        List<Waiting> late = new ArrayList<>();
        lock.lock();
        try {
            long now = System.nanoTime();
            Iterator<Waiting> oldest = waiting.values().iterator();
            while (oldest.hasNext()) {
                Waiting asks = oldest.next();
                if (asks.deadlineNanos() - now > 0) {
                    break;
                }
                late.add(asks);
                oldest.remove();
            }
            while (!unsent.isEmpty() && !waiting.containsKey(unsent.peek())) {
                unsent.remove(); // else they would gather while an app that hangs takes nothing
            }
        } finally {
            lock.unlock();
        }
        unavailable(late, Status.Code.DEADLINE_EXCEEDED);
    }

    private void broke(Stream which, Status.Code why) {
        List<Waiting> all;
        lock.lock();
        try {
            if (!which.equals(stream)) {
                return;
            }
            stream = null;
            unsent.clear();
            all = List.copyOf(waiting.values());
            waiting.clear();
        } finally {
            lock.unlock();
        }
        unavailable(all, why);
    }

    private static void unavailable(List<Waiting> asked, Status.Code why) {
        asked.forEach(asks -> asks.tell(new Asked.Unavailable<>(why.name())));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        lock.lock();
        try {
            if (stream != null) {
                stream.leave();
            }
        } finally {
            lock.unlock();
        }
    }

    private static Asked<BindReply> outcome(BindAnswer answer) {
        return answer.hasReply()
                ? new Asked.Answered<>(answer.getReply())
                : new Asked.Unavailable<>(
                        answer.getBroken().isEmpty() ? Status.Code.INTERNAL.name() : answer.getBroken());
    }

    /** One stream's life. gRPC calls the methods one at a time. */
    private final class Stream implements ClientResponseObserver<BindQuestions, BindAnswers> {
        private @Nullable ClientCallStreamObserver<BindQuestions> call;
        private @Nullable StreamObserver<BindQuestions> out;

        boolean ready() {
            return out != null && call != null && call.isReady();
        }

        void say(BindQuestions message) {
            try {
                if (out != null) {
                    out.onNext(message);
                }
            } catch (IllegalStateException over) {
                LOG.debug("The app's stream ended while we asked", over); // onError says so to everybody
            }
        }

        void leave() {
            if (call != null) {
                call.cancel("the edge stops", null);
            }
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<BindQuestions> starting) {
            call = starting;
            starting.setOnReadyHandler(BindStream.this::gathered);
        }

        @Override
        public void onNext(BindAnswers answers) {
            List<Runnable> heard = new ArrayList<>(answers.getAnswersCount());
            lock.lock();
            try {
                answers.getAnswersList().forEach(answer -> {
                    Waiting asked = waiting.remove(answer.getQuestionId());
                    if (asked != null) {
                        heard.add(() -> asked.tell(outcome(answer)));
                    }
                });
            } finally {
                lock.unlock();
            }
            heard.forEach(Runnable::run);
        }

        @Override
        public void onError(Throwable broken) {
            broke(this, Status.fromThrowable(broken).getCode());
        }

        @Override
        public void onCompleted() {
            broke(this, Status.Code.UNAVAILABLE);
        }
    }
}
