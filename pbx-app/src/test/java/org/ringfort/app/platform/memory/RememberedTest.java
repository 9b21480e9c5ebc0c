package org.ringfort.app.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One look for all who ask at once, its failure too. */
class RememberedTest {
    private static final int ASKERS = 50;

    private final Remembered<String, Optional<String>> names =
            Remembered.only(Optional::isPresent, 100, Duration.ofMinutes(1));
    private final AtomicInteger looks = new AtomicInteger();

    private Optional<String> ask(String answer) {
        return names.of("101", () -> {
            looks.incrementAndGet();
            return Optional.of(answer);
        });
    }

    @Test
    void what_is_known_is_not_looked_for_again_until_it_is_forgotten() {
        ask("Ada");
        assertThat(ask("Bea")).contains("Ada");
        names.forget("101");
        assertThat(ask("Bea")).contains("Bea");
        names.forgetIf(name -> name.equals(Optional.of("Bea")));
        assertThat(ask("Cleo")).contains("Cleo");
        names.forgetAll();
        assertThat(ask("Dora")).contains("Dora");
        assertThat(looks).hasValue(4);
    }

    @Test
    void what_is_not_worth_keeping_is_looked_for_each_time() {
        assertThat(names.of("101", Optional::empty)).isEmpty();
        assertThat(ask("Ada")).contains("Ada");
    }

    @Test
    void what_is_looked_for_anew_is_known_from_then_on_and_a_look_that_fails_changes_nothing() {
        ask("Ada");
        assertThat(names.anew("101", () -> Optional.of("Bea"))).contains("Bea");
        assertThat(names.known("101")).contains(Optional.of("Bea"));
        assertThatThrownBy(() -> names.anew("101", () -> {
                    throw new IllegalStateException("the database is away");
                }))
                .hasMessage("the database is away");
        assertThat(names.known("101")).contains(Optional.of("Bea"));
        assertThat(names.anew("101", Optional::empty)).isEmpty();
        assertThat(names.known("101")).as("it is gone").isEmpty();
    }

    private static Optional<String> away() {
        throw new IllegalStateException(new SQLTransientConnectionException("The database does not answer"));
    }

    @Test
    void with_the_database_away_what_was_known_last_is_the_answer_until_it_is_forgotten() {
        var nanos = new AtomicLong();
        var memory =
                new Remembered<String, Optional<String>>(100, Duration.ofSeconds(30), Optional::isPresent, nanos::get);
        memory.of("101", () -> Optional.of("Ada"));
        nanos.addAndGet(Duration.ofHours(3).toNanos());
        assertThat(memory.of("101", RememberedTest::away)).contains("Ada");
        assertThat(memory.known("101")).as("it is not fresh for that").isEmpty();
        assertThatThrownBy(() -> memory.of("102", RememberedTest::away))
                .hasRootCauseMessage("The database does not answer");
        assertThatThrownBy(() -> memory.of("101", () -> {
                    throw new IllegalStateException("our own mistake");
                }))
                .hasMessage("our own mistake");
        assertThatThrownBy(() -> memory.anew("101", RememberedTest::away)).isInstanceOf(IllegalStateException.class);
        memory.forget("101");
        assertThatThrownBy(() -> memory.of("101", RememberedTest::away)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_much_older_than_the_newest_answer_may_have_been_changed_elsewhere_and_is_no_answer() {
        var nanos = new AtomicLong();
        var memory =
                new Remembered<String, Optional<String>>(100, Duration.ofSeconds(30), Optional::isPresent, nanos::get);
        memory.of("101", () -> Optional.of("Ada"));
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
        memory.learn(memory.mark(), "102", Optional.of("Bea"));
        assertThat(memory.last("101")).isEmpty();
        assertThat(memory.of("102", RememberedTest::away)).contains("Bea");
    }

    @Test
    void what_was_read_of_many_before_a_change_is_not_learnt_after_it() {
        long mark = names.mark();
        names.forget("101");
        names.learn(mark, "101", Optional.of("before"));
        assertThat(names.last("101")).isEmpty();
        names.learn(names.mark(), "101", Optional.of("after"));
        assertThat(ask("looked for")).contains("after");
    }

    @Test
    void what_is_known_of_one_outlasts_a_change_of_another_while_many_are_read() {
        names.learn(names.mark(), "101", Optional.of("Ada"));
        long mark = names.mark();
        names.forget("102");
        names.learn(mark, "101", Optional.of("read before the change of the other"));
        assertThat(names.last("101")).contains(Optional.of("Ada"));
    }

    @Test
    void whoever_asks_afresh_looks_himself_and_falls_back_on_what_was_known_last() {
        ask("Ada");
        assertThat(names.afresh("101", RememberedTest::away)).contains("Ada");
        assertThat(names.afresh("101", () -> {
                    names.afresh("101", () -> Optional.of("after the change"));
                    return Optional.of("before it");
                }))
                .contains("before it");
        assertThat(names.known("101")).contains(Optional.of("after the change"));
    }

    @Test
    void all_who_ask_at_once_share_one_look() throws Exception {
        assertThat(together(() -> Optional.of("Ada")))
                .allSatisfy(each -> assertThat(each.get()).contains("Ada"));
        assertThat(looks).hasValue(1);
    }

    @Test
    void all_who_ask_at_once_share_one_failure_and_the_next_looks_again() throws Exception {
        List<Future<Optional<String>>> answers = together(() -> {
            throw new IllegalStateException("the database is away");
        });
        assertThat(answers)
                .allSatisfy(each -> assertThatThrownBy(each::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseMessage("the database is away"));
        assertThat(looks).hasValue(1);
        assertThat(ask("Ada")).contains("Ada");
    }

    @Test
    void a_look_that_ends_after_the_change_is_neither_shared_nor_kept() throws Exception {
        var begun = new CountDownLatch(1);
        var changed = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> before = threads.submit(() -> names.of("101", () -> {
                begun.countDown();
                await(changed);
                return Optional.of("before");
            }));
            begun.await();
            names.forget("101");
            assertThat(ask("after")).contains("after");
            changed.countDown();
            assertThat(before.get()).contains("before");
        }
        assertThat(ask("looked for again")).contains("after");
    }

    /** Everybody asks; who looks goes on once the others wait. */
    private List<Future<Optional<String>>> together(java.util.function.Supplier<Optional<String>> found)
            throws InterruptedException {
        var asking = new CountDownLatch(ASKERS);
        var looking = new CountDownLatch(1);
        List<Thread> askers = new ArrayList<>();
        List<Future<Optional<String>>> answers = new ArrayList<>();
        try (var threads = Executors.newThreadPerTaskExecutor(task -> {
            Thread asker = Thread.ofPlatform().unstarted(task);
            askers.add(asker);
            return asker;
        })) {
            for (int i = 0; i < ASKERS; i++) {
                answers.add(threads.submit(() -> {
                    asking.countDown();
                    return names.of("101", () -> {
                        looks.incrementAndGet();
                        await(looking);
                        return found.get();
                    });
                }));
            }
            asking.await();
            while (askers.stream().anyMatch(one -> one.getState() == Thread.State.RUNNABLE)) {
                Thread.sleep(1);
            }
            looking.countDown();
        }
        return answers;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
