package org.ringfort.edge.controlplane;

import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.BindAnswers;
import org.ringfort.contract.control.v1.BindQuestion;
import org.ringfort.contract.control.v1.BindQuestions;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.edge.peer.QuestionStream;
import org.ringfort.edge.peer.QuestionStream.Got;
import org.ringfort.edge.peer.QuestionStream.Put;

/** REGISTERs on their way to the app and back, as the contract says it. */
final class BindWords implements QuestionStream.Words<BindRequest, BindReply, BindQuestions, BindAnswers> {
    @Override
    public BindQuestions message(List<Put<BindRequest>> questions) {
        var message = BindQuestions.newBuilder();
        questions.forEach(put -> message.addQuestions(BindQuestion.newBuilder()
                .setQuestionId(put.id())
                .setPatienceMs(put.patienceMillis())
                .setRequest(put.question())));
        return message.build();
    }

    @Override
    public List<Got<BindReply>> answers(BindAnswers message) {
        return message.getAnswersList().stream()
                .map(answer -> Got.of(
                        answer.getQuestionId(),
                        answer.hasReply() ? Optional.of(answer.getReply()) : Optional.empty(),
                        answer.getBroken()))
                .toList();
    }
}
