package org.ringfort.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.media.v1.Answer;
import org.ringfort.contract.media.v1.Answers;
import org.ringfort.contract.media.v1.Question;
import org.ringfort.contract.media.v1.Questions;
import org.ringfort.contract.media.v1.SessionRequest;

/** Many questions on one stream. */
class QuestionsTest {
    @TempDir
    private Path recordings;

    private MediaHouse house;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() throws Exception {
        house = new MediaHouse(27_400, 27_431, Duration.ZERO, recordings);
    }

    @AfterEach
    void shut() throws Exception {
        house.close();
    }

    @Test
    void each_is_answered_by_its_number() throws Exception {
        StreamObserver<Questions> stream = asking();
        stream.onNext(Questions.newBuilder()
                .addQuestions(closing(7))
                .addQuestions(closing(8))
                .build());
        stream.onNext(Questions.newBuilder().addQuestions(closing(9)).build());

        Map<Long, Answer> heard = heard(3);
        assertThat(heard).containsOnlyKeys(7L, 8L, 9L);
        assertThat(heard.values()).allMatch(Answer::hasClosed);
    }

    @Test
    void one_that_media_does_not_know_spoils_no_other() throws Exception {
        asking().onNext(Questions.newBuilder()
                .addQuestions(Question.newBuilder().setQuestionId(1))
                .addQuestions(closing(2))
                .build());

        assertThat(heard(2))
                .hasEntrySatisfying(1L, answer -> assertThat(answer.getBroken()).isEqualTo("UNIMPLEMENTED"))
                .hasEntrySatisfying(2L, answer -> assertThat(answer.hasClosed()).isTrue());
    }

    @Test
    void an_edge_that_leaves_at_once_leaves_media_to_the_others() throws Exception {
        for (int i = 0; i < 50; i++) {
            var stream = (ClientCallStreamObserver<Questions>) asking();
            stream.onNext(Questions.newBuilder().addQuestions(closing(i)).build());
            stream.cancel("the edge is gone", null);
        }

        assertThat(house.close("none").getLegsCount()).isZero();
    }

    private StreamObserver<Questions> asking() {
        return house.streaming.ask(new StreamObserver<>() {
            @Override
            public void onNext(Answers message) {
                answers.addAll(message.getAnswersList());
            }

            @Override
            public void onError(Throwable broken) {}

            @Override
            public void onCompleted() {}
        });
    }

    private static Question closing(long id) {
        return Question.newBuilder()
                .setQuestionId(id)
                .setClose(SessionRequest.newBuilder().setSessionId("none"))
                .build();
    }

    private Map<Long, Answer> heard(int count) throws InterruptedException {
        Map<Long, Answer> heard = new HashMap<>();
        while (heard.size() < count) {
            Answer answer = answers.poll(5, TimeUnit.SECONDS);
            assertThat(answer).isNotNull();
            heard.put(answer.getQuestionId(), answer);
        }
        return heard;
    }
}
