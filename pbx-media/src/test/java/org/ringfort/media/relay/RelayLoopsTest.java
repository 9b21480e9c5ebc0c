package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.dtls.OwnCertificate;

class RelayLoopsTest {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @Test
    void a_loop_that_stands_still_is_given_nobody_until_it_comes_round_again() throws Exception {
        var random = new SecureRandom();
        var later = new AtomicLong();
        try (var handshakes = new Handshakes(OwnCertificate.create(random));
                var loops = new RelayLoops(
                        "standing", 2, () -> System.nanoTime() + later.get(), random, handshakes, Duration.ZERO)) {
            RelayLoop first = loops.all().getFirst();
            RelayLoop second = loops.all().getLast();
            assertThat(loops.idlest()).as("of two that are as idle").isEqualTo(first);
            var stuck = new CountDownLatch(1);
            var goesOn = new CountDownLatch(1);
            first.post(() -> {
                stuck.countDown();
                await(goesOn);
            });
            stuck.await();
            later.set(Duration.ofSeconds(5).toNanos());
            await(loops, second);
            assertThat(loops.frozen(Duration.ofSeconds(4))).contains(first.name());
            goesOn.countDown();
            await(loops, first);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(RelayLoops loops, RelayLoop idlest) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!loops.idlest().equals(idlest)) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(5); // between two looks
        }
    }
}
