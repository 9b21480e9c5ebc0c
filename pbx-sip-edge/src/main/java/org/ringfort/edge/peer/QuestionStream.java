package org.ringfort.edge.peer;

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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to another process and its answers, all on one stream: a gRPC call of its own for each would cost more than the
 * question. Who comes alone is asked for at once; those that come within a while of the last message gather for the next one.
 *
 * <p>The stream is opened by the first question that finds none. When it breaks, everybody who waits hears that the peer is
 * unavailable, and so does everybody for whom the peer takes too long. How many wait is bounded by who asks.
 *
 * <p>The lock guards all fields; nothing blocks under it.
 *
 * @param <Q> a question
 * @param <A> its answer
 * @param <M> a message of questions
 * @param <N> a message of answers
 */
public final class QuestionStream<Q, A, M, N> implements AutoCloseable {
    /** How the contract says it. */
    public interface Words<Q, A, M, N> {
        M message(List<Put<Q>> questions);

        List<Got<A>> answers(N message);
    }

    /**
     * A question on its way.
     *
     * @param patienceMillis how long somebody will still wait for the answer; at least 1
     */
    public record Put<Q>(long id, int patienceMillis, Q question) {}

    /** An answer to the question of that number. */
    public record Got<A>(long id, Asked<A> answer) {
        /** What the peer says of a question: its answer, or where it has none the name of what broke. */
        public static <A> Got<A> of(long id, Optional<A> answer, String broken) {
            return new Got<>(
                    id,
                    answer.<Asked<A>>map(Asked.Answered::new)
                            .orElseGet(() ->
                                    new Asked.Unavailable<>(broken.isEmpty() ? Status.Code.INTERNAL.name() : broken)));
        }
    }

    /**
     * How patiently.
     *
     * @param patience after which an answer is no longer waited for
     * @param apart the shortest time between two messages; zero: nothing gathers but for the peer's sake
     */
    public record Pace(Duration patience, Duration apart) {}

    private static final Logger LOG = LoggerFactory.getLogger(QuestionStream.class);
    private static final long LOOK_FOR_LATE_MILLIS = 200;
    private static final int MOST_IN_ONE_MESSAGE = 256;

    private final Function<StreamObserver<N>, StreamObserver<M>> opening;
    private final Words<Q, A, M, N> words;
    private final long patienceNanos;
    private final long apartNanos;
    private final ScheduledThreadPoolExecutor timer;
    private final ReentrantLock lock = new ReentrantLock();
    /** In the order they were asked, hence of their deadlines. */
    private final LinkedHashMap<Long, Waiting<Q, A>> waiting = new LinkedHashMap<>();

    private final ArrayDeque<Long> unsent = new ArrayDeque<>();
    private long lastId;
    private long lastSentNanos;
    private boolean sendingPlanned;
    private @Nullable Stream stream;

    private record Waiting<Q, A>(Q question, Consumer<Asked<A>> answered, long deadlineNanos) {
        /** One asker's fault is not that of the others. */
        void tell(Asked<A> what) {
            try {
                answered.accept(what);
            } catch (RuntimeException bug) {
                LOG.error("Somebody who asked failed at the answer", bug);
            }
        }
    }

    /**
     * Nothing is opened yet.
     *
     * @param name of its thread
     * @param opening opens a stream to the peer; must not block
     */
    public QuestionStream(
            String name, Function<StreamObserver<N>, StreamObserver<M>> opening, Words<Q, A, M, N> words, Pace pace) {
        this.opening = opening;
        this.words = words;
        this.patienceNanos = pace.patience().toNanos();
        this.apartNanos = pace.apart().toNanos();
        this.lastSentNanos = System.nanoTime() - apartNanos;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        var _ = timer.scheduleWithFixedDelay(
                this::answerLate, LOOK_FOR_LATE_MILLIS, LOOK_FOR_LATE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Asks, and waits for the answer; for virtual threads only. */
    public Asked<A> ask(Q question) {
        var answer = new CompletableFuture<Asked<A>>();
        ask(question, answer::complete);
        return answer.join();
    }

    /** {@code answered} is called once, on a thread of gRPC's or of ours, and must not block. */
    public void ask(Q question, Consumer<Asked<A>> answered) {
        lock.lock();
        try {
            long now = System.nanoTime();
            long id = ++lastId;
            waiting.put(id, new Waiting<>(question, answered, now + patienceNanos));
            unsent.add(id);
            long due = lastSentNanos + apartNanos - now;
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

    /** Says all that has gathered, as far as the peer takes it; under the lock. */
    private void send(long now) {
        Stream here = stream;
        if (here == null) {
            here = new Stream();
            stream = here;
            here.out = opening.apply(here);
        }
        while (!unsent.isEmpty() && here.ready()) {
            List<Put<Q>> questions = new ArrayList<>();
            while (!unsent.isEmpty() && questions.size() < MOST_IN_ONE_MESSAGE) {
                long id = unsent.remove();
                Waiting<Q, A> asks = waiting.get(id);
                if (asks != null) {
                    int patience = (int) Math.max(1, (asks.deadlineNanos() - now) / 1_000_000);
                    questions.add(new Put<>(id, patience, asks.question()));
                }
            }
            if (!questions.isEmpty()) { // else all of them were late
                here.say(words.message(questions));
                lastSentNanos = now;
            }
        }
    }

    private void answerLate() {
        List<Waiting<Q, A>> late = new ArrayList<>();
        lock.lock();
        try {
            long now = System.nanoTime();
            Iterator<Waiting<Q, A>> oldest = waiting.values().iterator();
            while (oldest.hasNext()) {
                Waiting<Q, A> asks = oldest.next();
                if (asks.deadlineNanos() - now > 0) {
                    break;
                }
                late.add(asks);
                oldest.remove();
            }
            while (!unsent.isEmpty() && !waiting.containsKey(unsent.peek())) {
                unsent.remove(); // else they would gather while a peer that hangs takes nothing
            }
        } finally {
            lock.unlock();
        }
        unavailable(late, Status.Code.DEADLINE_EXCEEDED);
    }

    private void broke(Stream which, Status.Code why) {
        List<Waiting<Q, A>> all;
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

    private void unavailable(List<Waiting<Q, A>> asked, Status.Code why) {
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

    /** One stream's life. gRPC calls the methods one at a time. */
    private final class Stream implements ClientResponseObserver<M, N> {
        private @Nullable ClientCallStreamObserver<M> call;
        private @Nullable StreamObserver<M> out;

        boolean ready() {
            return out != null && call != null && call.isReady();
        }

        void say(M message) {
            try {
                if (out != null) {
                    out.onNext(message);
                }
            } catch (IllegalStateException over) {
                LOG.debug("The stream ended while we asked", over); // onError says so to everybody
            }
        }

        void leave() {
            if (call != null) {
                call.cancel("the edge stops", null);
            }
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<M> starting) {
            call = starting;
            starting.setOnReadyHandler(QuestionStream.this::gathered);
        }

        @Override
        public void onNext(N message) {
            List<Runnable> heard = new ArrayList<>();
            lock.lock();
            try {
                for (Got<A> got : words.answers(message)) {
                    Waiting<Q, A> asked = waiting.remove(got.id());
                    if (asked != null) {
                        heard.add(() -> asked.tell(got.answer()));
                    }
                }
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
