package org.ringfort.app.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void who_asks_while_it_runs_gets_one_more_round_and_no_second() {
        ArrayDeque<Runnable> threads = new ArrayDeque<>();
        List<String> done = new ArrayList<>();
        List<Rounds<String>> self = new ArrayList<>();
        self.add(new Rounds<>(threads::add, key -> {
            done.add(key);
            if (done.size() == 1) {
                self.getFirst().wanted("a");
                self.getFirst().wanted("a");
                self.getFirst().wanted("b");
            }
        }));
        self.getFirst().wanted("a");
        self.getFirst().wanted("a");
        while (!threads.isEmpty()) {
            threads.poll().run();
        }
        assertThat(done).containsExactly("a", "a", "b");
        self.getFirst().wanted("a");
        assertThat(threads).as("a new one begins when it has ended").hasSize(1);
    }

    @Test
    void what_is_told_last_was_read_after_the_last_change_and_one_at_a_time() {
        AtomicInteger truth = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        Map<String, Integer> told = new ConcurrentHashMap<>();
        List<Integer> order = new ArrayList<>(); // guarded by being inside alone
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Rounds<String> rounds = new Rounds<>(threads, key -> {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                int read = truth.get();
                if (ThreadLocalRandom.current().nextInt(4) == 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000);
                }
                order.add(read);
                told.put(key, read);
                inside.decrementAndGet();
            });
            for (int i = 0; i < 5_000; i++) {
                truth.incrementAndGet();
                rounds.wanted("box");
            }
        }
        assertThat(told).containsEntry("box", 5_000);
        assertThat(order).isSorted();
    }
}
