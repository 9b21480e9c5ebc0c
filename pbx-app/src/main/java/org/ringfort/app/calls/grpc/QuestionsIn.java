package org.ringfort.app.calls.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ringfort.app.platform.database.DatabaseAway;
import org.ringfort.contract.control.v1.Answer;
import org.ringfort.contract.control.v1.Answers;
import org.ringfort.contract.control.v1.Question;
import org.ringfort.contract.control.v1.Questions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One edge's stream of questions. The bindings of a message get one virtual thread together, which may wait for accounts but not for
 * commits; whatever else is asked gets one of its own, since it may wait for more. An edge has so many messages read ahead
 * and no more, so that one that asks faster than we answer is held back by its connection.
 */
final class QuestionsIn implements StreamObserver<Questions> {
    private static final Logger LOG = LoggerFactory.getLogger(QuestionsIn.class);
    private static final int MESSAGES_AT_ONCE = 128;
    private static final int MOST_IN_ONE_MESSAGE = 256;

    private final Answering answering;
    private final ServerCallStreamObserver<Answers> stream;
    private final AnswersOut answers;

    /** Answers a question by calling {@code answer} once, from any thread. */
    @FunctionalInterface
    interface Answering {
        void answer(Question question, Consumer<Answer.Builder> answer);
    }

    QuestionsIn(Answering answering, ServerCallStreamObserver<Answers> stream) {
        this.answering = answering;
        this.stream = stream;
        this.answers = new AnswersOut(stream);
        stream.setOnCancelHandler(() -> {}); // answers to who is gone go nowhere, and that is no fault
        stream.disableAutoRequest();
        stream.request(MESSAGES_AT_ONCE);
    }

    @Override
    public void onNext(Questions message) {
        List<Question> bindings = message.getQuestionsList().stream()
                .limit(MOST_IN_ONE_MESSAGE)
                .filter(Question::hasBind)
                .toList();
        List<Question> others = message.getQuestionsList().stream()
                .limit(MOST_IN_ONE_MESSAGE)
                .filter(question -> !question.hasBind())
                .toList();
        var left = new AtomicInteger(1 + others.size());
        others.forEach(question -> aside(List.of(question), left));
        if (bindings.isEmpty()) {
            done(left);
        } else {
            aside(bindings, left);
        }
    }

    private void aside(List<Question> questions, AtomicInteger left) {
        Thread.ofVirtual().name("control").start(() -> {
            questions.forEach(this::answer);
            done(left);
        });
    }

    private void done(AtomicInteger left) {
        if (left.decrementAndGet() == 0) {
            stream.request(1);
        }
    }

    /** Refusals are cases of the reply; what is thrown is our own trouble and becomes a status code. */
    private void answer(Question question) {
        try {
            answering.answer(question, answer -> say(question, answer));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("An edge asks what cannot be read", malformed);
            say(question, broken(Status.Code.INVALID_ARGUMENT));
        } catch (RuntimeException broken) {
            if (DatabaseAway.causes(broken)) {
                LOG.warn("An edge's question was refused: the database is away", broken);
            } else {
                LOG.error("An edge's question failed", broken);
            }
            say(question, broken(Status.Code.UNAVAILABLE));
        }
    }

    static Answer.Builder broken(Status.Code why) {
        return Answer.newBuilder().setBroken(why.name());
    }

    private void say(Question question, Answer.Builder answer) {
        answers.add(answer.setQuestionId(question.getQuestionId()).build());
    }

    @Override
    public void onError(Throwable lost) {
        answers.close();
    }

    @Override
    public void onCompleted() {
        answers.close();
        stream.onCompleted();
    }
}
