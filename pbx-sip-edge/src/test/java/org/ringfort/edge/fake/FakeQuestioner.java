package org.ringfort.edge.fake;

import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import org.ringfort.contract.media.v1.Answer;
import org.ringfort.contract.media.v1.Answers;
import org.ringfort.contract.media.v1.Question;
import org.ringfort.contract.media.v1.Questions;

/** An edge's stream of questions to {@link FakeMedia}. */
final class FakeQuestioner implements StreamObserver<Questions> {
    private final FakeMedia media;
    private final StreamObserver<Answers> toEdge;

    FakeQuestioner(FakeMedia media, StreamObserver<Answers> toEdge) {
        this.media = media;
        this.toEdge = toEdge;
    }

    @Override
    public void onNext(Questions questions) {
        for (Question question : questions.getQuestionsList()) {
            var answer = Answer.newBuilder().setQuestionId(question.getQuestionId());
            switch (question.getQuestionCase()) {
                case OFFER -> media.offer(question.getOffer(), told(reply -> say(answer.setOffer(reply))));
                case ANSWER -> media.answer(question.getAnswer(), told(reply -> say(answer.setAnswer(reply))));
                case CLOSE -> media.close(question.getClose(), told(reply -> say(answer.setClosed(reply))));
                case REPORT -> media.report(question.getReport(), told(reply -> say(answer.setReported(reply))));
                case QUESTION_NOT_SET -> throw new AssertionError("asks nothing");
            }
        }
    }

    private void say(Answer.Builder answer) {
        synchronized (toEdge) {
            toEdge.onNext(Answers.newBuilder().addAnswers(answer).build());
        }
    }

    private static <T> StreamObserver<T> told(Consumer<T> to) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T reply) {
                to.accept(reply);
            }

            @Override
            public void onError(Throwable broke) {
                throw new AssertionError(broke);
            }

            @Override
            public void onCompleted() {}
        };
    }

    @Override
    public void onError(Throwable broke) {}

    @Override
    public void onCompleted() {}
}
