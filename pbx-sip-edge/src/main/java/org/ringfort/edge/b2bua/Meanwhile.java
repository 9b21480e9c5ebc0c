package org.ringfort.edge.b2bua;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a call waits for that is no event of its legs: a connection, a name. Who waits is attended to meanwhile, and may hang up.
 * Whatever others work on is never cancelled, since others may wait for it too.
 */
final class Meanwhile {
    private final Scene scene;
    private final Waiting waiting;

    Meanwhile(Scene scene, Waiting waiting) {
        this.scene = scene;
        this.waiting = waiting;
    }

    /** What came of it; empty where it failed, or was not there at {@code deadline} ({@link System#nanoTime} scale). */
    <T> Optional<T> await(CompletableFuture<T> future, long deadline) throws Hangup, InterruptedException {
        var _ = future.whenComplete((done, failure) -> scene.inbox().post(new CallEvent.Done()));
        while (!future.isDone()) {
            if (System.nanoTime() - deadline >= 0) {
                return Optional.empty();
            }
            CallEvent event = scene.inbox().next(deadline);
            if (event != null) {
                waiting.meanwhile(event);
            }
        }
        return future.isCompletedExceptionally() ? Optional.empty() : Optional.of(future.join());
    }
}
