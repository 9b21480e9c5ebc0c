package org.ringfort.app.calls.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.function.Consumer;
import org.ringfort.app.platform.rest.DatabaseAway;
import org.ringfort.contract.control.v1.BindAnswer;
import org.ringfort.contract.control.v1.BindAnswers;
import org.ringfort.contract.control.v1.BindQuestion;
import org.ringfort.contract.control.v1.BindQuestions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One edge's REGISTERs. A message gets a virtual thread, which may wait for accounts but not for commits; an edge has so many
 * messages read ahead and no more, so that one that asks faster than we look up is held back by its connection.
 */
final class BindQuestionsIn implements StreamObserver<BindQuestions> {
    private static final Logger LOG = LoggerFactory.getLogger(BindQuestionsIn.class);
    private static final int MESSAGES_AT_ONCE = 32;
    private static final int MOST_IN_ONE_MESSAGE = 256;
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(5);

    private final Registering registering;
    private final ServerCallStreamObserver<BindAnswers> stream;
    private final BindAnswersOut answers;

    /** Answers a question by calling {@code answer} once, from any thread. */
    @FunctionalInterface
    interface Registering {
        void bind(BindQuestion question, Duration patience, Consumer<BindAnswer.Builder> answer);
    }

    BindQuestionsIn(Registering registering, ServerCallStreamObserver<BindAnswers> stream) {
        this.registering = registering;
        this.stream = stream;
        this.answers = new BindAnswersOut(stream);
        stream.setOnCancelHandler(() -> {}); // answers to who is gone go nowhere, and that is no fault
        stream.disableAutoRequest();
        stream.request(MESSAGES_AT_ONCE);
    }

    @Override
    public void onNext(BindQuestions message) {
        Thread.ofVirtual().name("bind").start(() -> {
            message.getQuestionsList().stream().limit(MOST_IN_ONE_MESSAGE).forEach(this::answer);
            stream.request(1);
        });
    }

    /** Refusals are cases of the reply; what is thrown is our own trouble and becomes a status code. */
    private void answer(BindQuestion question) {
        try {
            registering.bind(question, patience(question), answer -> say(question, answer));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("An edge asks what cannot be read", malformed);
            say(question, BindAnswer.newBuilder().setBroken(Status.Code.INVALID_ARGUMENT.name()));
        } catch (RuntimeException broken) {
            if (DatabaseAway.causes(broken)) {
                LOG.warn("An edge's request was refused: the database is away");
            } else {
                LOG.error("An edge's request failed", broken);
            }
            say(question, BindAnswer.newBuilder().setBroken(Status.Code.UNAVAILABLE.name()));
        }
    }

    private void say(BindQuestion question, BindAnswer.Builder answer) {
        answers.add(answer.setQuestionId(question.getQuestionId()).build());
    }

    /** How long the asker waits, and never longer than we would. */
    private static Duration patience(BindQuestion question) {
        Duration asked = Duration.ofMillis(Integer.toUnsignedLong(question.getPatienceMs()));
        return asked.compareTo(LONGEST_PATIENCE) < 0 ? asked : LONGEST_PATIENCE;
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
