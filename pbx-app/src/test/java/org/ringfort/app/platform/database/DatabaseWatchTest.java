package org.ringfort.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.SteppedClock;

/** Questions whose answers the test gives. */
class DatabaseWatchTest {
    private final SteppedClock clock = new SteppedClock();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private volatile boolean answers = true;
    private volatile boolean broken;
    private final DatabaseWatch watch = new DatabaseWatch(
            () -> {
                asked.incrementAndGet();
                if (broken) {
                    throw new IllegalStateException("a bug");
                }
                return answers;
            },
            () -> done.add("shut"),
            () -> done.add("open"),
            Duration.ofMillis(100),
            clock);

    @BeforeEach
    void start() throws Exception {
        watch.start();
        questions(2);
    }

    @AfterEach
    void stop() {
        watch.stop();
    }

    private void questions(int more) throws InterruptedException {
        int before = asked.get();
        Eventually.holds("it is asked", () -> asked.get() >= before + more);
    }

    private void away() throws InterruptedException {
        answers = false;
        Eventually.holds("it is away", watch::isAway);
    }

    private void back() throws InterruptedException {
        answers = true;
        Eventually.holds("it is back", () -> !watch.isAway());
    }

    @Test
    void who_does_not_answer_for_long_enough_is_away_until_the_first_answer_and_each_is_done_once() throws Exception {
        assertThat(watch.isAway()).isFalse();
        away();
        questions(5);
        back();
        questions(5);
        assertThat(done).containsExactly("shut", "open");
    }

    @Test
    void an_answer_to_anybody_counts_where_it_came_in_time() throws Exception {
        away();
        watch.answered(System.nanoTime() - Duration.ofSeconds(1).toNanos());
        questions(3);
        assertThat(watch.isAway()).as("that was no answer in time").isTrue();
        watch.answered(System.nanoTime());
        Eventually.holds("it is back", () -> done.contains("open"));
    }

    @Test
    void nobodys_time_is_over_while_it_is_away_and_half_a_minute_longer() throws Exception {
        assertThat(watch.reckoned()).isEqualTo(clock.instant());
        Instant gone = clock.instant();
        away();
        clock.pass(Duration.ofHours(2));
        assertThat(watch.reckoned()).isEqualTo(gone);
        back();
        clock.pass(Duration.ofSeconds(29));
        assertThat(watch.reckoned()).isEqualTo(gone);
        away();
        assertThat(watch.reckoned()).as("away again before all were back").isEqualTo(gone);
        back();
        clock.pass(Duration.ofSeconds(31));
        assertThat(watch.reckoned()).isEqualTo(clock.instant());
    }

    @Test
    void a_bug_in_asking_is_no_answer_and_the_watch_goes_on() throws Exception {
        broken = true;
        Eventually.holds("it is away", watch::isAway);
        broken = false;
        Eventually.holds("it is back", () -> !watch.isAway());
    }

    @Test
    void one_that_hangs_over_a_question_is_away() throws Exception {
        var hangs = new CountDownLatch(1);
        var hanging = new DatabaseWatch(
                () -> {
                    try {
                        hangs.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    return false;
                },
                () -> done.add("cut"),
                () -> {},
                Duration.ofMillis(100),
                clock);
        hanging.start();
        Eventually.holds("it is away", hanging::isAway);
        Eventually.holds("who waits is cut off", () -> done.contains("cut"));
        hangs.countDown();
        hanging.stop();
    }
}
