package org.ringfort.app.calls;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Work that reads what is true now and tells it, one at a time for each key: whoever asks while it runs gets one more round
 * afterwards, however many ask. So what is told last was read after the last change, and nothing overtakes.
 *
 * @param <K> what must stay in order
 */
final class Rounds<K> {
    /** Keys being worked on; true where another round is wanted. */
    private final Map<K, Boolean> running = new ConcurrentHashMap<>();

    private final Executor threads;
    private final Consumer<K> work;

    /** @param work must not throw */
    Rounds(Executor threads, Consumer<K> work) {
        this.threads = threads;
        this.work = work;
    }

    /** Never blocks. */
    void wanted(K key) {
        boolean[] begin = new boolean[1];
        running.compute(key, (_, again) -> {
            begin[0] = again == null;
            return again != null;
        });
        if (begin[0]) {
            threads.execute(() -> go(key));
        }
    }

    private void go(K key) {
        do {
            work.accept(key);
        } while (running.computeIfPresent(key, (_, again) -> again ? Boolean.FALSE : null) != null);
    }
}
