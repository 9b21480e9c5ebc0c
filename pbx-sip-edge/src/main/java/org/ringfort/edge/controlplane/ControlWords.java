package org.ringfort.edge.controlplane;

import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.Answer;
import org.ringfort.contract.control.v1.Answers;
import org.ringfort.contract.control.v1.Question;
import org.ringfort.contract.control.v1.Questions;
import org.ringfort.edge.peer.QuestionStream;
import org.ringfort.edge.peer.QuestionStream.Got;
import org.ringfort.edge.peer.QuestionStream.Put;

/** What phones want of the app and what it answers, as the contract says it; questions come without their number. */
final class ControlWords implements QuestionStream.Words<Question, Answer, Questions, Answers> {
    @Override
    public Questions message(List<Put<Question>> questions) {
        var message = Questions.newBuilder();
        questions.forEach(put -> message.addQuestions(
                put.question().toBuilder().setQuestionId(put.id()).setPatienceMs(put.patienceMillis())));
        return message.build();
    }

    @Override
    public List<Got<Answer>> answers(Answers message) {
        return message.getAnswersList().stream()
                .map(answer -> Got.of(
                        answer.getQuestionId(),
                        Optional.of(answer).filter(ControlWords::saysSomething),
                        answer.getBroken()))
                .toList();
    }

    private static boolean saysSomething(Answer answer) {
        return switch (answer.getOutcomeCase()) {
            case BIND, ROUTE, SUBSCRIBE, HELP, TALKING -> true;
            case BROKEN, OUTCOME_NOT_SET -> false;
        };
    }
}
