package org.ringfort.media.control;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.ringfort.contract.media.v1.Answer;
import org.ringfort.contract.media.v1.Answers;
import org.ringfort.contract.media.v1.Question;
import org.ringfort.contract.media.v1.Questions;

/**
 * One edge's stream of questions. They come on gRPC's thread, are put to the service as if each were a call of its own, and are
 * answered on whichever thread that is; the lock of the outbound side keeps answers apart, since gRPC does not.
 */
final class Questioner implements StreamObserver<Questions> {
    private final MediaPlaneService media;
    private final ServerCallStreamObserver<Answers> out;

    Questioner(MediaPlaneService media, ServerCallStreamObserver<Answers> out) {
        this.media = media;
        this.out = out;
        out.setOnCancelHandler(() -> {}); // else an answer to an edge that has gone would be an exception
    }

    @Override
    public void onNext(Questions message) {
        message.getQuestionsList().forEach(this::ask);
    }

    private void ask(Question question) {
        long id = question.getQuestionId();
        switch (question.getQuestionCase()) {
            case OFFER -> put(id, media::offer, question.getOffer(), Answer.Builder::setOffer);
            case ANSWER -> put(id, media::answer, question.getAnswer(), Answer.Builder::setAnswer);
            case CLOSE -> put(id, media::close, question.getClose(), Answer.Builder::setClosed);
            case REPORT -> put(id, media::report, question.getReport(), Answer.Builder::setReported);
            case QUESTION_NOT_SET -> broken(id, Status.UNIMPLEMENTED); // newer than this media
        }
    }

    private <Q, R> void put(
            long id,
            BiConsumer<Q, StreamObserver<R>> to,
            Q request,
            BiFunction<Answer.Builder, R, Answer.Builder> words) {
        to.accept(request, new StreamObserver<>() {
            @Override
            public void onNext(R reply) {
                say(words.apply(Answer.newBuilder().setQuestionId(id), reply));
            }

            @Override
            public void onError(Throwable failure) {
                broken(id, Status.fromThrowable(failure));
            }

            @Override
            public void onCompleted() {}
        });
    }

    private void broken(long id, Status why) {
        say(Answer.newBuilder().setQuestionId(id).setBroken(why.getCode().name()));
    }

    private void say(Answer.Builder answer) {
        Answers message = Answers.newBuilder().addAnswers(answer).build();
        synchronized (out) {
            if (!out.isCancelled()) {
                out.onNext(message);
            }
        }
    }

    @Override
    public void onError(Throwable gone) {
        // what it asked is answered to nobody
    }

    @Override
    public void onCompleted() {
        synchronized (out) {
            out.onCompleted();
        }
    }
}
